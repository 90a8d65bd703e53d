import { type AccountView, QUIET_MS } from '../../domain/account/account';
import { isBeingStopped } from '../../domain/account/accountView';
import { type CountedAs, countedAs } from '../../domain/account/effectCounts';
import type { ReportContent } from '../../domain/report';
import { isoTime } from '../../domain/time';

/** More rows would make a page that a phone cannot open. */
export const MOST_ROWS = 500;

export type GroupKey = Exclude<CountedAs, 'none'> | 'blocked' | 'deadline' | 'quiet' | 'settled';

export type AccountGroup = {
  readonly key: GroupKey;
  /** Before the cut to MOST_ROWS. */
  readonly total: number;
  readonly shown: readonly AccountView[];
};

const GROUP_KEYS = [
  'stopped',
  'getsIn',
  'readsOnly',
  'blocked',
  'deadline',
  'excepted',
  'grace',
  'quiet',
  'settled',
] as const satisfies GroupKey[];

/**
 * The accounts under the headings of the report, each in the order it came; no empty groups. The cut to MOST_ROWS
 * takes from the last groups first.
 */
export function accountGroups({
  accounts,
  generatedAt,
  counted,
  to,
}: Pick<ReportContent, 'accounts' | 'generatedAt' | 'counted' | 'to'>): AccountGroup[] {
  // In an old file, an account that was blocked at the end of the log is shown as blocked.
  const asOf = counted === null ? generatedAt : (to ?? generatedAt);
  const since = isoTime(Date.parse(asOf) - QUIET_MS);
  const groups: AccountGroup[] = [];
  let rowsLeft = MOST_ROWS;
  for (const key of GROUP_KEYS) {
    const members = accounts.filter((account) => groupOf(account, since) === key);
    const shown = members.slice(0, rowsLeft);
    rowsLeft -= shown.length;
    if (members.length > 0) groups.push({ key, total: members.length, shown });
  }
  return groups;
}

/** `null` for a break-glass account that nothing happens to: it has a section of its own. */
function groupOf(account: AccountView, since: string): GroupKey | null {
  const { kind, lastFinding } = account;
  const number = countedAs(account);
  if (number !== 'none') return number;
  if (kind === 'breakGlass') return null;
  if (isBeingStopped(account, since)) return 'blocked';
  if (account.deadline !== null) return 'deadline';
  return lastFinding === null ? 'quiet' : 'settled';
}
