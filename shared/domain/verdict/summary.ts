import type { Judged } from './judged';
import type { VerdictKind } from './verdict';

export type VerdictCounts = Readonly<Record<VerdictKind, number>>;

/** Counts over a set of sign-ins. `byApp` counts by verdict under the key of each enforced app reached. */
export type Summary = {
  readonly read: number;
  readonly rejected: number;
  readonly byVerdict: VerdictCounts;
  readonly byApp: Readonly<Record<string, VerdictCounts>>;
};

export const NO_COUNTS: VerdictCounts = { withoutMfa: 0, cannotTell: 0, mfa: 0, outOfScope: 0 };

export type Tally = {
  readonly add: (judged: Pick<Judged, 'app' | 'verdict'>) => void;
  readonly reject: () => void;
  readonly summary: () => Summary;
};

/** Counts while sign-ins stream by: memory by apps, never by sign-ins. */
export function tally(): Tally {
  let read = 0;
  let rejected = 0;
  const byVerdict = { ...NO_COUNTS };
  const byApp = new Map<string, { -readonly [kind in VerdictKind]: number }>();
  return {
    add: ({ app, verdict }) => {
      read++;
      byVerdict[verdict.kind]++;
      if (app === null) return;
      const counts = byApp.get(app) ?? { ...NO_COUNTS };
      counts[verdict.kind]++;
      byApp.set(app, counts);
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
