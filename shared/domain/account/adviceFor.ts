import { VALIDATED_DAYS } from '../breakGlass/review';
import { DAY_MS, isoTime } from '../time';
import type { Skip } from '../verdict/verdict';
import { QUIET_MS, type Readiness } from './account';
import type { AccountFacts } from './accountFacts';
import type { Action } from './advice';
import { type AccountAnswers, RESOURCE_CLASSES } from './answers';
import { lastMfaOf } from './appUse';
import { isDeviceCodeBlocked } from './deviceCode';
import { guestHomeOf } from './guestHome';
import { minuteOf } from './moments';
import type { ReadinessContext } from './readinessContext';
import { isPortableStrong } from './registeredMethods';
import { scriptSignsBesidePerson, usesRopc } from './scriptSigns';

export type AdviceContext = ReadinessContext & {
  readonly readiness: Readiness;
  /** What Entra says that the policies do to it; `null` if it was not asked. */
  readonly whatIf: AccountAnswers | null;
  /** Keys of the enforced apps at which security defaults require MFA of everyone; none if they are off. */
  readonly byDefaults: ReadonlySet<string>;
  /** Whether Microsoft ends all of its methods on a known day; false by default. */
  readonly hasDeadline?: boolean;
};

/** The steps for an account, the most important first; none for an account that is ready. */
export function adviceFor(facts: AccountFacts, context: AdviceContext): readonly Action[] {
  const steps = stepsFor(facts, context);
  if (!isAskedAnyway(context.whatIf) && !isAskedByDefaults(facts, context)) return steps;
  const left = steps.filter((action) => action !== 'coverByPolicy');
  // It got in although it is asked: its sign-ins show how.
  return left.length === 0 && steps.length > 0 ? ['checkDetails'] : left;
}

/** Beside security defaults no policy can be enabled: https://learn.microsoft.com/entra/fundamentals/security-defaults (read 2026-11-29) */
function isAskedByDefaults({ apps }: AccountFacts, { byDefaults }: AdviceContext): boolean {
  const used = Object.keys(apps);
  return used.length > 0 && used.every((app) => byDefaults.has(app));
}

/** Whether the policies ask it for MFA, or do not let it in, wherever Microsoft requires MFA. */
function isAskedAnyway(whatIf: AccountAnswers | null): boolean {
  return RESOURCE_CLASSES.every(
    (resource) => whatIf?.[resource] === 'mfa' || whatIf?.[resource] === 'blocked',
  );
}

function stepsFor(facts: AccountFacts, context: AdviceContext): readonly Action[] {
  const { kind, now } = context;
  const hasScript = kind === 'person' && scriptSignsBesidePerson(facts, now).length > 0;
  const own = ownSteps(facts, context);
  return hasScript ? ['moveToWorkloadIdentity', ...own] : own;
}

function ownSteps(
  facts: AccountFacts,
  { kind, readiness, homeMfaTrusted, now, byDefaults, hasDeadline = false }: AdviceContext,
): readonly Action[] {
  if (kind === 'automation' && isDeviceCodeBlocked(facts, byDefaults, now)) return ['moveToWorkloadIdentity'];
  if (kind === 'breakGlass')
    return usesRopc(facts, now) ? ['moveToWorkloadIdentity'] : breakGlassSteps(facts, now);
  if (readiness === 'usesMfa')
    return hasDeadline && (kind === 'person' || kind === 'guest') ? ['registerPasskey'] : [];
  if (kind === 'sync') return Object.keys(facts.apps).length === 0 ? [] : ['keepToSync'];
  if (kind === 'automation' || (kind === 'guest' && usesRopc(facts, now))) return ['moveToWorkloadIdentity'];
  const skipping = skippingSteps(facts, now);
  // If its MFA at home counts already, it only has to be asked for it.
  if (readiness === 'homeTenantDecides')
    return [homeMfaTrusted ? 'coverByPolicy' : 'trustHomeTenant', ...skipping];
  const steps = byDeadline(
    stepsTo(readiness, facts, skipping),
    hasDeadline && readiness !== 'providerDecides',
  );
  const couldTrust = kind === 'guest' && homeMfaTrusted === false && guestHomeOf(facts) === 'entraTenant';
  return couldTrust ? ['trustHomeTenant', ...steps] : steps;
}

/** A passkey is a method, too. */
function byDeadline(steps: readonly Action[], hasDeadline: boolean): readonly Action[] {
  return hasDeadline ? ['registerPasskey', ...steps.filter((action) => action !== 'registerMethod')] : steps;
}

/** It needs a method that is at hand anywhere, and must be tried now and then. */
function breakGlassSteps({ registration, apps }: AccountFacts, now: number): readonly Action[] {
  const isValidated = (lastMfaOf(apps) ?? '') >= isoTime(now - VALIDATED_DAYS * DAY_MS);
  if (registration === null) return isValidated ? [] : ['enablePasskey'];
  if (!registration.methods.some(isPortableStrong)) return ['enablePasskey'];
  return isValidated ? [] : ['validateBreakGlass'];
}

function stepsTo(
  readiness: Exclude<Readiness, 'usesMfa' | 'homeTenantDecides'>,
  facts: AccountFacts,
  skipping: readonly Action[],
): readonly Action[] {
  switch (readiness) {
    case 'willBePrompted': {
      // If MFA was skipped, something requires it already.
      const first: readonly Action[] = skipping.length > 0 ? skipping : ['coverByPolicy'];
      return usesCommandLine(facts) ? [...first, 'upgradeClient'] : first;
    }
    case 'mustRegister':
    case 'willBeStopped':
      return ['registerMethod', ...skipping];
    case 'providerDecides':
      return ['sendMultipleAuthn', ...skipping];
    case 'unknown':
      return [...skipping, 'checkDetails'];
  }
}

/** Skips that a setting of the tenant allows; the others (a registered device, a broker) have no such setting. */
const SKIPS_BY_SETTING: readonly Skip[] = ['appPassword', 'rememberedDevice', 'location', 'corporateNetwork'];

function skippingSteps({ occasions }: AccountFacts, now: number): readonly Action[] {
  const since = minuteOf(isoTime(now - QUIET_MS));
  const isRecent = (skip: Skip) =>
    Object.values(occasions).some((causes) => (causes[skip]?.at(-1) ?? 0) > since);
  return SKIPS_BY_SETTING.some(isRecent) ? ['endSkip'] : [];
}

function usesCommandLine({ apps }: AccountFacts): boolean {
  return 'azureCli' in apps || 'azurePowerShell' in apps;
}
