import type { Account } from './accounts';
import { HABITS } from './habits';
import type { LogRow } from './log';
import { randomFrom } from './random';
import { recorder } from './signIns';

type Times = { readonly createdMs: number; readonly visibleMs: number };

/** Rows of an account that was never at an enforced app: it signs in to the portal with a password, and the log shows it late. */
export function newcomerRows(
  accounts: readonly Account[],
  { createdMs, visibleMs }: Times,
  seed: number,
): LogRow[] {
  const account = accounts.find(({ inDirectory, visits }) => inDirectory && visits.length === 0);
  const [visit] = HABITS.passwordAtPortal;
  if (account === undefined || visit === undefined) return [];
  return recorder(randomFrom(seed, 'newcomer'))(account, visit, createdMs).map((parts) => ({
    ...parts,
    createdMs: Date.parse(parts.own.createdDateTime),
    visibleMs,
    replacedMs: Number.POSITIVE_INFINITY,
  }));
}
