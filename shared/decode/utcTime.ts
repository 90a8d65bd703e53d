import { MINUTE_MS } from '../domain/time';
import { CLOCK, type ClockParts, type DateOrder, ownOrder, regionalTime } from './regionalTime';

const PLAIN =
  /^(?!0000|9999)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.(\d+))?(?:Z|\+00:00)$/;
const YEAR_FIRST = new RegExp(
  `^(?<year>\\d{4})(?<mark>[-/.])(?<month>\\d{1,2})\\k<mark>(?<day>\\d{1,2})(?:T|,?\\s+)${CLOCK}$`,
  'i',
);
const WITH_NAME = new RegExp(
  `^(?:[a-z]{3},\\s)?(?:(?<day>\\d{1,2})[\\s-](?<name>[a-z]{3})[a-z]*|(?<name2>[a-z]{3})[a-z]*\\s(?<day2>\\d{1,2}),?)[\\s-](?<year>\\d{4}),?\\s+${CLOCK}$`,
  'i',
);
/** https://learn.microsoft.com/dotnet/framework/wcf/feature-details/stand-alone-json-serialization (read 2026-11-29): UTC, whatever the offset. */
const OF_POWERSHELL_5 = /^\/Date\((-?\d{1,14})(?:[+-]\d{4})?\)\/$/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

type Day = {
  readonly year?: string | undefined;
  readonly month?: number | string | undefined;
  readonly day?: number | string | undefined;
};

/**
 * Converts a time to ISO 8601 UTC with milliseconds. It accepts ISO 8601 with any fraction and offset, `/Date(milliseconds)/` of
 * Windows PowerShell, and regional times (`4/28/2021, 2:08:45.221 PM`, `28.04.2021 14:08`). A time without an offset is UTC.
 *
 * @param order which of two numbers is the day, if the time itself does not say
 * @returns `null` if the text is not such a time, the day does not exist, the order of day and month is unknown, or the year is not
 *   one of 1 to 9998: spans around it would have years of five digits or before the first one, and times are compared as texts
 */
export function utcTime(text: string, order: DateOrder | null = null): string | null {
  // Nearly all records have this form, and a Date would cost more than the rest of the decoder.
  const plain = PLAIN.exec(text);
  if (plain) return `${text.slice(0, 19)}.${milliseconds(plain[1])}Z`;
  const ticks = OF_POWERSHELL_5.exec(text)?.[1];
  if (ticks !== undefined) return isoOf(new Date(Number(ticks)));
  const yearFirst: ClockParts | undefined = YEAR_FIRST.exec(text)?.groups;
  if (yearFirst) return timeOf(yearFirst, yearFirst);
  return regional(text, order) ?? withMonthName(text);
}

function regional(text: string, order: DateOrder | null): string | null {
  const time = regionalTime(text);
  const found = time && (time.order ?? order ?? ownOrder(time));
  if (!time || !found) return null;
  const { first, second, year, clock } = time;
  const [day, month] = found === 'dayFirst' ? [first, second] : [second, first];
  return timeOf({ year, month, day }, clock);
}

function withMonthName(text: string): string | null {
  const parts: ClockParts | undefined = WITH_NAME.exec(text)?.groups;
  const month = MONTHS.indexOf((parts?.name ?? parts?.name2 ?? '').toLowerCase()) + 1;
  if (!parts || month === 0) return null;
  return timeOf({ year: parts.year, month, day: parts.day ?? parts.day2 }, parts);
}

function timeOf({ year, month, day }: Day, parts: ClockParts): string | null {
  const two = (part: unknown) => String(part).padStart(2, '0');
  const clock = [hourOf(parts), parts.minute, parts.second ?? 0].map(two).join(':');
  const written = `${year}-${two(month)}-${two(day)}T${clock}.${milliseconds(parts.fraction)}Z`;
  const time = new Date(written);
  // Date rolls 30 February over to March instead of refusing it.
  if (isoOf(time) !== written) return null;
  return isoOf(new Date(time.getTime() - offsetMs(parts.offset)));
}

const YEAR = /^(?!0000|9999)\d{4}-/;

function isoOf(time: Date): string | null {
  if (Number.isNaN(time.getTime())) return null;
  const iso = time.toISOString();
  return YEAR.test(iso) ? iso : null;
}

function hourOf({ hour, half }: ClockParts): number {
  if (!half) return Number(hour);
  // 12 AM is midnight. An hour outside 1 to 12 must not turn into another one.
  const ofHalf = Number(hour) >= 1 && Number(hour) <= 12 ? Number(hour) % 12 : Number.NaN;
  return half.toUpperCase() === 'P' ? ofHalf + 12 : ofHalf;
}

function offsetMs(offset: string | undefined): number {
  if (!offset) return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return (offset.startsWith('-') ? -minutes : minutes) * MINUTE_MS;
}

function milliseconds(fraction = ''): string {
  return fraction.slice(0, 3).padEnd(3, '0');
}
