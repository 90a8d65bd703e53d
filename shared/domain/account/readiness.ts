import type { AccountKind, Readiness } from './account';
import type { AccountFacts, AppUse } from './accountFacts';
import { usesRopc } from './kind';

export type ReadinessWithReason = { readonly readiness: Readiness; readonly reason: string };

/** Methods that satisfy the mandate without a phone: what a break-glass account is to have. */
const STRONG_METHODS = /passkey|fido|certificate|windowshello|platformcredential/i;

/** What happens to the account when MFA is demanded of it, and why. */
export function readinessOf(facts: AccountFacts, kind: AccountKind, now: number): ReadinessWithReason {
  if (usesRopc(facts, now)) {
    return because(
      'willBeStopped',
      'Hands its password over in the request (ROPC), which cannot be combined with MFA.',
    );
  }
  const apps = Object.values(facts.apps);
  if (apps.length > 0 && apps.every(usedMfaLast)) {
    return because('usesMfa', 'MFA was seen on every enforced app it uses.');
  }
  if (kind === 'sync') return ofSync(facts);
  if (kind === 'automation') return ofAutomation(facts);
  if (kind === 'breakGlass') return ofBreakGlass(facts);
  if (kind === 'guest') return because('homeTenantDecides', 'A guest: its home tenant holds its MFA.');
  if (facts.federated) {
    return because('providerDecides', 'Federated: its identity provider must send the MFA claim.');
  }
  return fromRegistration(facts);
}

function ofSync({ apps }: AccountFacts): ReadinessWithReason {
  return Object.keys(apps).length === 0
    ? because('unknown', 'Seen at no enforced app; the mandate leaves synchronizing the directory alone.')
    : because(
        'willBeStopped',
        'The mandate leaves synchronizing the directory alone, and not what else is done with its account.',
      );
}

/** A method helps only where somebody comes to use it. */
function ofAutomation({ registration }: AccountFacts): ReadinessWithReason {
  return registration?.isMfaCapable
    ? because('willBePrompted', 'A method is registered and allowed, but a person must be there to use it.')
    : because('willBeStopped', 'Runs unattended: no person is there to answer a prompt for MFA.');
}

/** In an emergency there may be no phone and no office: nothing but a passkey or certificate will do. */
function ofBreakGlass(facts: AccountFacts): ReadinessWithReason {
  const { registration } = facts;
  if (registration !== null && !registration.methods.some((method) => STRONG_METHODS.test(method))) {
    return because('willBeStopped', 'Break-glass without a passkey or certificate.');
  }
  return fromRegistration(facts);
}

/** One MFA does not make an account ready: a later sign-in without it says more. */
function usedMfaLast({ lastFinding, lastMfa }: AppUse): boolean {
  return lastMfa !== null && (lastFinding === null || lastMfa >= lastFinding);
}

function fromRegistration({ registration }: AccountFacts): ReadinessWithReason {
  if (registration === null) {
    return because(
      'unknown',
      'Not in the registration report, which is up to 36 hours old and omits disabled accounts.',
    );
  }
  if (registration.isMfaCapable)
    return because('willBePrompted', 'A method is registered and allowed by policy.');
  if (registration.isMfaRegistered) {
    return because('willBeStopped', 'The methods it has registered are not allowed by policy.');
  }
  return because('mustRegister', 'No MFA method is registered.');
}

function because(readiness: Readiness, reason: string): ReadinessWithReason {
  return { readiness, reason };
}
