/** Whether the day or the month comes first if both are numbers: `15/06/2026`, `6/15/2026`. */
export type DateOrder = 'dayFirst' | 'monthFirst';

/** A time that begins with day and month in either order, as many regions write it. */
export type RegionalTime = {
  readonly first: number;
  readonly second: number;
  readonly year: string;
  /** The order that the style shows: with dots, the day comes first everywhere. */
  readonly order: DateOrder | null;
  readonly clock: ClockParts;
};

export type ClockParts = Readonly<Record<string, string | undefined>>;

/** Every export has hours and minutes; the rest may be missing, also AM or PM, which may have any spelling. */
export const CLOCK =
  '(?<hour>\\d{1,2})[:.](?<minute>\\d\\d)(?:[:.](?<second>\\d\\d)(?:[.,](?<fraction>\\d+))?)?(?:\\s*(?<half>[AP])\\.?\\s?M\\.?)?\\s*(?:Z|UTC|GMT|(?<offset>[+-]\\d\\d:?\\d\\d))?';

const REGIONAL = new RegExp(
  `^(?<first>\\d{1,2})(?<mark>[/.-])\\s?(?<second_>\\d{1,2})\\k<mark>\\s?(?<year>\\d{4})\\.?,?\\s+${CLOCK}$`,
  'i',
);

export function regionalTime(written: string): RegionalTime | null {
  const parts: ClockParts | undefined = REGIONAL.exec(written)?.groups;
  if (!parts) return null;
  const [first, second] = [Number(parts.first), Number(parts.second_)];
  const order = parts.mark === '.' ? 'dayFirst' : null;
  return { first, second, year: parts.year ?? '', order, clock: parts };
}

/** The order that this time shows by itself, if any. */
export function ownOrder({ first, second, order }: RegionalTime): DateOrder | null {
  if (order !== null) return order;
  if (first > 12) return 'dayFirst';
  return second > 12 || first === second ? 'monthFirst' : null;
}

/** The start of its day, in milliseconds since 1970-01-01 UTC. */
export function dateIn({ first, second, year }: RegionalTime, order: DateOrder): number {
  const [day, month] = order === 'dayFirst' ? [first, second] : [second, first];
  return Date.UTC(Number(year), month - 1, day);
}
