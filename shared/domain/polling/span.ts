/** A half-open stretch of time `[from, to)`, in milliseconds since 1970-01-01 UTC. */
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
