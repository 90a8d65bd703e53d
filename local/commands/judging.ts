import type { AccountView } from '../../shared/domain/account/account';
import type { AccountFacts } from '../../shared/domain/account/accountFacts';
import { worstFirst } from '../../shared/domain/account/accountOrder';
import { viewOf } from '../../shared/domain/account/accountView';
import { countMandated, mandateSeen } from '../../shared/domain/account/mandated';
import type { Registration } from '../../shared/domain/account/registration';
import { explained, type SignInOrigin } from '../../shared/domain/account/verdictAdvice';
import { appsIn } from '../../shared/domain/apps/enforcedApps';
import { appStandings } from '../../shared/domain/enforcement/standings';
import type { Problem } from '../../shared/domain/problem';
import type { SignIn } from '../../shared/domain/signIn/signIn';
import { type JudgeContext, judgeSignIn } from '../../shared/domain/verdict/judge';
import { type Gathering, gathering } from './gathering';
import type { BadRecord, JudgedOutput, Whole } from './judgedOutput';

export type Judging = {
  readonly take: (signIn: SignIn) => Promise<void>;
  /** Judges another record of a sign-in, of which a different record counts. */
  readonly repeat: (signIn: SignIn) => Promise<void>;
  readonly reject: (record: BadRecord) => Promise<void>;
  readonly end: (ending: Ending) => Promise<void>;
};

export type Ending = {
  readonly report: Omit<
    Whole['report'],
    'generatedAt' | 'from' | 'to' | 'problems' | 'counted' | 'mandate'
  > & {
    readonly problems?: readonly Problem[];
  };
  readonly breakGlass: ReadonlySet<string>;
  /** `null` if the registration report was not read. */
  readonly registrations: ReadonlyMap<string, Registration> | null;
  readonly origin: SignInOrigin;
};

/**
 * Judges sign-ins as they stream by, and writes each; writes the whole at the end.
 *
 * @param gathered may hold sign-ins that were judged before
 */
export function judging(
  judgeContext: JudgeContext,
  output: JudgedOutput,
  gathered: Gathering = gathering(),
): Judging {
  return {
    take: async (signIn) => {
      const judged = judgeSignIn(signIn, judgeContext);
      gathered.add(judged);
      await output.judged(judged);
    },
    repeat: (signIn) => output.repeated(judgeSignIn(signIn, judgeContext)),
    reject: async (record) => {
      gathered.reject();
      await output.bad(record);
    },
    end: async ({ report, breakGlass, registrations, origin }) => {
      const { summary, facts: byUser, occurrencesOf, from, to, counted } = gathered.result();
      // An old log is judged as of its own end: accounts that were open then are shown as open.
      const now = to === null ? judgeContext.now : Date.parse(to);
      const context = {
        breakGlass,
        sent: {},
        now,
        registrationsRead: registrations !== null,
        // A log does not show whether Microsoft enforces.
        standings: appStandings(appsIn(judgeContext.apps), null, report.cloud),
      };
      const view = (facts: AccountFacts): AccountView[] => {
        const why = occurrencesOf(facts.userId);
        if (why.length === 0) return [];
        const registration = registrations?.get(facts.userId) ?? null;
        return [explained(viewOf({ ...facts, registration }, context), why, origin)];
      };
      const accounts = [...byUser.values()].flatMap(view).sort(worstFirst);
      const mandate = mandateSeen(
        [...byUser.values()].map((facts) => ({ mandated: countMandated(facts.mandated, now) })),
      );
      const generatedAt = new Date(judgeContext.now).toISOString();
      await output.end({
        summary,
        accounts,
        report: { problems: [], ...report, generatedAt, from, to, counted, mandate },
      });
    },
  };
}
