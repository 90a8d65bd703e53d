import type { Readiness } from './account';
import type { AccountFacts, AppUse } from './accountFacts';
import { lastMfaOf } from './appUse';
import { isDeviceCodeBlocked } from './deviceCode';
import { guestHomeOf } from './guestHome';
import type { ReadinessContext, ReadinessWithReasons } from './readinessContext';
import type { ReadinessReason } from './readinessReason';
import { isPortableStrong, oneComputerMethod } from './registeredMethods';
import { lackIn, readinessByRegistration } from './registrationReadiness';
import { usesRopc } from './scriptSigns';
import { isStoppedNow } from './stopped';

/** What happens to the account when MFA is required of it, and why. */
export function readinessOf(facts: AccountFacts, context: ReadinessContext): ReadinessWithReasons {
  const { readiness, reasons } = withoutStops(facts, context);
  const hasScript = context.kind === 'person' && usesRopc(facts, context.now);
  return {
    readiness,
    reasons: [
      ...stopsOf(facts, context),
      ...reasons,
      ...(hasScript ? [SCRIPT_USES_ROPC] : []),
      ...(isDeviceCodeBlocked(facts, context.byDefaults ?? NO_APPS, context.now) ? [BLOCKS_DEVICE_CODE] : []),
    ],
  };
}

const NO_APPS: ReadonlySet<string> = new Set();
const BLOCKS_DEVICE_CODE: ReadinessReason = { code: 'defaultsBlockDeviceCode' };

const SCRIPT_USES_ROPC: ReadinessReason = { code: 'scriptUsesRopc' };

function stopsOf(
  facts: AccountFacts,
  { now, changesDenied = false }: ReadinessContext,
): readonly ReadinessReason[] {
  if (changesDenied) return [{ code: 'stoppedNow' }, { code: 'changesDenied' }];
  return isStoppedNow(facts, now) ? [{ code: 'stoppedNow' }] : [];
}

function withoutStops(facts: AccountFacts, context: ReadinessContext): ReadinessWithReasons {
  const { kind, now } = context;
  if (kind !== 'person' && usesRopc(facts, now)) return because('willBeStopped', { code: 'usesRopc' });
  if (kind === 'breakGlass' && lacksStrongMethod(facts)) return ofWeakBreakGlass(facts);
  const apps = Object.values(facts.apps);
  if (apps.length > 0 && apps.every(usedMfaLast) && !isStoppedNow(facts, now)) return ofMfaUser(facts);
  switch (kind) {
    case 'sync':
      return ofSync(facts);
    case 'automation':
      return ofAutomation(facts, now);
    case 'breakGlass':
      return readinessByRegistration(facts, context);
    case 'guest':
      return ofGuest(facts, context);
    case 'person':
      return facts.federated
        ? because('providerDecides', { code: 'federated' })
        : readinessByRegistration(facts, context);
  }
}

/** In an emergency there may be no phone, no office and not the one computer: only a passkey or certificate will do. */
function lacksStrongMethod({ registration }: AccountFacts): boolean {
  return registration !== null && !registration.methods.some(isPortableStrong);
}

function ofWeakBreakGlass({ registration, apps }: AccountFacts): ReadinessWithReasons {
  const method = oneComputerMethod(registration?.methods ?? []);
  const lastMfa = lastMfaOf(apps);
  return because(
    'willBeStopped',
    { code: 'breakGlassWithoutStrongMethod' },
    ...(method === null ? [] : [{ code: 'boundToOneComputer', method } as const]),
    ...(lastMfa === null ? [] : [{ code: 'mfaByWeakMethod', lastMfa } as const]),
  );
}

/** One MFA does not make an account ready: a later sign-in without it says more. */
function usedMfaLast({ lastFinding, lastMfa }: AppUse): boolean {
  return lastMfa !== null && (lastFinding === null || lastMfa >= lastFinding);
}

/** MFA in the log counts more than a report that contradicts it, and the contradiction is reported. */
function ofMfaUser({ registration, apps }: AccountFacts): ReadinessWithReasons {
  const lack = registration && lackIn(registration);
  return because(
    'usesMfa',
    { code: 'mfaAtEveryApp', lastMfa: lastMfaOf(apps) ?? '' },
    ...(lack === null ? [] : [{ code: 'reportOmitsMfa', lack } as const]),
  );
}

function ofSync({ apps }: AccountFacts): ReadinessWithReasons {
  return Object.keys(apps).length === 0
    ? because('unknown', { code: 'syncOnly' })
    : because('willBeStopped', { code: 'syncWithOtherUse' });
}

/** Its home tenant may do its MFA, if this tenant accepts that; otherwise it needs a method of its own here. */
function ofGuest(facts: AccountFacts, context: ReadinessContext): ReadinessWithReasons {
  const here = (reason: ReadinessReason): ReadinessWithReasons => {
    const { readiness, reasons } = readinessByRegistration(facts, context);
    return because(readiness, reason, ...reasons);
  };
  switch (guestHomeOf(facts)) {
    case 'personalAccount':
      return here({ code: 'guestWithPersonalAccount' });
    case 'noTenant':
      return here({ code: 'guestWithoutTenant' });
    case 'entraTenant':
    case 'unknown':
      if (context.homeMfaTrusted === null)
        return because('homeTenantDecides', { code: 'guestHomeMfaUnknown' });
      return context.homeMfaTrusted
        ? because('homeTenantDecides', { code: 'guestHomeMfaCounts' })
        : here({ code: 'guestHomeMfaIgnored' });
  }
}

/** A method helps only if somebody comes to use it. */
function ofAutomation(facts: AccountFacts, now: number): ReadinessWithReasons {
  return facts.registration?.isMfaCapable && !isStoppedNow(facts, now)
    ? because('willBePrompted', { code: 'methodNeedsPerson' })
    : because('willBeStopped', { code: 'runsUnattended' });
}

function because(readiness: Readiness, ...reasons: readonly ReadinessReason[]): ReadinessWithReasons {
  return { readiness, reasons };
}
