import pMap from 'p-map';
import type { AccountFacts } from '../../domain/account/accountFacts';
import { isUserId } from '../../domain/account/addresses';
import type { Fault } from '../../domain/fault';
import { faultOf } from '../../domain/watchError';
import { namedAccounts } from './namedAccounts';

export type FindAccountsDeps = {
  readonly accountsOf: (userIds: Iterable<string>) => Promise<readonly AccountFacts[]>;
  readonly allAccounts: () => AsyncIterable<AccountFacts>;
  /** User ids of the directory by name or address; a fault after `until`, milliseconds since 1970-01-01 UTC. */
  readonly findInDirectory: (asked: string, until: number) => Promise<readonly string[]>;
};

export type FoundAccount =
  | { readonly kind: 'found'; readonly facts: AccountFacts }
  | { readonly kind: 'unknownAccount' }
  | { readonly kind: 'severalUsers'; readonly userIds: readonly string[] }
  /** Not stored under this name, and the directory did not answer. */
  | { readonly kind: 'notLookedUp'; readonly fault: Fault };

const LOOKED_UP_AT_ONCE = 4;

/**
 * The stored accounts of users: the table is read once for all of them, and the directory asked only for the names that are not
 * stored. One name that cannot be looked up stops no other.
 *
 * @param asked user ids, user principal names or addresses, lower case
 */
export async function findAccounts(
  deps: FindAccountsDeps,
  asked: readonly string[],
  until: number,
): Promise<ReadonlyMap<string, FoundAccount>> {
  const found = new Map<string, FoundAccount>();
  // No user id has an @, and reading what cannot be there may read a whole partition.
  for (const facts of await deps.accountsOf(asked.filter((one) => !one.includes('@'))))
    found.set(facts.userId, { kind: 'found', facts });
  const names = asked.filter((one) => !found.has(one) && !isUserId(one));
  for (const [name, facts] of await namedAccounts(deps, names)) found.set(name, { kind: 'found', facts });
  const unstored = names.filter((name) => !found.has(name));
  const answers = await askDirectory(deps, unstored, until);
  const stored = new Map<string, AccountFacts>();
  for (const facts of await deps.accountsOf([...answers.values()].flatMap(onlyUser)))
    stored.set(facts.userId, facts);
  for (const [name, answer] of answers) found.set(name, storedUser(answer, stored));
  return found;
}

type DirectoryAnswer = readonly string[] | { readonly fault: Fault };

async function askDirectory(
  { findInDirectory }: Pick<FindAccountsDeps, 'findInDirectory'>,
  names: readonly string[],
  until: number,
): Promise<ReadonlyMap<string, DirectoryAnswer>> {
  const ask = async (name: string): Promise<[string, DirectoryAnswer]> => {
    try {
      return [name, await findInDirectory(name, until)];
    } catch (error) {
      const fault = faultOf(error);
      if (fault === null) throw error;
      return [name, { fault }];
    }
  };
  return new Map(await pMap(new Set(names), ask, { concurrency: LOOKED_UP_AT_ONCE }));
}

function onlyUser(answer: DirectoryAnswer): readonly string[] {
  return 'fault' in answer || answer.length !== 1 ? [] : answer;
}

function storedUser(answer: DirectoryAnswer, stored: ReadonlyMap<string, AccountFacts>): FoundAccount {
  if ('fault' in answer) return { kind: 'notLookedUp', fault: answer.fault };
  if (answer.length > 1) return { kind: 'severalUsers', userIds: answer };
  const facts = stored.get(answer[0] ?? '');
  return facts ? { kind: 'found', facts } : { kind: 'unknownAccount' };
}
