/**
 * The hours of the day, and the minutes of the hour, in which an account has signed in: a bit each, so that they merge in
 * any order, any number of times.
 */
export type ActivityHours = {
  /** Bit n: hour n of the day, UTC. */
  readonly hours: number;
  /** Bit n: minutes 2n and 2n + 1 of the hour. */
  readonly minutes: number;
};

const HOURS = 24;
const SLOTS = 30;
const SLOT_MINUTES = 2;

/** @param at ISO 8601 UTC */
export function hourBit(at: string): number {
  return 1 << Number(at.slice(11, 13));
}

/** @param at ISO 8601 UTC */
export function minuteBit(at: string): number {
  return 1 << Math.floor(Number(at.slice(14, 16)) / SLOT_MINUTES);
}

export function countHours({ hours }: ActivityHours): number {
  let count = 0;
  for (let hour = 0; hour < HOURS; hour++) count += (hours >>> hour) & 1;
  return count;
}

/**
 * The only four minutes of each hour in which it signs in, as minutes from 0 to 59, both ends included; four, as a
 * scheduler is a little early or late. `null` if it signs in at others too.
 */
export function soleMinutes({
  minutes,
}: ActivityHours): { readonly from: number; readonly to: number } | null {
  if (minutes === 0) return null;
  for (let slot = 0; slot < SLOTS; slot++) {
    const next = (slot + 1) % SLOTS;
    const slots = (1 << slot) | (1 << next);
    if ((minutes & ~slots) === 0) {
      return { from: slot * SLOT_MINUTES, to: next * SLOT_MINUTES + SLOT_MINUTES - 1 };
    }
  }
  return null;
}
