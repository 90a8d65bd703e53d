import { dayOf } from '../finding/finding';
import { HOUR_MS, isoTime } from '../time';
import type { AccountKind, Readiness } from './account';
import type { AccountFacts, AppUse } from './accountFacts';
import { latest } from './appUse';
import { guestHomeOf } from './guestHome';
import { hasOneComputer, isPortableStrong, oneComputerName, registeredOf } from './registeredMethods';
import type { Registration } from './registration';
import { usesRopc } from './scriptSigns';
import { isStoppedNow } from './stopped';

/** The reason holds one or two plain sentences, and says how old what decides may be. */
export type ReadinessWithReason = { readonly readiness: Readiness; readonly reason: string };

/** https://learn.microsoft.com/entra/identity/authentication/howto-authentication-methods-activity (read 2026-11-21) */
const REPORT_LAG_MS = 36 * HOUR_MS;
const REPORTED = 'says the registration report, which is up to 36 hours old';

export type Circumstances = {
  readonly kind: AccountKind;
  /** Whether MFA that a guest does in its home tenant counts here; `null` where that is not known. */
  readonly homeMfaTrusted: boolean | null;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
  /** False if nobody read the registration report: then nothing may be said of it. */
  readonly registrationsRead?: boolean;
};

/** What happens to the account when MFA is required of it, and why. */
export function readinessOf(facts: AccountFacts, around: Circumstances): ReadinessWithReason {
  const { readiness, reason } = withoutStops(facts, around);
  const stopped = isStoppedNow(facts, around.now) ? `${STOPPED_NOW} ` : '';
  const script = around.kind === 'person' && usesRopc(facts, around.now) ? ` ${SCRIPT_BESIDE}` : '';
  return because(readiness, `${stopped}${reason}${script}`);
}

/** Opens the reason of an account that is stopped already. */
export const STOPPED_NOW = 'Is stopped now.';
/** Follows it if the account signs in, and its changes to Azure resources are denied. */
export const CHANGES_DENIED = 'Azure denies its changes for lack of MFA.';

/** The same for an account whose changes to Azure resources are denied. */
export function ofDenied({ readiness, reason }: ReadinessWithReason, isDenied: boolean): ReadinessWithReason {
  if (!isDenied) return because(readiness, reason);
  const rest = reason.startsWith(STOPPED_NOW) ? reason.slice(STOPPED_NOW.length).trim() : reason;
  return because(readiness, `${STOPPED_NOW} ${CHANGES_DENIED} ${rest}`);
}
const SCRIPT_BESIDE = 'A script uses ROPC, which cannot do MFA.';

function withoutStops(facts: AccountFacts, around: Circumstances): ReadinessWithReason {
  const { kind, now } = around;
  if (kind !== 'person' && usesRopc(facts, now)) {
    return because('willBeStopped', 'Signs in with ROPC (password in the request), which cannot do MFA.');
  }
  if (kind === 'breakGlass' && lacksStrongMethod(facts)) return ofWeakBreakGlass(facts);
  const apps = Object.values(facts.apps);
  if (apps.length > 0 && apps.every(usedMfaLast) && !isStoppedNow(facts, now)) return ofMfaUser(facts);
  switch (kind) {
    case 'sync':
      return ofSync(facts);
    case 'automation':
      return ofAutomation(facts, now);
    case 'breakGlass':
      return fromRegistration(facts, around);
    case 'guest':
      return ofGuest(facts, around);
    case 'person':
      return facts.federated
        ? because('providerDecides', 'Federated: its identity provider must send the MFA claim.')
        : fromRegistration(facts, around);
  }
}

/** In an emergency there may be no phone, no office and not the one computer: only a passkey or certificate will do. */
function lacksStrongMethod({ registration }: AccountFacts): boolean {
  return registration !== null && !registration.methods.some(isPortableStrong);
}

