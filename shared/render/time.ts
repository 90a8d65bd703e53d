import { DAY_MS, HOUR_MS, MINUTE_MS } from '../domain/time';

/** A writer of ISO 8601 times as `21 Nov 2026, 06:12 UTC`, in one time zone; made once and when first used, as making it is slow. */
export function timeWriter(timeZone: string): (iso: string) => string {
  let made: Intl.DateTimeFormat | null = null;
  const make = () =>
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZoneName: 'short',
    });
  return (iso) => {
    made ??= make();
    return made.format(new Date(iso));
  };
}

export const utcTime = timeWriter('UTC');

/** @param localDay `YYYY-MM-DD`, already in the reader's time zone */
export function longDay(localDay: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format.format(new Date(localDay));
}

let shortDays: Intl.DateTimeFormat | null = null;

/** @param day `YYYY-MM-DD` */
export function shortDay(day: string): string {
  shortDays ??= new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return shortDays.format(new Date(day));
}

/** The time between two moments in its largest whole unit: `9 hours`; never below `0 minutes`. */
export function timeBetween(fromIso: string, toIso: string): string {
  const ms = Math.max(0, Date.parse(toIso) - Date.parse(fromIso));
  if (ms >= 2 * DAY_MS) return inUnit(ms / DAY_MS, 'day');
  if (ms >= 2 * HOUR_MS) return inUnit(ms / HOUR_MS, 'hour');
  return inUnit(ms / MINUTE_MS, 'minute');
}

function inUnit(count: number, unit: 'day' | 'hour' | 'minute'): string {
  const format = new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay: 'long' });
  return format.format(Math.floor(count));
}
