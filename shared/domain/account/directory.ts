import type { Graces } from './grace';

/** Facts about accounts from the tenant's directory and settings. */
export type Directory = {
  /** `null` if it was not read. */
  readonly trust: GuestTrust | null;
  /** User ids of the holders of a role that exists only for directory synchronization. */
  readonly syncAccounts: readonly string[];
  /** Absent if new accounts have no grace. */
  readonly graces?: Graces;
};

/** Which tenants' MFA this tenant accepts in place of its own, by its cross-tenant access settings. */
export type GuestTrust = {
  readonly byDefault: boolean;
  /** Of partners with a setting of their own, by tenant id, lower case. */
  readonly byTenant: Readonly<Record<string, boolean>>;
};

export const NOTHING_READ: Directory = { trust: null, syncAccounts: [] };

/** Whether MFA that is done in a home tenant counts here; `null` if either is not known. */
export function isTrusted(trust: GuestTrust | null, homeTenantId: string | null): boolean | null {
  if (trust === null || homeTenantId === null) return null;
  return (
    (Object.hasOwn(trust.byTenant, homeTenantId) ? trust.byTenant[homeTenantId] : null) ?? trust.byDefault
  );
}