function ofWeakBreakGlass(facts: AccountFacts): ReadinessWithReason {
  const lastMfa = lastMfaOf(facts);
  const methods = facts.registration?.methods ?? [];
  const bound = hasOneComputer(methods)
    ? ` ${capital(oneComputerName(methods))} works on one computer only.`
    : '';
  const seen =
    lastMfa === null ? '' : ` MFA was seen on ${dayOf(lastMfa)}, by a method that may not be at hand.`;
  return because(
    'willBeStopped',
    `Break-glass without a passkey or certificate, ${REPORTED}.${bound}${seen}`,
  );
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
function lackIn({ isMfaCapable, isMfaRegistered, methods }: Registration): string | null {
  const registered = registeredOf(methods);
  if (registered === 'temporary') return 'lists only a Temporary Access Pass, which ends';
  if (isMfaCapable) return null;
  if (hasOneComputer(methods)) return `lists only ${oneComputerName(methods)}, which works on one computer`;
  return isMfaRegistered ? 'lists only methods that policy does not allow' : 'lists no MFA method';
}

function ofSync({ apps }: AccountFacts): ReadinessWithReason {
  return Object.keys(apps).length === 0
    ? because('unknown', 'Seen at no enforced app; synchronizing the directory is exempt from the mandate.')
    : because(
        'willBeStopped',
        'Synchronizing the directory is exempt from the mandate; what else is done with its account is not.',
      );
}

/** Its home tenant may do its MFA, if this tenant accepts that; otherwise it needs a method of its own here. */
function ofGuest(facts: AccountFacts, around: Circumstances): ReadinessWithReason {
  const here = (why: string) => {
    const { readiness, reason } = fromRegistration(facts, around);
    return because(readiness, `${why} ${reason}`);
  };
  switch (guestHomeOf(facts)) {
    case 'personalAccount':
      return here('A guest with a personal Microsoft account does its MFA here.');
    case 'noTenant':
      return here('A guest without a home tenant does its MFA here.');
    case 'entraTenant':
    case 'unknown':
      if (around.homeMfaTrusted === null) return because('homeTenantDecides', HOME_UNKNOWN);
      return around.homeMfaTrusted
        ? because('homeTenantDecides', 'A guest: MFA done in its home tenant counts here.')
        : here('A guest whose MFA at home does not count here.');
  }
}

const HOME_UNKNOWN = 'A guest: its home tenant holds its MFA; whether that counts here is not known.';

/** A method helps only if somebody comes to use it. */
function ofAutomation(facts: AccountFacts, now: number): ReadinessWithReason {
  return facts.registration?.isMfaCapable && !isStoppedNow(facts, now)
    ? because(
        'willBePrompted',
        `A method is registered and allowed, ${REPORTED}; a person must be there to use it.`,
      )
    : because('willBeStopped', 'Runs unattended: no person is there to answer a prompt for MFA.');
}

function fromRegistration(
  facts: AccountFacts,
  { now, registrationsRead = true }: Circumstances,
): ReadinessWithReason {
  const { registration } = facts;
  const lastMfa = lastMfaOf(facts);
  if (registration === null && !registrationsRead) {
    return because('unknown', 'Which MFA methods it has registered is not in the sign-in log.');
  }
  if (registration === null) {
    return because(
      'unknown',
      'Not in the registration report, which is up to 36 hours old and omits disabled accounts.',
    );
  }
  const lacking = lackIn(registration);
  if (lacking === null) return because('willBePrompted', capableReason(registration));
  if (lastMfa !== null && lastMfa >= isoTime(now - REPORT_LAG_MS) && !isKnownToLack(registration)) {
    return because(
      'willBePrompted',
      `MFA was seen on ${dayOf(lastMfa)}, though the registration report ${lacking}: it is up to 36 hours old, and the MFA may be newer.`,
    );
  }
  const { readiness, reason } = ofLack(registration);
  const seen =
    lastMfa === null || isKnownToLack(registration)
      ? ''
      : ` Yet MFA was seen on ${dayOf(lastMfa)}: that method is gone since, or another provider's.`;
  return because(readiness, `${reason}, ${REPORTED}.${seen}`);
}

/** MFA by what the report lists does not contradict it: it works on one computer, or for a few days. */
function isKnownToLack({ methods }: Registration): boolean {
  return hasOneComputer(methods) || registeredOf(methods) === 'temporary';
}

function capableReason({ methods }: Registration): string {
  return registeredOf(methods) === 'oneComputer'
    ? `Only ${oneComputerName(methods)} is registered: it passes on that computer, and elsewhere needs a further method, ${REPORTED}.`
    : `A method is registered and allowed by policy, ${REPORTED}.`;
}

/** What is lacking, without a full stop. */
function ofLack({ isMfaRegistered, methods }: Registration): ReadinessWithReason {
  if (registeredOf(methods) === 'temporary')
    return because(
      'mustRegister',
      'Only a Temporary Access Pass is registered, which ends: it is no lasting method',
    );
  if (hasOneComputer(methods)) {
    const name = oneComputerName(methods);
    const others = registeredOf(methods) === 'oneComputer' ? 'Only' : 'Of its methods only';
    return because(
      'mustRegister',
      `${others} ${name} works: it passes on that computer, and elsewhere a further method is needed`,
    );
  }
  return isMfaRegistered
    ? because('willBeStopped', 'The methods it has registered are not allowed by policy')
    : because('mustRegister', 'No MFA method is registered');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lastMfaOf({ apps }: AccountFacts): string | null {
  return Object.values(apps)
    .map(({ lastMfa }) => lastMfa)
    .reduce(latest, null);
}

function because(readiness: Readiness, reason: string): ReadinessWithReason {
  return { readiness, reason };
}
