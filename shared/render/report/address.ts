/**
 * The addresses inside the report: the part of its address behind `#`, so that a filtered list or one account can be sent
 * as a link.
 *
 *   #/accounts?effect=stopped&app=azureCli&q=oskar
 *   #/account/2c1d…
 */

/** What the list of accounts can be filtered by; each takes one value, except `q`, which takes words. */
export const FILTERS = ['effect', 'action', 'kind', 'role', 'app', 'readiness', 'state', 'deadline'] as const;
export type FilterName = (typeof FILTERS)[number];

export type AccountFilter = Readonly<Partial<Record<FilterName | 'q', string>>>;

export const SORTS = ['urgency', 'name', 'lastFinding', 'lastMfa', 'times'] as const;
export type Sort = (typeof SORTS)[number];

export type Address =
  | { readonly page: 'list'; readonly filter: AccountFilter; readonly sort: Sort }
  | { readonly page: 'account'; readonly userId: string };

/** The address of the list of accounts that pass a filter. */
export function listAddress(filter: AccountFilter, sort: Sort = 'urgency'): string {
  const query = new URLSearchParams();
  for (const name of ['q', ...FILTERS] as const) {
    const value = filter[name];
    if (value !== undefined && value !== '') query.set(name, value);
  }
  if (sort !== 'urgency') query.set('sort', sort);
  const text = query.toString();
  return text === '' ? '#/accounts' : `#/accounts?${text}`;
}

export function accountAddress(userId: string): string {
  return `#/account/${encodeURIComponent(userId)}`;
}

/** `null` for a part of the page, and for an address that nobody wrote for this report. */
export function readAddress(hash: string): Address | null {
  const account = /^#\/account\/(.+)$/.exec(hash)?.[1];
  if (account !== undefined) {
    const userId = decoded(account);
    return userId === null ? null : { page: 'account', userId };
  }
  const list = /^#\/accounts(?:\?(.*))?$/s.exec(hash);
  if (!list) return null;
  const query = new URLSearchParams(list[1] ?? '');
  const filter: Partial<Record<FilterName | 'q', string>> = {};
  for (const name of ['q', ...FILTERS] as const) {
    const value = query.get(name);
    if (value !== null && value !== '') filter[name] = value;
  }
  const sort = SORTS.find((one) => one === query.get('sort')) ?? 'urgency';
  return { page: 'list', filter, sort };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
