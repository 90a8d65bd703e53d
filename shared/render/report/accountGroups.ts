import { type AccountView, QUIET_MS } from '../../domain/account/account';
import { isBeingStopped } from '../../domain/account/accountView';
import type { ReportContent } from '../../domain/report';
import { isoTime } from '../../domain/time';
import { isOpen } from '../../domain/trend/dayCounts';

/** More rows would make a page that a phone cannot open. */
export const MOST_ROWS = 500;

export type GroupKey = 'open' | 'stopped' | 'guests' | 'excepted' | 'quiet' | 'settled';

export type AccountGroup = {
  readonly key: GroupKey;
  /** Before the cut to MOST_ROWS. */
  readonly total: number;
  readonly shown: readonly AccountView[];
};

type Content = Pick<ReportContent, 'accounts' | 'generatedAt' | 'counted' | 'to'>;

const GROUP_KEYS = [
  'open',
  'stopped',
  'guests',
  'excepted',
  'quiet',
  'settled',
] as const satisfies GroupKey[];

/**
 * The accounts under the headings of the report, each in the order it came; no empty groups. The cut to MOST_ROWS
 * takes from the last groups first.
 */
export function accountGroups(content: Content): AccountGroup[] {
  const { accounts, generatedAt, counted, to } = content;
  // A file may be old: what was stopped at its end is shown as stopped.
  const asOf = counted === null ? generatedAt : (to ?? generatedAt);
  const stoppedSince = isoTime(Date.parse(asOf) - QUIET_MS);
  const groups: AccountGroup[] = [];
  let rowsLeft = MOST_ROWS;
  for (const key of GROUP_KEYS) {
    const members = accounts.filter((account) => groupOf(account, stoppedSince) === key);
    const shown = members.slice(0, rowsLeft);
    rowsLeft -= shown.length;
    if (members.length > 0) groups.push({ key, total: members.length, shown });
  }
  return groups;
}

/**
 * The group of an account that gets in; `null` for any other. Guests have their own: their home tenant is responsible
 * for them, and in one list they would hide the rest.
 */
export function openGroupOf(account: AccountView): 'open' | 'guests' | null {
  if (!isOpen(account) || account.lastFinding === null) return null;
  return account.kind === 'guest' ? 'guests' : 'open';
}

function groupOf(account: AccountView, stoppedSince: string): GroupKey {
  const open = openGroupOf(account);
  if (open !== null) return open;
  if (account.state === 'excepted') return 'excepted';
  if (isBeingStopped(account, stoppedSince)) return 'stopped';
  return account.state === 'resolved' ? 'settled' : 'quiet';
}
