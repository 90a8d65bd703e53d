import type { DayCounts } from './dayCounts';
import { countedDays } from './findingCounter';

export type CountsOfDay = {
  /** UTC, `YYYY-MM-DD`. */
  readonly day: string;
  readonly counts: DayCounts;
};

/** One day of the trend; `null` if it was not counted. */
export type TrendDay = {
  readonly day: string;
  /** Accounts that get in without proven MFA, as the headline of that day counted them. */
  readonly getsIn: number | null;
  readonly findings: number | null;
};

/**
 * The last 30 UTC days, oldest first, from the first day with a number. Findings are those of the newest count, as it
 * counts all days again; accounts cannot be counted later than on their day.
 *
 * @param kept in any order
 * @param now milliseconds since 1970-01-01 UTC
 */
export function trendOf(kept: readonly CountsOfDay[], now: number): readonly TrendDay[] {
  const byDay = new Map(kept.map(({ day, counts }) => [day, counts]));
  const newest = kept.reduce<CountsOfDay | null>(
    (last, one) => (last && last.day > one.day ? last : one),
    null,
  );
  const days = countedDays(now)
    .map((day) => ({
      day,
      getsIn: byDay.get(day)?.effects?.getsIn ?? null,
      findings: newest?.counts.findingsByDay[day] ?? null,
    }))
    .reverse();
  const first = days.findIndex(
    ({ getsIn, findings }) => getsIn !== null || (findings !== null && findings > 0),
  );
  return first === -1 ? [] : days.slice(first);
}
