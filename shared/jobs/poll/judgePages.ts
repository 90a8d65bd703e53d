import { decodeSignIn } from '../../decode/signIn';
import { type AccountBook, accountBook } from '../../domain/account/accountBook';
import type { AccountFacts } from '../../domain/account/accountFacts';
import { isBreakGlass } from '../../domain/account/kind';
import type { AppIndex } from '../../domain/apps/enforcedApps';
import { type Finding, findingOf } from '../../domain/finding/finding';
import type { Reject } from '../../domain/signIn/reject';
import type { SignIn } from '../../domain/signIn/signIn';
import type { Span } from '../../domain/time';
import { attemptRecord } from '../../domain/verdict/attempts';
import { isSettled, type JudgeContext, judgeSignIn } from '../../domain/verdict/judge';
import type { Judged } from '../../domain/verdict/judged';
import { type SessionProofs, sessionProofs } from '../../domain/verdict/sessions';
import { type Summary, tally } from '../../domain/verdict/summary';

/** The result of judging a slice of the log. */
export type SpanReading = {
  /** From the earliest of its sign-ins to just after the latest; `null` without sign-ins. */
  readonly times: Span | null;
  readonly findings: readonly Finding[];
  /** Ids of the sign-ins that are no finding: a finding that was stored for one of them goes. */
  readonly cleared: ReadonlySet<string>;
  /** From settled records only, unless asked otherwise: of a record that may still change, the use of a break-glass account counts. */
  readonly book: AccountBook;
  readonly rejects: readonly Reject[];
  readonly summary: Summary;
};

/** By user id, then by session id. */
export type KnownSessions = ReadonlyMap<string, AccountFacts['sessions']>;

export type ReadContext = {
  readonly apps: AppIndex;
  readonly tenantId: string | null;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
  /** The sessions of these users that are known to have proved MFA. */
  readonly sessionsOf?: (userIds: Iterable<string>) => Promise<KnownSessions>;
  /** Lets records that may still change into the book too; left out if the book is stored. */
  readonly countUnsettled?: boolean;
  /** User ids and UPNs, lower case: a use of these accounts is noted at once. */
  readonly breakGlass?: ReadonlySet<string>;
};

/** Decodes and judges the pages of a span, each sign-in once, in whichever order they come. */
export async function judgePages(
  pages: AsyncIterable<readonly unknown[]>,
  context: ReadContext,
): Promise<SpanReading> {
  const judging = newJudging(context);
  for await (const page of pages) {
    for (const raw of page) {
      const decoded = decodeSignIn(raw);
      // A stream carries every log category that it was set up for.
      if (decoded.kind === 'otherLog') continue;
      if (decoded.kind === 'rejected') judging.reject(decoded.reject);
      else judging.add(decoded.signIn);
    }
  }
  return judging.end();
}

/** Judges sign-ins, each once, in whichever order they come. The rejects are those of the same reading. */
export function judgeSignIns(
  signIns: Iterable<SignIn>,
  context: ReadContext,
  rejects: readonly Reject[],
): Promise<SpanReading> {
  const judging = newJudging(context);
  for (const signIn of signIns) judging.add(signIn);
  for (const reject of rejects) judging.reject(reject);
  return judging.end();
}

function newJudging(context: ReadContext) {
  const judging: JudgeContext = { ...context, sessions: sessionProofs() };
  const reading = newReading(context);
  const seen = new Set<string>();
  // Pages come newest first, so the MFA that opened a session may come after the sign-ins that lean on it.
  const waiting: SignIn[] = [];
  return {
    reject: reading.reject,
    add: (signIn: SignIn) => {
      if (seen.has(signIn.id)) return;
      seen.add(signIn.id);
      judging.sessions.addSignIn(signIn);
      const judged = judgeSignIn(signIn, judging);
      if (judged.verdict.kind === 'cannotTell' && signIn.sessionId !== null) waiting.push(signIn);
      else reading.take(judged);
    },
    end: async () => {
      await recall(waiting, { context, sessions: judging.sessions, seen });
      for (const signIn of waiting) reading.take(judgeSignIn(signIn, judging));
      return reading.result();
    },
  };
}

type Recalling = {
  readonly context: ReadContext;
  readonly sessions: SessionProofs;
  /** Ids of the sign-ins read here: their records as read now count, not the proofs stored from them earlier. */
  readonly seen: ReadonlySet<string>;
};

/** A session may have proved MFA long before this span. */
async function recall(waiting: readonly SignIn[], { context, sessions, seen }: Recalling): Promise<void> {
  const users = new Set(waiting.flatMap(({ userId }) => userId ?? []));
  if (users.size === 0 || !context.sessionsOf) return;
  for (const [userId, proofs] of await context.sessionsOf(users)) {
    for (const [sessionId, proof] of Object.entries(proofs)) {
      if (!seen.has(proof.signInId)) sessions.addProof(userId, sessionId, proof);
    }
  }
}

function newReading({ now, countUnsettled, breakGlass }: ReadContext) {
  const findings: Finding[] = [];
  const cleared = new Set<string>();
  const rejects: Reject[] = [];
  const book = accountBook();
  const counts = tally();
  // Times as text of one form: their order is that of the text.
  let [earliest, latest] = ['', ''];
  return {
    take: (judged: Judged) => {
      const { createdDateTime } = judged.signIn;
      if (earliest === '' || createdDateTime < earliest) earliest = createdDateTime;
      if (createdDateTime > latest) latest = createdDateTime;
      counts.add(attemptRecord(judged));
      if (countUnsettled || isSettled(judged.signIn, now)) book.add(judged);
      else if (breakGlass && isBreakGlass(judged.signIn, breakGlass)) book.addUse(judged);
      const finding = findingOf(judged);
      if (finding) findings.push(finding);
      else cleared.add(judged.signIn.id);
    },
    reject: (reject: Reject) => {
      counts.reject();
      rejects.push(reject);
    },
    result: (): SpanReading => ({
      times: earliest === '' ? null : { from: Date.parse(earliest), to: Date.parse(latest) + 1 },
      findings,
      cleared,
      book,
      rejects,
      summary: counts.summary(),
    }),
  };
}
