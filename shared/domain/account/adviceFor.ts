import { isoTime } from '../time';
import type { Skip } from '../verdict/verdict';
import { QUIET_MS, type Readiness } from './account';
import type { AccountFacts } from './accountFacts';
import type { Action, Advice } from './advice';
import { type AccountAnswers, RESOURCE_CLASSES } from './answers';
import { guestHomeOf } from './guestHome';
import type { Circumstances } from './readiness';
import { scriptsBesidePerson, usesRopc } from './scriptSigns';

const LEARN = 'https://learn.microsoft.com/entra';

/** Each action with its sentence and Microsoft's page (read 2026-11-21). */
export const ADVICE: Readonly<Record<Action, Advice>> = {
  registerMethod: advice(
    'registerMethod',
    'Have the user register an MFA method at aka.ms/mfasetup.',
    `${LEARN}/identity/authentication/howto-mfa-userdevicesettings`,
  ),
  enablePasskey: advice(
    'enablePasskey',
    'Give it a passkey (FIDO2) or certificate-based authentication.',
    `${LEARN}/identity/role-based-access-control/security-emergency-access`,
  ),
  moveToWorkloadIdentity: advice(
    'moveToWorkloadIdentity',
    'Move the script to a managed identity or service principal; these are exempt.',
    `${LEARN}/identity/authentication/how-to-mandatory-multifactor-authentication`,
  ),
  upgradeClient: advice(
    'upgradeClient',
    'Upgrade to Azure CLI 2.76 or Az PowerShell 14.3, or later; these can ask the user for MFA.',
    `${LEARN}/identity/authentication/concept-mandatory-multifactor-authentication`,
  ),
  trustHomeTenant: advice(
    'trustHomeTenant',
    "Trust the home tenant's MFA in the cross-tenant access settings.",
    `${LEARN}/external-id/cross-tenant-access-settings-b2b-collaboration`,
  ),
  sendMultipleAuthn: advice(
    'sendMultipleAuthn',
    'Have the identity provider send the multipleauthn claim after MFA.',
    `${LEARN}/identity/authentication/howto-mfa-adfs`,
  ),
  coverByPolicy: advice(
    'coverByPolicy',
    'Require MFA for these apps with Conditional Access.',
    `${LEARN}/identity/conditional-access/policy-old-require-mfa-azure-mgmt`,
  ),
  endSkip: advice(
    'endSkip',
    'Turn off what lets it skip MFA: remembered devices, trusted IP addresses or app passwords.',
    `${LEARN}/identity/authentication/howto-mfa-mfasettings`,
  ),
  keepToSync: advice(
    'keepToSync',
    'Find out who signs in with the directory sync account, change its password, and use it for nothing but synchronization.',
    `${LEARN}/identity/hybrid/connect/reference-connect-accounts-permissions`,
  ),
  checkDetails: advice(
    'checkDetails',
    'Look at Authentication Details of its sign-ins in the portal.',
    `${LEARN}/identity/authentication/howto-mfa-reporting`,
  ),
};

/** Where an account stands. */
export type Standing = Circumstances & {
  readonly readiness: Readiness;
  /** What Entra says that the policies do to it; `null` if it was not asked. */
  readonly whatIf: AccountAnswers | null;
  /** Keys of the enforced apps at which security defaults require MFA of everyone; none if they are off. */
  readonly byDefaults: ReadonlySet<string>;
};

/** The steps for an account, the one that matters most first; none for an account that is ready. */
export function adviceFor(facts: AccountFacts, standing: Standing): readonly Advice[] {
  const steps = stepsFor(facts, standing);
  if (!isAskedAnyway(standing.whatIf) && !isAskedByDefaults(facts, standing)) return steps;
  const left = steps.filter(({ action }) => action !== 'coverByPolicy');
  // It got in although it is asked: how, its sign-ins tell.
  return left.length === 0 && steps.length > 0 ? [ADVICE.checkDetails] : left;
}

/** Beside security defaults no policy can be enabled: https://learn.microsoft.com/entra/fundamentals/security-defaults (read 2026-11-29) */
function isAskedByDefaults({ apps }: AccountFacts, { byDefaults }: Standing): boolean {
  const used = Object.keys(apps);
  return used.length > 0 && used.every((app) => byDefaults.has(app));
}

/** Whether the policies ask it for MFA, or do not let it in, wherever Microsoft demands MFA. */
function isAskedAnyway(whatIf: AccountAnswers | null): boolean {
  return RESOURCE_CLASSES.every(
    (resource) => whatIf?.[resource] === 'mfa' || whatIf?.[resource] === 'blocked',
  );
}

function stepsFor(facts: AccountFacts, standing: Standing): readonly Advice[] {
  const { kind, now } = standing;
  if (kind === 'person') {
    const scripts = scriptsBesidePerson(facts, now).length > 0 ? [ADVICE.moveToWorkloadIdentity] : [];
    return [...scripts, ...ownSteps(facts, standing)];
  }
  return ownSteps(facts, standing);
}

function ownSteps(
  facts: AccountFacts,
  { kind, readiness, homeMfaTrusted, now }: Standing,
): readonly Advice[] {
  if (readiness === 'usesMfa') return [];
  if (kind === 'breakGlass') return [ADVICE.enablePasskey];
  if (kind === 'sync') return Object.keys(facts.apps).length === 0 ? [] : [ADVICE.keepToSync];
  if (kind === 'automation' || (kind === 'guest' && usesRopc(facts, now)))
    return [ADVICE.moveToWorkloadIdentity];
  const skipping = hasSkipped(facts, now) ? [ADVICE.endSkip] : [];
  // If its MFA at home counts already, what is left is to ask for it.
  if (readiness === 'homeTenantDecides')
    return [homeMfaTrusted ? ADVICE.coverByPolicy : ADVICE.trustHomeTenant, ...skipping];
  const steps = stepsTo(readiness, facts, skipping);
  const couldTrust = kind === 'guest' && homeMfaTrusted === false && guestHomeOf(facts) === 'entraTenant';
  return couldTrust ? [ADVICE.trustHomeTenant, ...steps] : steps;
}

function stepsTo(
  readiness: Exclude<Readiness, 'usesMfa' | 'homeTenantDecides'>,
  facts: AccountFacts,
  skipping: readonly Advice[],
): readonly Advice[] {
  switch (readiness) {
    case 'willBePrompted': {
      // Where MFA was skipped, something already demands it.
      const first = skipping.length > 0 ? skipping : [ADVICE.coverByPolicy];
      return usesCommandLine(facts) ? [...first, ADVICE.upgradeClient] : first;
    }
    case 'mustRegister':
    case 'willBeStopped':
      return [ADVICE.registerMethod, ...skipping];
    case 'providerDecides':
      return [ADVICE.sendMultipleAuthn, ...skipping];
    case 'unknown':
      return [...skipping, ADVICE.checkDetails];
  }
}

/** Settings of the tenant; what else lets MFA be skipped (a registered device, a broker) cannot be turned off as such. */
const ENDABLE: readonly Skip[] = ['appPassword', 'rememberedDevice', 'location', 'corporateNetwork'];

function hasSkipped({ skips }: AccountFacts, now: number): boolean {
  const since = isoTime(now - QUIET_MS);
  return ENDABLE.some((skip) => (skips[skip] ?? '') > since);
}

function usesCommandLine(facts: AccountFacts): boolean {
  return 'azureCli' in facts.apps || 'azurePowerShell' in facts.apps;
}

function advice(action: Action, sentence: string, url: string): Advice {
  return { action, sentence, url };
}
