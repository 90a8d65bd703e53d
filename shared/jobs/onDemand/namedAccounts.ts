import type { AccountFacts } from '../../domain/account/accountFacts';
import { addressOf } from '../../domain/account/addresses';

/**
 * The stored accounts with these names, by name, in one pass over the table. A name may have passed from one user to another: the
 * last one has it. The exact spelling comes before another one of the same name.
 *
 * @param names lower case
 */
export async function namedAccounts(
  { allAccounts }: { readonly allAccounts: () => AsyncIterable<AccountFacts> },
  names: Iterable<string>,
): Promise<ReadonlyMap<string, AccountFacts>> {
  const byAddress = new Map<string, string[]>();
  for (const name of new Set(names)) {
    const address = addressOf(name);
    byAddress.set(address, [...(byAddress.get(address) ?? []), name]);
  }
  const found = new Map<string, AccountFacts>();
  if (byAddress.size === 0) return found;
  for await (const facts of allAccounts()) {
    for (const name of addressesOf(facts).flatMap((address) => byAddress.get(address) ?? [])) {
      const before = found.get(name);
      if (!before || orderOf(facts, name) > orderOf(before, name)) found.set(name, facts);
    }
  }
  return found;
}

function addressesOf({ userPrincipalName, registration }: AccountFacts): readonly string[] {
  const names = [userPrincipalName, registration?.userPrincipalName];
  return [...new Set(names.flatMap((name) => (name ? [addressOf(name)] : [])))];
}

function orderOf({ userPrincipalName, namedAt }: AccountFacts, name: string): string {
  return `${userPrincipalName?.toLowerCase() === name ? 1 : 0} ${namedAt}`;
}
