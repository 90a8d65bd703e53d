import type { Pseudonyms } from './pseudonyms';

/** An object, list or row. The names in one belong to one person, as far as they are not known from elsewhere. */
export type Scope = { person: number | null; readonly outer: Scope | null };

export type People = {
  /** A display name: `User 17`. */
  readonly name: (text: string, scope: Scope) => string;
  /** A user principal name, mail address or other name to sign in with: `user17@tenant1.example`. */
  readonly address: (text: string, scope: Scope) => string;
  readonly count: () => number;
};

export function newScope(outer: Scope | null): Scope {
  return { person: null, outer };
}

/** `alex_fabrikam.example#EXT#@contoso.example`: a guest, by the address at home. */
const GUEST = /^(.+)#EXT#@(.+)$/i;
const ADDRESS = /^(.+)@([^@]+)$/;

/** The account that Entra Connect makes. Its name shows the kind: shared/domain/account/kind.ts. */
const SYNC_PREFIX = /^sync_/i;
const SYNC_ACCOUNT = /^adtoaadsyncserviceaccount$/i;

/** Gives each person a number. No two names get the same pseudonym, and no name gets two. */
export function people(domainOf: Pseudonyms['domain']): People {
  const numbers = new Map<string, number>();
  const taken = new Set<string>();
  let count = 0;
  /** @param space pseudonyms differ within one space: display names, or addresses of a domain */
  const numberOf = (space: string, text: string, scope: Scope) => {
    const key = `${space} ${text.toLowerCase()}`;
    const known = numbers.get(key);
    const ofScope = personOf(scope);
    const isFree = ofScope !== null && !taken.has(`${space} ${ofScope}`);
    const number = known ?? (isFree ? ofScope : ++count);
    numbers.set(key, number);
    taken.add(`${space} ${number}`);
    if (space !== NAMES || scope.person === null) scope.person = number;
    return number;
  };
  const localPart = (local: string, domain: string, scope: Scope) => {
    if (SYNC_ACCOUNT.test(local)) return 'ADToAADSyncServiceAccount';
    const user = `user${numberOf(domain.toLowerCase(), local, scope)}`;
    return SYNC_PREFIX.test(local) ? `Sync_${user}` : user;
  };
  const plainAddress = (text: string, scope: Scope, at: '@' | '_' = '@') => {
    const [, local, domain] = ADDRESS.exec(text) ?? [];
    if (local === undefined || domain === undefined) return localPart(text, '', scope);
    return `${localPart(local, domain, scope)}${at}${domainOf(domain)}`;
  };
  return {
    name: (text, scope) => `User ${numberOf(NAMES, text.trim(), scope)}`,
    address: (text, scope) => {
      const trimmed = text.trim();
      const [, home, domain] = GUEST.exec(trimmed) ?? [];
      if (home === undefined || domain === undefined) return plainAddress(trimmed, scope);
      const split = home.lastIndexOf('_');
      const atHome = split < 0 ? home : `${home.slice(0, split)}@${home.slice(split + 1)}`;
      return `${plainAddress(atHome, scope, '_')}#EXT#@${domainOf(domain)}`;
    },
    count: () => count,
  };
}

const NAMES = 'display names';

function personOf({ person, outer }: Scope): number | null {
  return person ?? (outer === null ? null : personOf(outer));
}
