/** A half-open part of time `[from, to)`, in milliseconds since 1970-01-01 UTC. */
export type Span = { readonly from: number; readonly to: number };

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

/** As people read it: `2026-03-02 06:10 UTC`. */
export function utcText(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}

/** The UTC days a span touches, `YYYY-MM-DD`, oldest first. */
export function daysOf(span: Span): string[] {
  const days: string[] = [];
  for (let day = Math.floor(span.from / DAY_MS) * DAY_MS; day < span.to; day += DAY_MS) {
    days.push(isoTime(day).slice(0, 10));
  }
  return days;
}
/** The local date `YYYY-MM-DD` and time of day `HH:MM` at an instant, in an IANA time zone. */
export type LocalTime = { readonly day: string; readonly time: string };

/** By time zone: to make one takes longer than to use it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(timeZone, format);
  return format;
}

/** @param now milliseconds since 1970-01-01 UTC */
export function localTime(now: number, timeZone: string): LocalTime {
  const parts = formatIn(timeZone).formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((candidate) => candidate.type === type)?.value ?? '';
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
  };
}
