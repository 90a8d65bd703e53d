import { type AppIndex, enforcedAppOf, isForOtherResource } from '../apps/enforcedApps';
import type { OutOfScope, Verdict } from '../verdict/verdict';
import type { SignIn } from './signIn';

/**
 * Why a sign-in is outside the scope of mandatory MFA; `null` if it is inside. Of several reasons the first counts: the app
 * and the resource, then who and where, then whether it completed.
 */
export function outOfScope(
  signIn: SignIn,
  apps: AppIndex,
  tenantId: string | null,
): Extract<Verdict, { kind: 'outOfScope' }> | null {
  const app = enforcedAppOf(apps, signIn);
  if (app === null) return outside('appNotEnforced', 'appId', signIn.appId ?? 'absent');
  if (isForOtherResource(apps, app, signIn))
    return outside('resourceNotEnforced', 'resourceId', signIn.resourceId ?? 'absent');
  if (signIn.principal === 'workload')
    return outside('workloadIdentity', 'signInEventTypes', 'no user signed in');
  if (tenantId !== null && signIn.resourceTenantId !== null && signIn.resourceTenantId !== tenantId) {
    return outside('otherTenantsResource', 'resourceTenantId', signIn.resourceTenantId);
  }
  if (signIn.crossTenantAccessType === 'passthrough') {
    return outside('noAccess', 'crossTenantAccessType', 'passthrough');
  }
  if (signIn.crossTenantAccessType === 'microsoftsupport') {
    return outside('supportAccess', 'crossTenantAccessType', 'microsoftSupport');
  }
  if (signIn.errorCode !== 0) return outside('notCompleted', 'status.errorCode', String(signIn.errorCode));
  return null;
}

function outside(
  because: OutOfScope,
  field: string,
  value: string,
): Extract<Verdict, { kind: 'outOfScope' }> {
  return { kind: 'outOfScope', because, evidence: [{ field, value }] };
}

const GUEST_ACCESS: ReadonlySet<string> = new Set([
  'b2bcollaboration',
  'b2bdirectconnect',
  'serviceprovider',
]);

const KNOWN_ACCESS: ReadonlySet<string> = new Set([
  ...GUEST_ACCESS,
  'none',
  'passthrough',
  'microsoftsupport',
]);

/** Whether a user crossed tenants in a way that Microsoft added after this was written: it may give no access at all. */
export function isOfUnknownAccess({
  crossTenantAccessType,
  homeTenantId,
  resourceTenantId,
}: SignIn): boolean {
  if (crossTenantAccessType === null || KNOWN_ACCESS.has(crossTenantAccessType)) return false;
  return homeTenantId === null || homeTenantId !== resourceTenantId;
}

/** Whether the user's own tenant is another one, so that MFA may have been done there. */
export function isGuest(signIn: SignIn): boolean {
  const { crossTenantAccessType, homeTenantId, resourceTenantId, userType } = signIn;
  if (crossTenantAccessType !== null && GUEST_ACCESS.has(crossTenantAccessType)) return true;
  if (homeTenantId !== null && resourceTenantId !== null) return homeTenantId !== resourceTenantId;
  return userType === 'guest' || userType === 'unknown';
}

/** The tenant of personal Microsoft accounts: https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference */
export const PERSONAL_ACCOUNTS = '9188040d-6c67-4c5b-b112-36a304b66dad';

/** Whether MFA in the user's own tenant, which this log does not show, could count here; never for a personal account. */
export function mayHaveProvedAtHome(signIn: SignIn): boolean {
  return isGuest(signIn) && signIn.homeTenantId !== PERSONAL_ACCOUNTS;
}

const ENTRA_ISSUERS: ReadonlySet<string> = new Set([
  'azuread',
  'azureadbackupauth',
  'entraid',
  'microsoftentraid',
]);

/** Whether the tenant's own identity provider vouched for the user, so that MFA may have been done there. */
export function isFederated(signIn: SignIn): boolean {
  return (
    signIn.tokenIssuerType !== null &&
    !ENTRA_ISSUERS.has(signIn.tokenIssuerType.toLowerCase().replaceAll(' ', ''))
  );
}
