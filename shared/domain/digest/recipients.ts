import { isBreakGlass } from '../account/kind';
import type { Administrator, Administrators } from './administrator';

export type Recipients = {
  /** Each address once, whatever its case, sorted. */
  readonly addresses: readonly string[];
  readonly unreached: readonly Unreached[];
};

/** A Global Administrator that no digest reaches; the digest names them to the others. */
export type Unreached = { readonly name: string; readonly why: 'disabled' | 'noAddress' };

/**
 * Who gets the digest: enabled Global Administrators with an address, and the configured addresses.
 *
 * @param administrators `null` if they could not be read, or are not recipients
 * @param breakGlass user ids and UPNs, lower case; that such an account has no mailbox is as it should be
 */
export function recipientsOf(
  administrators: Administrators | null,
  configured: readonly string[],
  breakGlass: ReadonlySet<string>,
): Recipients {
  const byLowerCase = new Map(configured.map((address) => [address.toLowerCase(), address]));
  const unreached: Unreached[] = [];
  for (const admin of administrators?.administrators ?? []) {
    const { address, enabled } = admin;
    if (enabled && address !== null) {
      if (!byLowerCase.has(address.toLowerCase())) byLowerCase.set(address.toLowerCase(), address);
    } else if (!isBreakGlass(admin, breakGlass)) {
      unreached.push({ name: nameOf(admin), why: enabled ? 'noAddress' : 'disabled' });
    }
  }
  const sorted = [...byLowerCase].sort(([a], [b]) => a.localeCompare(b));
  return { addresses: sorted.map(([, address]) => address), unreached };
}

function nameOf({ displayName, userPrincipalName, userId }: Administrator): string {
  return displayName ?? userPrincipalName ?? userId;
}
