import { DAY_MS, MINUTE_MS } from '../time';
import { MOST_MOMENTS, type Moments, mergeMoments, minuteOf } from './moments';

/** The sign-ins for which Microsoft's own mandate required MFA, at one enforced app. */
export type Mandated = {
  /** ISO 8601 UTC. */
  readonly first: string;
  readonly moments: Moments;
};

/** By key of the enforced app. */
export type MandatedBy = Readonly<Record<string, Mandated>>;

/** Shared, because most sign-ins name another requirement, or none. */
export const NOT_MANDATED: MandatedBy = {};

export function mandatedAt(app: string, at: string): MandatedBy {
  return { [app]: { first: at, moments: [minuteOf(at)] } };
}

export function mergeMandated(a: MandatedBy, b: MandatedBy): MandatedBy {
  if (b === NOT_MANDATED) return a;
  const merged: Record<string, Mandated> = { ...a };
  for (const [app, one] of Object.entries(b)) {
    const known = merged[app];
    merged[app] = known
      ? {
          first: known.first < one.first ? known.first : one.first,
          moments: mergeMoments(known.moments, one.moments),
        }
      : one;
  }
  return merged;
}

export type MandatedCount = {
  /** The first ever, ISO 8601 UTC. */
  readonly first: string;
  /** Minutes with such sign-ins in the last 14 days. */
  readonly times: number;
  /** True if there were more than are kept. */
  readonly isAtLeast: boolean;
};

const COUNTED_MS = 14 * DAY_MS;

/** @param now milliseconds since 1970-01-01 UTC */
export function countMandated(mandated: MandatedBy, now: number): MandatedCount | null {
  const all = Object.values(mandated);
  const since = (now - COUNTED_MS) / MINUTE_MS;
  const recent = all.map(({ moments }) => moments.filter((minute) => minute > since).length);
  const first = all.map((one) => one.first).sort()[0];
  if (first === undefined) return null;
  return {
    first,
    times: recent.reduce((sum, count) => sum + count, 0),
    isAtLeast: recent.includes(MOST_MOMENTS),
  };
}

export type MandateSeen = MandatedCount & { readonly accounts: number };

/** What the log shows of Microsoft's mandate in the tenant; `null` if it shows nothing. */
export function mandateSeen(
  views: readonly { readonly mandated: MandatedCount | null }[],
): MandateSeen | null {
  const counts = views.flatMap(({ mandated }) => mandated ?? []);
  const first = counts.map((one) => one.first).sort()[0];
  if (first === undefined) return null;
  return {
    first,
    times: counts.reduce((sum, { times }) => sum + times, 0),
    isAtLeast: counts.some(({ isAtLeast }) => isAtLeast),
    accounts: counts.length,
  };
}
