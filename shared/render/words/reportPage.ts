import type { FilterName, Sort } from '../report/address';
import { utcTime } from '../time';
import { counted, inDigits } from './counted';

export const ACCOUNTS_TITLE = 'Accounts';
export const WORK_TITLE = 'What to do, by next step';

/** The labels of the controls above the list. */
export const FILTER_WORDS = {
  effect: 'What happens',
  action: 'Next step',
  kind: 'Kind',
  role: 'Role',
  app: 'Enforced app',
  readiness: 'Can it do MFA',
  state: 'State',
  deadline: 'Deadline',
} as const satisfies Record<FilterName, string>;

export const SORT_WORDS = {
  urgency: 'Worst first',
  name: 'Name',
  lastFinding: 'Last finding',
  lastMfa: 'Last MFA',
} as const satisfies Record<Sort['by'], string>;

export const SEARCH = 'Search';
export const SEARCH_HINT = 'Name, address, id, role or app';
export const SORT = 'Order';
export const REVERSED = 'Reversed';
export const ANY = 'Any';

/** @param chosen how many filters are in use */
export function filtersInWords(chosen: number): string {
  return chosen === 0 ? 'Filters and order' : `Filters and order: ${counted(chosen, 'filter')} in use`;
}

export const NONE = 'None';
/** Of accounts without a next step in the work list: exempt, new, resolved or fine. */
export const NOT_IN_WORK_LIST = 'Not in the work list';
export const CLEAR = 'Clear filters';
export const COPY_ADDRESSES = 'Copy addresses';
export const SAVE_CSV = 'Save as CSV';
export const PREVIOUS = 'Previous';
export const NEXT = 'Next';
export const SHOW_IN_LIST = 'Show in the list';
export const ADDRESSES = 'Addresses';
export const BACK_TO_LIST = 'Back to the list';
export const NOT_IN_REPORT = 'This account is not in the report.';
export const NO_MATCH = 'No account passes these filters.';

export function copiedInWords(addresses: number): string {
  return `Copied ${counted(addresses, 'address', 'addresses')}.`;
}

/**
 * How many accounts the list shows.
 *
 * @param span the rows on this page, if there are several pages
 */
export function shownInWords(
  passing: number,
  all: number,
  span: { readonly first: number; readonly last: number } | null,
): string {
  const accounts =
    passing === all ? counted(all, 'account') : `${inDigits(passing)} of ${counted(all, 'account')}`;
  return span === null
    ? `${accounts}.`
    : `${accounts}; here ${inDigits(span.first)} to ${inDigits(span.last)}.`;
}

export function pageInWords(first: number, last: number, of: number): string {
  return `${inDigits(first)} to ${inDigits(last)} of ${inDigits(of)}`;
}

/** Without a script, the page shows the first rows only. */
export function needsScript(shown: number, all: number): string {
  return `These are the first ${inDigits(shown)} of ${counted(all, 'account')}. All of them are in this file: open it in a browser that runs its script to search them.`;
}

export const ACCOUNT_FACTS = {
  status: 'What happens',
  next: 'Next step',
  kind: 'Kind',
  roles: 'Roles',
  state: 'State',
  apps: 'Enforced apps',
  methods: 'Registered methods',
  firstFinding: 'First finding',
  lastFinding: 'Last finding',
  lastMfa: 'Last MFA',
  lastStop: 'Last stop',
  requiredBy: 'Who required MFA',
  whatIf: 'What Entra says',
  id: 'User id',
} as const;

export const IN_ENTRA = { user: 'User in Entra', methods: 'Its methods', signIns: 'Its sign-ins' } as const;

export const SIGN_INS_TITLE = 'Its findings, newest first';
export const READING_SIGN_INS = 'Reading the sign-ins of this file …';
export const NO_FINDING_EVER = 'This account has no finding: it was stopped, or only used MFA.';
export const ONLY_FINDINGS = 'Sign-ins with MFA are not in the report.';
export const UNREADABLE = 'The findings in this file cannot be read.';

/** @param since ISO 8601 UTC */
export function olderLeftOut(since: string): string {
  return `This file holds the findings since ${utcTime(since)}, so its older ones are not here.`;
}
