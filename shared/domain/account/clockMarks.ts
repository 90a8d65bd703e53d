/**
 * At which hours of the day, and minutes of the hour, an account has signed in: a bit each, so that marks merge in any
 * order, any number of times.
 */
export type ClockMarks = {
  /** Bit n: hour n of the day, UTC. */
  readonly hours: number;
  /** Bit n: minutes 2n and 2n + 1 of the hour. */
  readonly minutes: number;
};

const HOURS = 24;
const SLOTS = 30;
const SLOT_MINUTES = 2;

/** @param at ISO 8601 UTC */
export function hourMark(at: string): number {
  return 1 << Number(at.slice(11, 13));
}

/** @param at ISO 8601 UTC */
export function minuteMark(at: string): number {
  return 1 << Math.floor(Number(at.slice(14, 16)) / SLOT_MINUTES);
}

export function hoursSeen({ hours }: ClockMarks): number {
  let count = 0;
  for (let hour = 0; hour < HOURS; hour++) count += (hours >>> hour) & 1;
  return count;
}

/**
 * The only stretch of each hour in which it signs in, as minutes from 0 to 59, both ends included; four minutes, as a
 * scheduler is a little early or late. `null` when there is no such stretch.
 */
export function soleMinutes({ minutes }: ClockMarks): { readonly from: number; readonly to: number } | null {
  if (minutes === 0) return null;
  for (let slot = 0; slot < SLOTS; slot++) {
    const next = (slot + 1) % SLOTS;
    const stretch = (1 << slot) | (1 << next);
    if ((minutes & ~stretch) === 0) {
      return { from: slot * SLOT_MINUTES, to: next * SLOT_MINUTES + SLOT_MINUTES - 1 };
    }
  }
  return null;
}
