import { isFederated, isGuest, PERSONAL_ACCOUNTS } from '../signIn/scope';
import type { SignIn } from '../signIn/signIn';
import { methodClassOf } from '../verdict/methods';
import type { AccountFacts } from './accountFacts';

/**
 * Where a guest has its account. MFA that is done elsewhere can count here only if that is another Entra tenant: "For
 * non-Microsoft Entra ID external users, the resource tenant is always responsible for MFA."
 * https://learn.microsoft.com/entra/external-id/authentication-conditional-access (copy of May 2024, read 2026-11-29)
 */
export type GuestHome = 'entraTenant' | 'personalAccount' | 'noTenant' | 'unknown';

export function guestHomeOf({
  homeTenantId,
  hasHomeTenant,
}: Pick<AccountFacts, 'homeTenantId' | 'hasHomeTenant'>): GuestHome {
  if (homeTenantId === PERSONAL_ACCOUNTS) return 'personalAccount';
  if (hasHomeTenant === false) return 'noTenant';
  return homeTenantId === null ? 'unknown' : 'entraTenant';
}

/**
 * Whether the record of a guest names a home tenant; `null` if it does not say, or for a member. A guest by
 * Google, by another provider or by a passcode sent by mail has its account in the tenant it signs in to, if anywhere:
 * no real record of these was found, so this rests on Microsoft's pages about the fields.
 */
export function namesHomeTenant(signIn: SignIn): boolean | null {
  const { homeTenantId, resourceTenantId, crossTenantAccessType } = signIn;
  if (!isGuest(signIn)) return null;
  if (homeTenantId !== null) return homeTenantId !== resourceTenantId;
  const isSaid = crossTenantAccessType === 'b2bcollaboration' && resourceTenantId !== null;
  return isSaid || isFederated(signIn) || usedPasscode(signIn) ? false : null;
}

/** A passcode by mail is for guests who have no other account. https://learn.microsoft.com/entra/external-id/one-time-passcode */
function usedPasscode({ steps }: SignIn): boolean {
  return (steps ?? []).some(
    ({ method }) => method !== null && /e-?mail.*(otp|code)|one-time passcode/i.test(method),
  );
}

/** Whether another provider vouched for the user, by the issuer of the token or by the method of a step. */
export function isVouchedFor(signIn: SignIn): boolean {
  return isFederated(signIn) || (signIn.steps ?? []).some(isFederatedStep);
}

function isFederatedStep({ method, methodDetail, succeeded }: NonNullable<SignIn['steps']>[number]): boolean {
  if (succeeded === false) return false;
  return [method, methodDetail].some((text) => text !== null && methodClassOf(text) === 'federated');
}
