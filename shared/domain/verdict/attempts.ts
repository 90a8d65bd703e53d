import { MINUTE_MS } from '../time';
import { type Cause, causeOf } from './cause';
import type { Judged } from './judged';
import { VERDICT_KINDS, type VerdictKind } from './verdict';

/** The fields that decide which records are one attempt to sign in, and how it counts. */
export type AttemptRecord = {
  /** Key of the enforced app; `null` when it reached none. */
  readonly app: string | null;
  readonly verdict: VerdictKind;
  /** `null` if causes are not counted. */
  readonly cause: Cause | null;
  readonly userId: string | null;
  readonly correlationId: string | null;
  /** ISO 8601 UTC. */
  readonly createdDateTime: string;
};

export function attemptRecord(judged: Judged): AttemptRecord {
  const { app, verdict, signIn } = judged;
  const { userId, correlationId, createdDateTime } = signIn;
  return { app, verdict: verdict.kind, cause: causeOf(judged), userId, correlationId, createdDateTime };
}

/**
 * The farthest that records of one attempt lie apart. The questions in between ("Stay signed in?", which device, which
 * account) are answered at once or not at all, while a page that stays open takes further tokens under its first id.
 */
const ATTEMPT_MS = 5 * MINUTE_MS;

/** Records of one attempt lie close together in every log; more would only cost memory. */
const MOST_REMEMBERED = 10_000;

type Counted = Pick<AttemptRecord, 'verdict' | 'cause'>;

/** A change of counts by so many sign-ins of a verdict and cause. */
export type CountChange = Counted & { readonly by: number };

/** One attempt so far. */
type Attempt = {
  readonly at: number;
  /** The one that counts; `null` while only tries are known. */
  readonly completed: Counted | null;
  /** As many as there are causes, at most, however many tries. */
  readonly tries: readonly CountChange[];
};

/**
 * Joins the records that are one attempt to a reader: a completed sign-in, the interrupts on its way, and the several rows
 * that Azure Monitor writes for one sign-in with MFA. Of several completed ones, the gravest verdict counts. Each try that
 * led nowhere counts: a password mistyped four times counts four times.
 *
 * At other apps than the enforced ones, each record counts as one sign-in.
 *
 * @returns takes in a record, and says how the counts change
 * @see https://learn.microsoft.com/entra/identity/monitoring-health/concept-sign-in-log-activity-details (read 2026-11-21)
 */
export function attempts(): (record: AttemptRecord) => readonly CountChange[] {
  const latest = new Map<string, Attempt>();
  const remember = (key: string, attempt: Attempt) => {
    latest.delete(key);
    latest.set(key, attempt);
    if (latest.size <= MOST_REMEMBERED) return;
    const [oldest] = latest.keys();
    if (oldest !== undefined) latest.delete(oldest);
  };
  return (record) => {
    const { app, verdict, cause, userId, correlationId, createdDateTime } = record;
    if (app === null || correlationId === null) return [{ verdict, cause, by: 1 }];
    const key = `${correlationId} ${userId} ${app}`;
    const at = Date.parse(createdDateTime);
    const known = latest.get(key);
    const before = known && Math.abs(at - known.at) <= ATTEMPT_MS ? known : NOTHING;
    const { completed, tries, changes } = joined(before, record);
    remember(key, { at, completed, tries });
    return changes;
  };
}

const NOTHING: Progress = { completed: null, tries: [] };

type Progress = Pick<Attempt, 'completed' | 'tries'>;

function joined(before: Progress, { verdict, cause }: Counted): Progress & { changes: CountChange[] } {
  const { completed, tries } = before;
  if (verdict === 'outOfScope') {
    if (completed !== null) return { ...before, changes: [] };
    return { completed, tries: withTry(tries, { verdict, cause }), changes: [{ verdict, cause, by: 1 }] };
  }
  if (completed !== null && !isGraver(verdict, completed.verdict)) return { ...before, changes: [] };
  const outdated = completed === null ? tries : [{ ...completed, by: 1 }];
  const changes = [...outdated.map((one) => ({ ...one, by: -one.by })), { verdict, cause, by: 1 }];
  return { completed: { verdict, cause }, tries: [], changes };
}

function withTry(tries: Progress['tries'], one: Counted): Progress['tries'] {
  const known = tries.find(({ cause }) => cause === one.cause);
  if (!known) return [...tries, { ...one, by: 1 }];
  return tries.map((each) => (each === known ? { ...known, by: known.by + 1 } : each));
}

function isGraver(a: VerdictKind, b: VerdictKind): boolean {
  return VERDICT_KINDS.indexOf(a) < VERDICT_KINDS.indexOf(b);
}
