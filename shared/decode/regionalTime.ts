/** Whether the day or the month comes first where both are numbers: `15/06/2026`, `6/15/2026`. */
export type DateOrder = 'dayFirst' | 'monthFirst';

/** A time whose first two numbers are day and month, as many regions write it. */
export type RegionalTime = {
  readonly first: number;
  readonly second: number;
  readonly year: string;
  /** What the writing itself says: dots are day first everywhere. */
  readonly order: DateOrder | null;
  readonly clock: ClockParts;
};

export type ClockParts = Readonly<Record<string, string | undefined>>;

/** Hours and minutes, which every export has; the rest, and the marks of the half day in any writing, may be missing. */
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

/** The order of this one time, as far as it says by itself. */
export function ownOrder({ first, second, order }: RegionalTime): DateOrder | null {
  if (order !== null) return order;
  if (first > 12) return 'dayFirst';
  return second > 12 || first === second ? 'monthFirst' : null;
}

/** Its day in milliseconds, the time of day left out. */
export function dateIn({ first, second, year }: RegionalTime, order: DateOrder): number {
  const [day, month] = order === 'dayFirst' ? [first, second] : [second, first];
  return Date.UTC(Number(year), month - 1, day);
}
