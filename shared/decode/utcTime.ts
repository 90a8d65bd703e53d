import { MINUTE_MS } from '../domain/polling/span';

const PLAIN =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.(\d+))?(?:Z|\+00:00)$/;
const ISO =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)[T ](?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:\.(?<fraction>\d+))?\s*(?:Z|(?<offset>[+-]\d\d:?\d\d))?$/i;
const US =
  /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4}),?\s+(?<hour>\d{1,2}):(?<minute>\d\d):(?<second>\d\d)(?:\.(?<fraction>\d+))?(?:\s*(?<half>[AP]M))?$/i;

type Parts = Readonly<Record<string, string | undefined>>;

/**
 * Brings a time to ISO 8601 UTC with milliseconds, whatever the source wrote: ISO 8601 with any fraction and offset,
 * or the US style of Log Analytics CSV (`4/28/2021, 2:08:45.221 PM`). A time without an offset is UTC.
 *
 * @returns `null` when the text is no such time, or no such day exists
 */
export function utcTime(text: string): string | null {
  // All but a few records are in this form, and a Date would cost more than the rest of the decoder.
  const plain = PLAIN.exec(text);
  if (plain) return `${text.slice(0, 19)}.${milliseconds(plain[1])}Z`;
  const parts: Parts | undefined = (ISO.exec(text) ?? US.exec(text))?.groups;
  return parts ? timeOf(parts) : null;
}

function timeOf(parts: Parts): string | null {
  const clock = [hourOf(parts), parts.minute, parts.second]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  const day = [parts.year, parts.month?.padStart(2, '0'), parts.day?.padStart(2, '0')].join('-');
  const written = `${day}T${clock}.${milliseconds(parts.fraction)}Z`;
  const time = new Date(written);
  // Date rolls 30 February over to March instead of refusing it.
  if (Number.isNaN(time.getTime()) || time.toISOString() !== written) return null;
  return new Date(time.getTime() - offsetMs(parts.offset)).toISOString();
}

function hourOf({ hour, half }: Parts): number {
  if (!half) return Number(hour);
  // 12 AM is midnight; an hour that no half day has must not pass as another one.
  const ofHalf = Number(hour) >= 1 && Number(hour) <= 12 ? Number(hour) % 12 : Number.NaN;
  return half.toUpperCase() === 'PM' ? ofHalf + 12 : ofHalf;
}

function offsetMs(offset: string | undefined): number {
  if (!offset) return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return (offset.startsWith('-') ? -minutes : minutes) * MINUTE_MS;
}

function milliseconds(fraction = ''): string {
  return fraction.slice(0, 3).padEnd(3, '0');
}
