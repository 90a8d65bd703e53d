import type { AttemptRecord, CountChange } from '../verdict/attempts';
import type { Cause, ListedCause } from '../verdict/cause';
import { CANNOT_TELL, SIGNALS, SKIPS, VERDICT_KINDS, WITHOUT_MFA } from '../verdict/verdict';
import { latest } from './appUse';
import type { Occurrence } from './occurrence';

type Kind = Omit<Occurrence, 'times' | 'last'>;

type Counter = Kind & {
  times: number;
  /** The latest before the attempt that is counted now. */
  before: string | null;
  /** Correlation id of that attempt, if it was stopped. */
  attempt: string | null;
  last: string | null;
};

/** Counts the sign-ins of each account by cause: memory grows with accounts, never with sign-ins. */
export function occurrenceBook() {
  const byUser = new Map<string, readonly Counter[]>();
  const counterOf = (userId: string, like: Kind): Counter => {
    const known = byUser.get(userId) ?? [];
    const found = known.find((one) => one.cause === like.cause && one.app === like.app);
    if (found) return found;
    const counter = { ...like, times: 0, before: null, attempt: null, last: null };
    // Not pushed: an array that grows in place keeps room for sixteen more.
    byUser.set(userId, [...known, counter]);
    return counter;
  };
  return {
    add: (record: AttemptRecord, changes: readonly CountChange[]): void => {
      const { app, userId } = record;
      if (app === null || userId === null) return;
      for (const { verdict, cause, by } of changes) {
        if (verdict === 'mfa' || !isListed(cause)) continue;
        change(counterOf(userId, { app, verdict, cause }), record, by);
      }
    },
    of: (userId: string): readonly Occurrence[] =>
      (byUser.get(userId) ?? []).flatMap(occurrenceOf).sort(gravestFirst),
  };
}

function change(counter: Counter, { correlationId, createdDateTime }: AttemptRecord, by: number): void {
  counter.times += by;
  if (by < 0) {
    if (counter.attempt === correlationId) counter.last = null;
    return;
  }
  // Only an attempt that was stopped may still turn out to be a success.
  const attempt = counter.verdict === 'outOfScope' ? correlationId : null;
  if (attempt === null || counter.attempt !== attempt) {
    counter.before = latest(counter.before, counter.last);
    counter.attempt = attempt;
    counter.last = null;
  }
  counter.last = latest(counter.last, createdDateTime);
}

function occurrenceOf({ app, verdict, cause, times, before, last: ofAttempt }: Counter): Occurrence[] {
  const last = latest(before, ofAttempt);
  return times > 0 && last !== null ? [{ app, verdict, cause, times, last }] : [];
}

const LISTED: ReadonlySet<Cause> = new Set<ListedCause>([
  'passwordAlone',
  'detailsLeftOut',
  ...WITHOUT_MFA,
  ...SKIPS,
  ...CANNOT_TELL,
  ...SIGNALS,
]);

function isListed(cause: Cause | null): cause is ListedCause {
  return cause !== null && LISTED.has(cause);
}

/** A mistyped password comes last: anybody can mistype one. */
function gravestFirst(a: Occurrence, b: Occurrence): number {
  return gravity(a) - gravity(b) || b.times - a.times || (a.last < b.last ? 1 : -1);
}

function gravity({ verdict, cause }: Occurrence): number {
  return cause === 'passwordFailed' ? VERDICT_KINDS.length : VERDICT_KINDS.indexOf(verdict);
}
