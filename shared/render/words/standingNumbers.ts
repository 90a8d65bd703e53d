import type { EffectCounts } from '../../domain/account/effectCounts';
import type { EffectsOfDay } from '../../domain/digest/digest';
import { counted, inDigits } from './counted';
import { GROUP_WORDS } from './report';

export const NUMBERS_TITLE = 'All accounts today';

/** @param day up to which the sign-ins were read */
export function oldNumbersTitle(day: string): string {
  return `All accounts on ${day}`;
}

/** A row of the table: `change` is empty if the numbers of a week ago are not known. */
export type NumberRow = { readonly label: string; readonly now: string; readonly change: string };

export type NumberTable = {
  readonly columns: readonly [string, string, string];
  readonly rows: readonly NumberRow[];
};

/** The numbers of today with their change in a week. */
export function numbersInWords(now: EffectCounts, weekAgo: EffectsOfDay | null): NumberTable {
  const row = (label: string, read: (counts: EffectCounts) => number, among = 0): NumberRow => ({
    label: among === 0 ? label : `${label} (${counted(among, 'administrator')})`,
    now: inDigits(read(now)),
    change: weekAgo === null ? '' : changeInDigits(read(now) - read(weekAgo.effects)),
  });
  return {
    columns: ['', 'Now', weekAgo === null ? '' : '7-day change'],
    rows: [
      row(GROUP_WORDS.stopped.title, ({ stopped }) => stopped, now.privileged.stopped),
      row(GROUP_WORDS.getsIn.title, ({ getsIn }) => getsIn, now.privileged.getsIn),
      row(GROUP_WORDS.readsOnly.title, ({ readsOnly }) => readsOnly, now.privileged.readsOnly),
      row(GROUP_WORDS.excepted.title, ({ excepted }) => excepted),
    ],
  };
}

function changeInDigits(change: number): string {
  if (change === 0) return 'same';
  return change > 0 ? `+${inDigits(change)}` : `−${inDigits(-change)}`;
}
