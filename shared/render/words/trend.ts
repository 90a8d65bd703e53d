import { shortDay } from '../time';
import { counted, inDigits } from './counted';

export const TREND_TITLE = 'The last 30 days';
export const TREND_NAMES = {
  getsIn: 'Accounts that get in without proven MFA',
  findings: 'Findings',
} as const;
export const NUMBERS_TITLE = 'Numbers by day';
export const NUMBERS_CAPTION =
  'Accounts that get in without proven MFA and findings by UTC day, newest first';
export const NUMBERS_COLUMNS = ['Day', 'Get in without proven MFA', 'Findings'] as const;
export const NOT_COUNTED = 'not counted';
export const NOT_COUNTED_IS_GREY = 'Days on grey were not counted.';

/** The number of a day, `YYYY-MM-DD`. */
export type DayNumber = { readonly day: string; readonly value: number };

/** From the first count to the newest. */
export function courseInWords(known: readonly DayNumber[]): string {
  const [first] = known;
  const last = known.at(-1);
  if (!first || !last) return '';
  const now = `${inDigits(last.value)} on ${shortDay(last.day)}`;
  if (first.day === last.day) return `${now}, the first day counted`;
  return `${now}, ${comparedInWords(last.value, first.value)} on ${shortDay(first.day)}`;
}

/** The highest number, and its latest day. */
export function mostInWords(known: readonly DayNumber[]): string {
  const value = Math.max(...known.map((one) => one.value));
  const day = known.findLast((one) => one.value === value)?.day;
  return day === undefined ? '' : `Highest: ${inDigits(value)} on ${shortDay(day)}.`;
}

const WEEK = 7;

/** By whole weeks, as weekends differ; today is not over yet. */
export function rateInWords(known: readonly DayNumber[]): string {
  const days = known.slice(0, -1);
  if (days.length < 2 * WEEK) return `${inDigits(totalOf(known))} in ${counted(known.length, 'day')}`;
  const lastWeek = totalOf(days.slice(-WEEK));
  const weekBefore = totalOf(days.slice(-2 * WEEK, -WEEK));
  return `${inDigits(lastWeek)} in the last 7 full days, ${comparedInWords(lastWeek, weekBefore)} in the 7 days before`;
}

function totalOf(known: readonly DayNumber[]): number {
  return known.reduce((sum, { value }) => sum + value, 0);
}

function comparedInWords(now: number, before: number): string {
  if (now === before) return 'as many as';
  return `${inDigits(Math.abs(now - before))} ${now < before ? 'fewer' : 'more'} than`;
}
