/**
 * The addresses inside the report: the part of its address behind `#`, so that a filtered list or one account can be sent
 * as a link.
 *
 *   #/accounts?effect=stopped&app=azureCli&q=oskar&sort=-lastMfa
 *   #/account/2c1d…
 */

/** What the list of accounts can be filtered by; each takes one value, except `q`, which takes words. */
export const FILTERS = ['effect', 'action', 'kind', 'role', 'app', 'readiness', 'state', 'deadline'] as const;
export type FilterName = (typeof FILTERS)[number];

/** The value of a filter for accounts that have none: no next step, no role, no deadline. */
export const NO_VALUE = '-';
/** The value of `role` for accounts with any privileged role. */
export const ANY_ROLE = 'any';

export type AccountFilter = Readonly<Partial<Record<FilterName | 'q', string>>>;

export const SORTS = ['urgency', 'name', 'lastFinding', 'lastMfa'] as const;
export type Sort = { readonly by: (typeof SORTS)[number]; readonly reversed: boolean };

/** As the accounts came: the worst first. */
export const BY_URGENCY: Sort = { by: 'urgency', reversed: false };

export type Address =
  | { readonly page: 'list'; readonly filter: AccountFilter; readonly sort: Sort }
  | { readonly page: 'account'; readonly userId: string };

/** The address of the list of accounts that pass a filter. */
export function listAddress(filter: AccountFilter, { by, reversed }: Sort = BY_URGENCY): string {
  const query = new URLSearchParams();
  for (const name of ['q', ...FILTERS] as const) {
    const value = filter[name];
    if (value !== undefined && value !== '') query.set(name, value);
  }
  if (by !== 'urgency' || reversed) query.set('sort', reversed ? `-${by}` : by);
  const text = query.toString();
  return text === '' ? '#/accounts' : `#/accounts?${text}`;
}

/** A log may hold half of a surrogate pair, which no address can: it becomes U+FFFD. */
export function accountAddress(userId: string): string {
  return `#/account/${encodeURIComponent(userId.replace(/\p{Cs}/gu, '\uFFFD'))}`;
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
  return { page: 'list', filter, sort: sortIn(query.get('sort') ?? '') };
}

function sortIn(text: string): Sort {
  const reversed = text.startsWith('-');
  const by = SORTS.find((one) => one === text.slice(reversed ? 1 : 0));
  return by === undefined ? BY_URGENCY : { by, reversed };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
