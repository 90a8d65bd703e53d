/** Whose MFA the tenant takes in place of its own, by its cross-tenant access settings. */
export type GuestTrust = {
  readonly byDefault: boolean;
  /** Of partners with a setting of their own, by tenant id, lower case. */
  readonly byTenant: ReadonlyMap<string, boolean>;
};

/** Whether MFA done in a home tenant counts here; `null` where the home tenant is not known. */
export function isTrusted({ byDefault, byTenant }: GuestTrust, homeTenantId: string | null): boolean | null {
  if (homeTenantId === null) return null;
  return byTenant.get(homeTenantId) ?? byDefault;
}
