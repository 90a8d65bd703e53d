import { dayOf, type Finding } from '../finding/finding';
import { DAY_MS, isoTime } from '../time';

/** The part of a finding that is counted. */
export type FindingMark = Pick<Finding, 'createdDateTime' | 'provisional' | 'reportOnlyStops'>;

/** Counts of findings that are no longer provisional. */
export type FindingCounts = {
  /** Of the last 24 hours. */
  readonly findings: number;
  /** By UTC day, of the days that were counted. */
  readonly findingsByDay: Readonly<Record<string, number>>;
  /**
   * The number of findings of the last 14 days that each report-only policy would have stopped, by id of the policy;
   * `null` if not all of these days were counted.
   */
  readonly reportOnlyStops: Readonly<Record<string, number>> | null;
};

const COUNTED_DAYS = 30;
const STOP_DAYS = 14;

/** The UTC days to count, newest first. */
export function countedDays(now: number): readonly string[] {
  return Array.from({ length: COUNTED_DAYS }, (_, ago) => isoTime(now - ago * DAY_MS).slice(0, 10));
}

/** @param now milliseconds since 1970-01-01 UTC */
export function findingCounter(now: number) {
  const dayAgo = isoTime(now - DAY_MS);
  const stopsSince = isoTime(now - STOP_DAYS * DAY_MS);
  const byDay = new Map<string, number>();
  const stops = new Map<string, number>();
  let findings = 0;
  return {
    /** To be called for each day, even without a finding. */
    beginDay: (day: string) => {
      byDay.set(day, 0);
    },
    add: ({ createdDateTime, provisional, reportOnlyStops }: FindingMark) => {
      if (provisional) return;
      raise(byDay, dayOf(createdDateTime));
      if (createdDateTime >= dayAgo) findings++;
      if (createdDateTime >= stopsSince) for (const id of reportOnlyStops) raise(stops, id);
    },
    counts: (): FindingCounts => ({
      findings,
      findingsByDay: Object.fromEntries(byDay),
      reportOnlyStops: byDay.has(dayOf(stopsSince)) ? Object.fromEntries(stops) : null,
    }),
  };
}

function raise(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
