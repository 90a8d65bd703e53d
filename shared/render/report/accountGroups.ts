import { type AccountView, QUIET_MS } from '../../domain/account/account';
import { isBeingStopped } from '../../domain/account/accountView';
import type { Action } from '../../domain/account/advice';
import { countedAs } from '../../domain/account/effectCounts';
import type { ReportContent } from '../../domain/report';
import { isoTime } from '../../domain/time';

/** The rows of the page itself, which is read without a script and printed; the data beside it holds all accounts. */
const MOST_ROWS = 50;

export const GROUP_KEYS = [
  'stopped',
  'getsIn',
  'readsOnly',
  'blocked',
  'deadline',
  'excepted',
  'grace',
  'quiet',
  'settled',
] as const;

export type GroupKey = (typeof GROUP_KEYS)[number];

export type AccountGroup = {
  readonly key: GroupKey;
  /** Before the cut to MOST_ROWS. */
  readonly total: number;
  readonly shown: readonly AccountView[];
};

/**
 * The accounts under the headings of the report, each in the order it came; no empty groups. The cut to MOST_ROWS
 * takes from the last groups first.
 */
export function accountGroups(content: Dated & Pick<ReportContent, 'accounts'>): AccountGroup[] {
  const since = quietSince(content);
  const groups: AccountGroup[] = [];
  let rowsLeft = MOST_ROWS;
  for (const key of GROUP_KEYS) {
    const members = content.accounts.filter((account) => groupOf(account, since) === key);
    const shown = members.slice(0, rowsLeft);
    rowsLeft -= shown.length;
    if (members.length > 0) groups.push({ key, total: members.length, shown });
  }
  return groups;
}

type Grouped = Omit<AccountView, 'lastUse' | 'mandated'>;
type Dated = Pick<ReportContent, 'generatedAt' | 'counted' | 'to'>;

/** The time, ISO 8601 UTC, since when a stop counts. In an old file, an account that was blocked at the end of the log is shown as blocked. */
export function quietSince({ generatedAt, counted, to }: Dated): string {
  const asOf = counted === null ? generatedAt : (to ?? generatedAt);
  return isoTime(Date.parse(asOf) - QUIET_MS);
}

/**
 * The heading of an account; `null` for a break-glass account that nothing happens to: it has a section of its own.
 *
 * @param since the answer of `quietSince`
 */
export function groupOf(account: Grouped, since: string): GroupKey | null {
  const { kind, lastFinding } = account;
  const number = countedAs(account);
  if (number !== 'none') return number;
  if (kind === 'breakGlass') return null;
  if (isBeingStopped(account, since)) return 'blocked';
  if (account.deadline !== null) return 'deadline';
  return lastFinding === null ? 'quiet' : 'settled';
}

/** The step that the work list shows for an account: none if it is exempt, new, resolved or fine. */
export function nextStepOf({ advice }: Pick<AccountView, 'advice'>, group: GroupKey | null): Action | null {
  switch (group) {
    case 'stopped':
    case 'getsIn':
    case 'readsOnly':
    case 'blocked':
    case 'deadline':
    case null:
      return advice[0] ?? null;
    case 'excepted':
    case 'grace':
    case 'quiet':
    case 'settled':
      return null;
  }
}
