import { dayOf } from '../finding/finding';
import { HOUR_MS, isoTime } from '../polling/span';
import type { AccountKind, Readiness } from './account';
import { latest } from './accountBook';
import type { AccountFacts, AppUse } from './accountFacts';
import { usesRopc } from './kind';
import type { Registration } from './registration';

/** The reason holds one or two plain sentences, and says how old what decides may be. */
export type ReadinessWithReason = { readonly readiness: Readiness; readonly reason: string };

/** Methods that satisfy the mandate without a phone: what a break-glass account is to have. */
const STRONG_METHODS = /passkey|fido|certificate|windowshello|platformcredential/i;

/** https://learn.microsoft.com/entra/identity/authentication/howto-authentication-methods-activity (read 2026-11-21) */
const REPORT_LAG_MS = 36 * HOUR_MS;
const REPORTED = 'says the registration report, which is up to 36 hours old';

export type Circumstances = {
  readonly kind: AccountKind;
  /** Whether MFA that a guest does in its home tenant counts here; `null` where that is not known. */
  readonly homeMfaTrusted: boolean | null;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
};

/** What happens to the account when MFA is demanded of it, and why. */
export function readinessOf(
  facts: AccountFacts,
  { kind, homeMfaTrusted, now }: Circumstances,
): ReadinessWithReason {
  if (usesRopc(facts, now)) {
    return because(
      'willBeStopped',
      'Hands its password over in the request (ROPC), which cannot be combined with MFA.',
    );
  }
  if (kind === 'breakGlass' && lacksStrongMethod(facts)) return ofWeakBreakGlass(facts);
  const apps = Object.values(facts.apps);
  if (apps.length > 0 && apps.every(usedMfaLast)) return ofMfaUser(facts);
  switch (kind) {
    case 'sync':
      return ofSync(facts);
    case 'automation':
      return ofAutomation(facts);
    case 'breakGlass':
      return fromRegistration(facts, now);
    case 'guest':
      return ofGuest(facts, homeMfaTrusted, now);
    case 'person':
      return facts.federated
        ? because('providerDecides', 'Federated: its identity provider must send the MFA claim.')
        : fromRegistration(facts, now);
  }
}

/** In an emergency there may be no phone and no office: nothing but a passkey or certificate will do. */
function lacksStrongMethod({ registration }: AccountFacts): boolean {
  return registration !== null && !registration.methods.some((method) => STRONG_METHODS.test(method));
}

function ofWeakBreakGlass(facts: AccountFacts): ReadinessWithReason {
  const lastMfa = lastMfaOf(facts);
  const seen =
    lastMfa === null ? '' : ` MFA was seen on ${dayOf(lastMfa)}, by a method that may not be at hand.`;
  return because('willBeStopped', `Break-glass without a passkey or certificate, ${REPORTED}.${seen}`);
}

/** One MFA does not make an account ready: a later sign-in without it says more. */
function usedMfaLast({ lastFinding, lastMfa }: AppUse): boolean {
  return lastMfa !== null && (lastFinding === null || lastMfa >= lastFinding);
}

/** What was seen comes before a report that contradicts it, and the contradiction is told. */
function ofMfaUser(facts: AccountFacts): ReadinessWithReason {
  const seen = `MFA was seen on every enforced app it uses, last on ${dayOf(lastMfaOf(facts) ?? '')}`;
  const lacking = facts.registration && lackIn(facts.registration);
  return because(
    'usesMfa',
    lacking === null
      ? `${seen}.`
      : `${seen}, though the registration report ${lacking}: it is up to 36 hours old, and knows no method of another provider.`,
  );
}

/** What keeps an account from MFA by its registration; `null` when nothing does. */
function lackIn({ isMfaCapable, isMfaRegistered }: Registration): string | null {
  if (isMfaCapable) return null;
  return isMfaRegistered ? 'lists only methods that policy does not allow' : 'lists no MFA method';
}

function ofSync({ apps }: AccountFacts): ReadinessWithReason {
  return Object.keys(apps).length === 0
    ? because('unknown', 'Seen at no enforced app; the mandate leaves synchronizing the directory alone.')
    : because(
        'willBeStopped',
        'The mandate leaves synchronizing the directory alone, and not what else is done with its account.',
      );
}

/** Its home tenant may do its MFA, where this tenant takes it; where not, it needs a method of its own here. */
function ofGuest(facts: AccountFacts, homeMfaTrusted: boolean | null, now: number): ReadinessWithReason {
  switch (homeMfaTrusted) {
    case true:
      return because('homeTenantDecides', 'A guest: MFA done in its home tenant counts here.');
    case false: {
      const { readiness, reason } = fromRegistration(facts, now);
      return because(readiness, `A guest whose MFA at home does not count here. ${reason}`);
    }
    case null:
      return because(
        'homeTenantDecides',
        'A guest: its home tenant holds its MFA; whether that counts here is not known.',
      );
  }
}

/** A method helps only where somebody comes to use it. */
function ofAutomation({ registration }: AccountFacts): ReadinessWithReason {
  return registration?.isMfaCapable
    ? because(
        'willBePrompted',
        `A method is registered and allowed, ${REPORTED}; a person must be there to use it.`,
      )
    : because('willBeStopped', 'Runs unattended: no person is there to answer a prompt for MFA.');
}

function fromRegistration(facts: AccountFacts, now: number): ReadinessWithReason {
  const { registration } = facts;
  const lastMfa = lastMfaOf(facts);
  if (registration === null) {
    return because(
      'unknown',
      'Not in the registration report, which is up to 36 hours old and omits disabled accounts.',
    );
  }
  const lacking = lackIn(registration);
  if (lacking === null) {
    return because('willBePrompted', `A method is registered and allowed by policy, ${REPORTED}.`);
  }
  if (lastMfa !== null && lastMfa >= isoTime(now - REPORT_LAG_MS)) {
    return because(
      'willBePrompted',
      `MFA was seen on ${dayOf(lastMfa)}, though the registration report ${lacking}: it is up to 36 hours old, and the MFA may be newer.`,
    );
  }
  const seen =
    lastMfa === null
      ? ''
      : ` Yet MFA was seen on ${dayOf(lastMfa)}: that method is gone since, or another provider's.`;
  return registration.isMfaRegistered
    ? because('willBeStopped', `The methods it has registered are not allowed by policy, ${REPORTED}.${seen}`)
    : because('mustRegister', `No MFA method is registered, ${REPORTED}.${seen}`);
}

function lastMfaOf({ apps }: AccountFacts): string | null {
  return Object.values(apps)
    .map(({ lastMfa }) => lastMfa)
    .reduce(latest, null);
}

function because(readiness: Readiness, reason: string): ReadinessWithReason {
  return { readiness, reason };
}
