import type { AccountView } from '../../shared/domain/account/account';
import { accountBook } from '../../shared/domain/account/accountBook';
import type { AccountFacts } from '../../shared/domain/account/accountFacts';
import { viewOf, worstFirst } from '../../shared/domain/account/accountView';
import { occurrenceBook } from '../../shared/domain/account/occurrences';
import type { Registration } from '../../shared/domain/account/registration';
import { explained, type SignInOrigin } from '../../shared/domain/account/verdictAdvice';
import type { Problem } from '../../shared/domain/problem';
import type { SignIn } from '../../shared/domain/signIn/signIn';
import { attemptRecord } from '../../shared/domain/verdict/attempts';
import { type JudgeContext, judgeSignIn } from '../../shared/domain/verdict/judge';
import type { Judged } from '../../shared/domain/verdict/judged';
import { tally } from '../../shared/domain/verdict/summary';
import type { BadRecord, JudgedOutput, Whole } from './judgedOutput';

export type Judging = {
  readonly take: (signIn: SignIn) => Promise<void>;
  /** Judges a further record of a sign-in that counts by another. */
  readonly repeat: (signIn: SignIn) => Promise<void>;
  readonly reject: (record: BadRecord) => Promise<void>;
  readonly end: (ending: Ending) => Promise<void>;
};

export type Ending = {
  readonly report: Omit<Whole['report'], 'generatedAt' | 'from' | 'to' | 'problems' | 'counted'> & {
    readonly problems?: readonly Problem[];
  };
  readonly breakGlass: ReadonlySet<string>;
  /** `null` if the registration report was not read. */
  readonly registrations: ReadonlyMap<string, Registration> | null;
  readonly origin: SignInOrigin;
};

/** Judges sign-ins as they stream by, and writes each; the whole of them at the end. */
export function judging(judgeContext: JudgeContext, output: JudgedOutput): Judging {
  const counts = tally();
  const book = accountBook();
  const occurrences = occurrenceBook();
  const findings = { findings: 0, nameless: 0 };
  let from: string | null = null;
  let to: string | null = null;
  return {
    take: async (signIn) => {
      const at = signIn.createdDateTime;
      if (from === null || at < from) from = at;
      if (to === null || at > to) to = at;
      const judged = judgeSignIn(signIn, judgeContext);
      const record = attemptRecord(judged);
      occurrences.add(record, counts.add(record));
      if (isFinding(judged)) {
        findings.findings++;
        if (signIn.userId === null) findings.nameless++;
      }
      book.add(judged.app === null ? judged : withoutSession(judged));
      await output.judged(judged);
    },
    repeat: (signIn) => output.repeated(judgeSignIn(signIn, judgeContext)),
    reject: async (record) => {
      counts.reject();
      await output.bad(record);
    },
    end: async ({ report, breakGlass, registrations, origin }) => {
      // An old log is judged as of its own end: what was open then is shown as open.
      const now = to === null ? judgeContext.now : Date.parse(to);
      const context = { breakGlass, told: {}, now, registrationsRead: registrations !== null };
      const view = (facts: AccountFacts): AccountView[] => {
        const why = occurrences.of(facts.userId);
        if (why.length === 0) return [];
        const registration = registrations?.get(facts.userId) ?? null;
        return [explained(viewOf({ ...facts, registration }, context), why, origin)];
      };
      const accounts = [...book.facts().values()].flatMap(view).sort(worstFirst);
      const generatedAt = new Date(judgeContext.now).toISOString();
      await output.end({
        summary: counts.summary(),
        accounts,
        report: { problems: [], ...report, generatedAt, from, to, counted: findings },
      });
    },
  };
}

function isFinding({ app, verdict }: Judged): boolean {
  return app !== null && (verdict.kind === 'withoutMfa' || verdict.kind === 'cannotTell');
}

/** The context knows the sessions of all; an account that held its own as well would grow with the log. */
function withoutSession(judged: Judged): Judged {
  return { ...judged, signIn: { ...judged.signIn, sessionId: null } };
}
