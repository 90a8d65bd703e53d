import { type AttemptRecord, attempts, type CountChange } from './attempts';
import type { VerdictKind } from './verdict';

export type VerdictCounts = Readonly<Record<VerdictKind, number>>;

/** Counts over a set of sign-ins. The records of one attempt are one sign-in, so verdicts may be fewer than records. */
export type Summary = {
  /** Records. */
  readonly read: number;
  readonly rejected: number;
  readonly byVerdict: VerdictCounts;
  /** By verdict, under the key of each enforced app reached. */
  readonly byApp: Readonly<Record<string, VerdictCounts>>;
};

export const NO_COUNTS: VerdictCounts = { withoutMfa: 0, cannotTell: 0, mfa: 0, outOfScope: 0 };

export type Tally = {
  /** @returns how the counts change */
  readonly add: (record: AttemptRecord) => readonly CountChange[];
  readonly reject: () => void;
  readonly summary: () => Summary;
};

/** Counts while sign-ins stream by: memory grows with apps, never with sign-ins. */
export function tally(): Tally {
  const changesBy = attempts();
  let read = 0;
  let rejected = 0;
  const byVerdict = { ...NO_COUNTS };
  const byApp = new Map<string, { -readonly [kind in VerdictKind]: number }>();
  const count = (app: string | null, { verdict, by }: CountChange) => {
    byVerdict[verdict] += by;
    if (app === null) return;
    const counts = byApp.get(app) ?? { ...NO_COUNTS };
    counts[verdict] += by;
    byApp.set(app, counts);
  };
  return {
    add: (record) => {
      read++;
      const changes = changesBy(record);
      for (const change of changes) count(record.app, change);
      return changes;
    },
    reject: () => {
      rejected++;
    },
    summary: () => ({
      read,
      rejected,
      byVerdict: { ...byVerdict },
      byApp: Object.fromEntries(
        [...byApp].sort(([a], [b]) => a.localeCompare(b)).map(([k, v]) => [k, { ...v }]),
      ),
    }),
  };
}
