/** What the tenant's directory and settings say of accounts, whichever were seen. */
export type Directory = {
  /** `null` where it was not read. */
  readonly trust: GuestTrust | null;
  /** User ids of who holds a role that is there for directory synchronization alone. */
  readonly syncAccounts: readonly string[];
};

/** Whose MFA the tenant takes in place of its own, by its cross-tenant access settings. */
export type GuestTrust = {
  readonly byDefault: boolean;
  /** Of partners with a setting of their own, by tenant id, lower case. */
  readonly byTenant: Readonly<Record<string, boolean>>;
};

export const NOTHING_READ: Directory = { trust: null, syncAccounts: [] };

/** Whether MFA that is done in a home tenant counts here; `null` where either is not known. */
export function isTrusted(trust: GuestTrust | null, homeTenantId: string | null): boolean | null {
  if (trust === null || homeTenantId === null) return null;
  return (
    (Object.hasOwn(trust.byTenant, homeTenantId) ? trust.byTenant[homeTenantId] : null) ?? trust.byDefault
  );
}
