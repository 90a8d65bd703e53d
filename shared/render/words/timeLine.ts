import type { TimeLineEntry } from '../../domain/enforcement/timeLine';
import { counted } from './counted';

export const TODAY = 'Today';

export const TIME_LINE_WORDS = {
  phones: {
    label: 'SMS and voice MFA end',
    about: 'for everyone except Global Administrators and external users',
  },
  phonesOfAdministrators: {
    label: 'SMS and voice MFA end',
    about: 'for Global Administrators and external users',
  },
  customControls: {
    label: 'Custom controls of Conditional Access end',
    about: 'only the year is certain',
  },
} as const satisfies Partial<Record<TimeLineEntry['what'], unknown>>;

/** How a phase began, after the day on which it did. */
export function firmInWords(what: 'phase1' | 'adminCenter' | 'phase2', firm: string): string {
  return what === 'adminCenter'
    ? `blocks since ${dateInWords(firm.slice(0, 10))}`
    : `postponements ended on ${dateInWords(firm.slice(0, 10))}`;
}

export function accountsInWords(count: number): string {
  return `${counted(count, 'account')} on the list`;
}

/** @param date `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as exact as it is known */
export function dateInWords(date: string): string {
  const [year = '', month, day] = date.split('-');
  if (month === undefined) return year;
  const format = new Intl.DateTimeFormat('en-GB', {
    ...(day !== undefined && { day: 'numeric' }),
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format.format(new Date(date));
}
