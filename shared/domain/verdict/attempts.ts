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

export type Attempts = {
  /**
   * Takes in a record.
   *
   * @returns how the attempt it belongs to counts from now on, and how it counted before; `null` when the record is its first
   */
  readonly add: (record: AttemptRecord) => { readonly now: VerdictKind; readonly before: VerdictKind | null };
};

/**
 * Puts together the records that are one attempt to a reader: interrupts and what follows them, and the several rows that
 * Azure Monitor writes for one sign-in with MFA. Of those, the verdict that asks most of an admin counts.
 *
 * Other apps than the enforced ones are no reader's concern: each of their records counts for itself.
 *
 * @see https://learn.microsoft.com/entra/identity/monitoring-health/concept-sign-in-log-activity-details (read 2026-11-21)
 */
export function attempts(): Attempts {
  const latest = new Map<string, { at: number; verdict: VerdictKind }>();
  const remember = (key: string, attempt: { at: number; verdict: VerdictKind }) => {
    latest.delete(key);
    latest.set(key, attempt);
    const [oldest] = latest.keys();
    if (latest.size > MOST_REMEMBERED && oldest !== undefined) latest.delete(oldest);
  };
  return {
    add: ({ app, verdict, userId, correlationId, createdDateTime }) => {
      if (app === null || correlationId === null) return { now: verdict, before: null };
      const key = `${correlationId} ${userId} ${app}`;
      const at = Date.parse(createdDateTime);
      const known = latest.get(key);
      if (!known || Math.abs(at - known.at) > ATTEMPT_MS) {
        remember(key, { at, verdict });
        return { now: verdict, before: null };
      }
      const now = graver(known.verdict, verdict);
      remember(key, { at, verdict: now });
      return { now, before: known.verdict };
    },
  };
}

function graver(a: VerdictKind, b: VerdictKind): VerdictKind {
  return VERDICT_KINDS.indexOf(a) < VERDICT_KINDS.indexOf(b) ? a : b;
}
