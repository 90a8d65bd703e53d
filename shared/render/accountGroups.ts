import type { AccountView } from '../domain/account/account';

/** More rows would make a page that a phone cannot open. */
export const MOST_ROWS = 500;

export type GroupKey = 'open' | 'guests' | 'quiet' | 'settled';

export type AccountGroup = {
  readonly key: GroupKey;
  /** Before the cut to MOST_ROWS. */
  readonly total: number;
  readonly shown: readonly AccountView[];
};

const GROUP_KEYS = ['open', 'guests', 'quiet', 'settled'] as const satisfies GroupKey[];

/** The accounts under the headings of the report, each in the order it came; no empty groups. */
export function accountGroups(accounts: readonly AccountView[]): AccountGroup[] {
  const shown = new Set(accounts.slice(0, MOST_ROWS));
  return GROUP_KEYS.map((key) => {
    const members = accounts.filter((account) => groupOf(account) === key);
    return { key, total: members.length, shown: members.filter((account) => shown.has(account)) };
  }).filter(({ total }) => total > 0);
}

/** Guests stand apart: their home tenant answers for them, and in one list they would hide the rest. */
export function groupOf(account: AccountView): GroupKey {
  switch (account.state) {
    case 'resolved':
    case 'excepted':
      return 'settled';
    case 'new':
    case 'ongoing':
    case 'returned':
      if (account.lastFinding === null) return 'quiet';
      return account.kind === 'guest' ? 'guests' : 'open';
  }
}
