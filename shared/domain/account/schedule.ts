import { MOST_MOMENTS } from './moments';

/** The times at which a job runs, and the number of days on which it ran. */
export type Schedule = {
  readonly times: readonly MinutesOfDay[];
  readonly days: number;
  /** 0 for Sunday; `null` if it runs on several days of the week. */
  readonly weekday: number | null;
  /** Whether some sign-ins came at other times. */
  readonly isNearly: boolean;
};

/** Minutes of the day, UTC, both ends included; it may go over midnight. */
export type MinutesOfDay = { readonly from: number; readonly to: number };

/** The least number of days, or of weeks for a weekly job, on which it must have run. */
export type Least = { readonly days: number; readonly weeks: number };

/** A person who comes at nine each morning is early or late by more than a job is. */
export const ALONE: Least = { days: 5, weeks: 4 };
/** If a person signs in as well, chance has more sign-ins to form a pattern from. */
export const BESIDE_A_PERSON: Least = { days: 10, weeks: 6 };

const DAY = 1_440;
const WEEK_DAYS = 7;
/** A job that runs for hours takes a token again and again: these belong to one run. */
const SAME_RUN = 120;
/** The most minutes, at one time of the day, between two sign-ins, and between the first and the last. */
const NEXT_TO = 10;
const NARROW = 5;
const WIDE = 10;
/** From this many days on, chance cannot keep within ten minutes. */
const MANY_DAYS = 10;
/** A job that runs more often shows in its minutes of the hour. */
const MOST_A_DAY = 6;
const LEAST_DAYS_OF_A_TIME = 3;
/** One sign-in in ten may be a repetition by hand. */
const STRAYS = 0.1;
/** Clocks change by an hour in summer, and jobs with them. */
const SUMMER_TIME = 60;

/**
 * The schedule that sign-ins follow, once or several times a day, on all or some days of the week, or once a week; `null`
 * if they follow none.
 *
 * @param minutes since 1970-01-01 UTC, oldest first
 */
export function scheduleIn(minutes: readonly number[], least: Least): Schedule | null {
  const starts = startsOf(minutes);
  const times = withSummerTime(timesOf(starts));
  const kept = times.filter(({ days }) => days.size >= LEAST_DAYS_OF_A_TIME);
  const strays = starts.length - kept.reduce((sum, { count }) => sum + count, 0);
  if (kept.length === 0 || kept.length > MOST_A_DAY || strays > starts.length * STRAYS) return null;
  if (kept.some(isTooWide)) return null;
  const days = new Set(kept.flatMap((time) => [...time.days]));
  const weekday = weekdayOf(days);
  if (days.size < (weekday === null ? least.days : least.weeks)) return null;
  const ranges = kept.flatMap((time) => time.ranges).sort((a, b) => a.from - b.from);
  const isNearly = minutes.some((minute) => !ranges.some((range) => isWithin(minute % DAY, range)));
  return { times: ranges, days: days.size, weekday, isNearly };
}

/** The first sign-in of each run. The oldest of a full list is no start: the sign-ins before it are not known. */
function startsOf(minutes: readonly number[]): readonly number[] {
  const starts = minutes.filter((minute, index) => minute - (minutes[index - 1] ?? 0) > SAME_RUN);
  return minutes.length < MOST_MOMENTS ? starts : starts.slice(1);
}

/** Starts at about the same time of the day. */
type Time = {
  readonly count: number;
  readonly days: ReadonlySet<number>;
  readonly ranges: readonly MinutesOfDay[];
};

function timesOf(starts: readonly number[]): readonly Time[] {
  return clusters(starts.map((start) => start % DAY)).map((range) => {
    const own = starts.filter((start) => isWithin(start % DAY, range));
    // Counted from the beginning of the range: a range over midnight belongs to one day.
    return {
      count: own.length,
      days: new Set(own.map((start) => Math.floor((start - range.from) / DAY))),
      ranges: [range],
    };
  });
}

/** Ranges of minutes of the day that lie next to each other, also around midnight. */
function clusters(minutesOfDay: readonly number[]): readonly MinutesOfDay[] {
  const sorted = [...new Set(minutesOfDay)].sort((a, b) => a - b);
  const found: MinutesOfDay[] = [];
  for (const minute of sorted) {
    const last = found.at(-1);
    if (last && minute - last.to <= NEXT_TO) found[found.length - 1] = { from: last.from, to: minute };
    else found.push({ from: minute, to: minute });
  }
  const [first, last] = [found[0], found.at(-1)];
  if (!first || !last || first === last || first.from + DAY - last.to > NEXT_TO) return found;
  return [...found.slice(1, -1), { from: last.from, to: first.to }];
}

function isWithin(minute: number, { from, to }: MinutesOfDay): boolean {
  return from <= to ? minute >= from && minute <= to : minute >= from || minute <= to;
}

/** Joins times an hour apart that share no day: the same job before and after the clocks changed. */
function withSummerTime(times: readonly Time[]): readonly Time[] {
  const together: Time[] = [];
  for (const time of times) {
    const index = together.findIndex(
      (other) => other.ranges.length === 1 && isAnHourApart(time, other) && sharesNoDay(time, other),
    );
    const other = together[index];
    if (other === undefined) together.push(time);
    else {
      together[index] = {
        count: time.count + other.count,
        days: new Set([...time.days, ...other.days]),
        ranges: [...other.ranges, ...time.ranges],
      };
    }
  }
  return together;
}

function isAnHourApart(a: Time, b: Time): boolean {
  return a.ranges.some(({ from: x }) =>
    b.ranges.some(({ from: y }) => Math.abs(roundTheClock(x - y) - SUMMER_TIME) <= NARROW),
  );
}

function roundTheClock(difference: number): number {
  const apart = Math.abs(difference) % DAY;
  return Math.min(apart, DAY - apart);
}

function sharesNoDay(a: Time, b: Time): boolean {
  return ![...a.days].some((day) => b.days.has(day));
}

function isTooWide({ days, ranges }: Time): boolean {
  const allowed = days.size >= MANY_DAYS ? WIDE : NARROW;
  return ranges.some(({ from, to }) => (to - from + DAY) % DAY > allowed);
}

/** The only day of the week, 0 for Sunday; 1970-01-01 was a Thursday. */
function weekdayOf(days: ReadonlySet<number>): number | null {
  const weekdays = new Set([...days].map((day) => (day + 4) % WEEK_DAYS));
  const [only = null] = weekdays;
  return weekdays.size === 1 ? only : null;
}
