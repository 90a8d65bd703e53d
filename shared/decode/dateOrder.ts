import { DAY_MS } from '../domain/time';
import { type DateOrder, dateIn, type RegionalTime, regionalTime } from './regionalTime';

export type OrderFound =
  /** `null` if each date shows its order by itself. */
  | {
      readonly kind: 'order';
      readonly order: DateOrder | null;
      /** Whether only their style shows the order: the style of English (United States). */
      readonly byStyle: boolean;
    }
  /** `undecided`: nothing shows which number is the month. `mixed`: some dates show one order, some the other. */
  | { readonly kind: 'undecided' | 'mixed'; readonly example: string };

export type OrderSurvey = {
  /**
   * @param written a time of the column
   * @param near times that lie near it, in milliseconds
   */
  readonly note: (written: string, near: () => readonly number[]) => void;
  /** Whether any date so far depends on the order. */
  readonly isNeeded: () => boolean;
  readonly result: () => OrderFound;
};

/** A step of a sign-in is taken within minutes of it; a day and a half allows for any time zone. */
const NEAR_MS = 1.5 * DAY_MS;
const ENOUGH_DAYS = 3;
const FAR_WIDER = 8;

/**
 * Finds the one order of all dates in a column: `05/06/2026` is 5 June in most of the world and 6 May in the United States.
 * A number above 12 decides; then times that lie near; then the distance between the days; then the style of English (United
 * States). AM and PM alone decide nothing: Australia writes `15/11/2025 3:55:59 AM`.
 */
export function orderSurvey(): OrderSurvey {
  const votes = { numbers: newVotes(), near: newVotes() };
  const days = new Map<string, RegionalTime>();
  const style = { us: 0, other: 0 };
  let example: string | null = null;
  return {
    note: (written, near) => {
      const time = regionalTime(written);
      if (time === null || time.order !== null) return;
      const { first, second } = time;
      if (first > 12) votes.numbers.dayFirst++;
      else if (second > 12) votes.numbers.monthFirst++;
      if (first > 12 || second > 12 || first === second) return;
      example ??= written;
      days.set(`${time.year}-${first}-${second}`, time);
      if (isUsStyle(written)) style.us++;
      else style.other++;
      const nearer = nearerOrder(time, near());
      if (nearer !== null) votes.near[nearer]++;
    },
    isNeeded: () => example !== null || votes.numbers.dayFirst + votes.numbers.monthFirst > 0,
    result: () => {
      if (example === null) return { kind: 'order', order: null, byStyle: false };
      for (const { dayFirst, monthFirst } of [votes.numbers, votes.near]) {
        if (dayFirst > 0 && monthFirst > 0) return { kind: 'mixed', example };
        if (dayFirst > 0) return { kind: 'order', order: 'dayFirst', byStyle: false };
        if (monthFirst > 0) return { kind: 'order', order: 'monthFirst', byStyle: false };
      }
      const order = closerOrder([...days.values()]);
      if (order !== null) return { kind: 'order', order, byStyle: false };
      if (style.us > 0 && style.other === 0) return { kind: 'order', order: 'monthFirst', byStyle: true };
      return { kind: 'undecided', example };
    },
  };
}

function newVotes(): Record<DateOrder, number> {
  return { dayFirst: 0, monthFirst: 0 };
}

/**
 * Like `4/8/2021, 2:08:45.221 PM`: a comma, no leading zero, and AM or PM in capitals. Browsers use this style for English
 * (United States) only, and the CSV of Log Analytics comes from a browser. .NET writes Australian times the same way, but without
 * the comma.
 */
function isUsStyle(written: string): boolean {
  return /^[1-9]\d?\/[1-9]\d?\/\d{4}, .*\s[AP]M$/.test(written);
}

function nearerOrder(time: RegionalTime, near: readonly number[]): DateOrder | null {
  const isNear = (order: DateOrder) => near.some((at) => Math.abs(at - dateIn(time, order)) <= NEAR_MS);
  const [dayFirst, monthFirst] = [isNear('dayFirst'), isNear('monthFirst')];
  if (dayFirst === monthFirst) return null;
  return dayFirst ? 'dayFirst' : 'monthFirst';
}

/** The days of a log follow each other. Read in the wrong order, 4, 5 and 6 June lie months apart. */
function closerOrder(days: readonly RegionalTime[]): DateOrder | null {
  if (days.length < ENOUGH_DAYS) return null;
  const [dayFirst, monthFirst] = [width(days, 'dayFirst'), width(days, 'monthFirst')];
  if (dayFirst * FAR_WIDER <= monthFirst) return 'dayFirst';
  return monthFirst * FAR_WIDER <= dayFirst ? 'monthFirst' : null;
}

function width(days: readonly RegionalTime[], order: DateOrder): number {
  const dates = days.map((day) => dateIn(day, order));
  return dates.reduce((a, b) => Math.max(a, b)) - dates.reduce((a, b) => Math.min(a, b));
}
