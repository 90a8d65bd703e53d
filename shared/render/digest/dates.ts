/** The one form of dates in a digest, in the time zone of its readers; the mail names the zone once. */
export type Dates = {
  /** An ISO 8601 time as `21 Nov 2026, 06:45`. */
  readonly time: (iso: string) => string;
  /** The same without the time of day: `21 Nov 2026`. */
  readonly day: (iso: string) => string;
  /** `YYYY-MM-DD`, a day that is the same in all time zones. */
  readonly calendarDay: (day: string) => string;
};

export function datesIn(timeZone: string): Dates {
  const time = new Intl.DateTimeFormat('en-GB', { ...DAY, timeZone, hour: '2-digit', minute: '2-digit' });
  const day = dayWriter(timeZone);
  return {
    time: (iso) => time.format(new Date(iso)),
    day,
    calendarDay: dayWriter('UTC'),
  };
}

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;

function dayWriter(timeZone: string): (iso: string) => string {
  const format = new Intl.DateTimeFormat('en-GB', { ...DAY, timeZone });
  return (iso) => format.format(new Date(iso));
}
