import { MINUTE_MS } from '../polling/span';
import type { Judged } from './judged';
import { VERDICT_KINDS, type VerdictKind } from './verdict';

/** What tells which records belong to one attempt to sign in, and how it counts. */
export type AttemptRecord = {
  /** Key of the enforced app; `null` when it reached none. */
  readonly app: string | null;
  readonly verdict: VerdictKind;
  readonly userId: string | null;
  readonly correlationId: string | null;
  /** ISO 8601 UTC. */
  readonly createdDateTime: string;
};

export function attemptRecord({ app, verdict, signIn }: Judged): AttemptRecord {
  const { userId, correlationId, createdDateTime } = signIn;
  return { app, verdict: verdict.kind, userId, correlationId, createdDateTime };
}

/**
 * The farthest that records of one attempt lie apart. The questions in between ("Stay signed in?", which device, which
 * account) are answered at once or not at all, while a page that stays open takes further tokens under its first id.
 */
const ATTEMPT_MS = 5 * MINUTE_MS;

/** Records of one attempt lie close together in every log; more would only cost memory. */
const MOST_REMEMBERED = 10_000;

/** How counts change: by so many sign-ins of a verdict. */
export type CountChange = { readonly verdict: VerdictKind; readonly by: number };

/** One attempt so far: `completed` as the verdict that counts, `null` while only tries are known. */
type Attempt = { readonly at: number; readonly completed: VerdictKind | null; readonly tries: number };

/**
 * Puts together the records that are one attempt to a reader: a completed sign-in, the interrupts on its way, and the several
 * rows that Azure Monitor writes for one sign-in with MFA. Of those that completed, the verdict that asks most of an admin
 * counts. Tries that led nowhere count each: a password mistyped four times is four times.
 *
 * Other apps than the enforced ones are no reader's concern: each of their records counts for itself.
 *
 * @returns takes in a record, and tells how the counts change
 * @see https://learn.microsoft.com/entra/identity/monitoring-health/concept-sign-in-log-activity-details (read 2026-11-21)
 */
export function attempts(): (record: AttemptRecord) => readonly CountChange[] {
  const latest = new Map<string, Attempt>();
  const remember = (key: string, attempt: Attempt) => {
    latest.delete(key);
    latest.set(key, attempt);
    const [oldest] = latest.keys();
    if (latest.size > MOST_REMEMBERED && oldest !== undefined) latest.delete(oldest);
  };
  return ({ app, verdict, userId, correlationId, createdDateTime }) => {
    if (app === null || correlationId === null) return [{ verdict, by: 1 }];
    const key = `${correlationId} ${userId} ${app}`;
    const at = Date.parse(createdDateTime);
    const known = latest.get(key);
    const before = known && Math.abs(at - known.at) <= ATTEMPT_MS ? known : { completed: null, tries: 0 };
    const after = joined(before, verdict);
    remember(key, { at, ...after });
    return [...changesOf(before, -1), ...changesOf(after, 1)];
  };
}

type Progress = Pick<Attempt, 'completed' | 'tries'>;

function joined({ completed, tries }: Progress, verdict: VerdictKind): Progress {
  if (verdict === 'outOfScope') return { completed, tries: completed === null ? tries + 1 : 0 };
  return { completed: completed === null ? verdict : graver(completed, verdict), tries: 0 };
}

function changesOf({ completed, tries }: Progress, sign: 1 | -1): CountChange[] {
  return completed === null
    ? [{ verdict: 'outOfScope', by: sign * tries }]
    : [{ verdict: completed, by: sign }];
}

function graver(a: VerdictKind, b: VerdictKind): VerdictKind {
  return VERDICT_KINDS.indexOf(a) < VERDICT_KINDS.indexOf(b) ? a : b;
}
