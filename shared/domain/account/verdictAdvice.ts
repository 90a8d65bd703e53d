import type { ListedCause } from '../verdict/cause';
import type { AccountView } from './account';
import type { Action, Advice, VerdictAction } from './advice';
import { ADVICE } from './adviceFor';
import type { Occurrence } from './occurrence';

const LEARN = 'https://learn.microsoft.com/entra';

/** Each action with its sentence and Microsoft's page (read 2026-11-29). */
export const VERDICT_ADVICE: Readonly<Record<VerdictAction, Advice>> = {
  endRememberedDevices: advice(
    'endRememberedDevices',
    'Turn off remembered devices in the MFA service settings; use sign-in frequency instead.',
    `${LEARN}/identity/authentication/howto-mfa-mfasettings`,
  ),
  endTrustedPlaces: advice(
    'endTrustedPlaces',
    'Remove trusted IP addresses and the exclusion of trusted locations from the policies that require MFA.',
    `${LEARN}/identity/conditional-access/concept-assignment-network`,
  ),
  endNetworkTrust: advice(
    'endNetworkTrust',
    'Remove the rule that skips MFA inside the corporate network.',
    `${LEARN}/identity/authentication/howto-mfa-mfasettings`,
  ),
  endAppPasswords: advice(
    'endAppPasswords',
    'Delete app passwords and block legacy authentication.',
    `${LEARN}/identity/authentication/howto-mfa-app-passwords`,
  ),
  requireMfaOfDevices: advice(
    'requireMfaOfDevices',
    'Require MFA in the policy, not MFA or a registered device.',
    `${LEARN}/identity/conditional-access/concept-conditional-access-grant`,
  ),
  waitForNext: advice(
    'waitForNext',
    'Nothing at once. Look at its next sign-ins.',
    `${LEARN}/identity/authentication/howto-mfa-reporting`,
  ),
  exportDetails: advice(
    'exportDetails',
    'Export the sign-ins again with their authentication details: from Graph beta, or as JSON from the portal.',
    `${LEARN}/identity/monitoring-health/howto-download-logs`,
  ),
  readEarlier: advice(
    'readEarlier',
    'Read earlier sign-ins as well: MFA in the same session decides.',
    `${LEARN}/identity/authentication/howto-mfa-reporting`,
  ),
  bindCertificates: advice(
    'bindCertificates',
    'Bind certificates to multifactor in the authentication methods policy.',
    `${LEARN}/identity/authentication/how-to-certificate-based-authentication`,
  ),
  useExternalMfa: advice(
    'useExternalMfa',
    'Replace the custom control with an external MFA method: a custom control does not satisfy the mandate.',
    `${LEARN}/identity/authentication/how-to-authentication-external-method-manage`,
  ),
  finishMfa: advice(
    'finishMfa',
    'Ask the user why MFA was not completed. A user without a method registers one at aka.ms/mfasetup.',
    `${LEARN}/identity/authentication/howto-mfa-userdevicesettings`,
  ),
  checkBlock: advice(
    'checkBlock',
    'Look at the Conditional Access tab of the sign-in: it names the policy that blocked it.',
    `${LEARN}/identity/conditional-access/troubleshoot-conditional-access`,
  ),
  askAboutPassword: advice(
    'askAboutPassword',
    'Nothing, if the user mistyped the password. If not, look at the IP addresses of these sign-ins.',
    `${LEARN}/identity/monitoring-health/concept-sign-in-log-activity-details`,
  ),
};

function advice(action: VerdictAction, sentence: string, url: string): Advice {
  return { action, sentence, url };
}

/** docs/verdicts.md lists the same steps. */
const STEPS: Readonly<Record<ListedCause, Action | VerdictAction>> = {
  passwordAlone: 'coverByPolicy',
  weakPrimary: 'coverByPolicy',
  expiredProof: 'waitForNext',
  registrationPrompted: 'registerMethod',
  appPassword: 'endAppPasswords',
  rememberedDevice: 'endRememberedDevices',
  registeredDevice: 'requireMfaOfDevices',
  location: 'endTrustedPlaces',
  corporateNetwork: 'endNetworkTrust',
  brokerFlow: 'waitForNext',
  other: 'checkDetails',
  detailsLeftOut: 'exportDetails',
  noDetails: 'checkDetails',
  firstFactorFromToken: 'readEarlier',
  certificateStrength: 'bindCertificates',
  guestHomeTenant: 'trustHomeTenant',
  federatedProof: 'sendMultipleAuthn',
  customControl: 'useExternalMfa',
  unknownMethod: 'checkDetails',
  conflicting: 'checkDetails',
  mustRegister: 'registerMethod',
  mfaFailed: 'finishMfa',
  blocked: 'checkBlock',
  passwordFailed: 'askAboutPassword',
};

/** Where the sign-ins came from: what a file lacks, another export has. */
export type SignInOrigin = 'files' | 'live';

/**
 * The account with the sign-ins that put it on the list, and with the steps that follow from them. What is known of the
 * account itself comes first if it decides: a script stays a script, and whoever has no method must register one.
 */
export function explained(
  view: AccountView,
  why: readonly Occurrence[],
  origin: SignInOrigin,
): AccountView & { readonly why: readonly Occurrence[] } {
  if (view.readiness === 'usesMfa') return { ...view, why };
  const steps = stepsOf(view, why, origin);
  const advice = isDecided(view) ? [...view.advice, ...steps] : [...steps, ...view.advice];
  return { ...view, why, advice: withoutVague(advice) };
}

function isDecided({ kind, readiness, advice }: AccountView): boolean {
  if (kind === 'breakGlass' || kind === 'automation' || kind === 'sync') return true;
  if (advice.some(({ action }) => action === 'moveToWorkloadIdentity')) return true;
  return readiness === 'mustRegister' || readiness === 'willBeStopped';
}

function stepsOf(view: AccountView, why: readonly Occurrence[], origin: SignInOrigin): readonly Advice[] {
  const actions = why
    .map(({ cause }) => STEPS[cause])
    .map((step) => (origin === 'live' ? ofLive(step) : step));
  // Somebody of whom no method is known may have none, and then the policy only stops them.
  const isBare = view.readiness === 'unknown' && actions.includes('coverByPolicy');
  return [...actions, ...(isBare ? (['registerMethod'] as const) : [])].map(adviceOf);
}

/** Graph has no more details than it gave. */
function ofLive(action: Action | VerdictAction): Action | VerdictAction {
  return action === 'exportDetails' ? 'checkDetails' : action;
}

function adviceOf(action: Action | VerdictAction): Advice {
  return isVerdictAction(action) ? VERDICT_ADVICE[action] : ADVICE[action];
}

function isVerdictAction(action: Action | VerdictAction): action is VerdictAction {
  return Object.hasOwn(VERDICT_ADVICE, action);
}

const SKIP_STEPS: readonly (Action | VerdictAction)[] = [
  'endRememberedDevices',
  'endTrustedPlaces',
  'endNetworkTrust',
  'endAppPasswords',
];

/** Each step once, and no general one beside the exact one that it stands for. */
function withoutVague(advice: readonly Advice[]): readonly Advice[] {
  const actions = new Set(advice.map(({ action }) => action));
  if (SKIP_STEPS.some((step) => actions.has(step))) actions.delete('endSkip');
  if (actions.size > 1) actions.delete('checkDetails');
  return [...actions].map(adviceOf);
}
