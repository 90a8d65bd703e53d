import type { AccountState } from '../../domain/account/account';

export const STATE_WORDS = {
  new: 'New',
  ongoing: 'Ongoing',
  returned: 'Returned',
  resolved: 'Resolved',
  excepted: 'Exempted',
} as const satisfies Record<AccountState, string>;
