import type { ListedCause } from '../verdict/cause';
import type { AccountView } from './account';
import type { Action } from './advice';
import type { Occurrence } from './occurrence';

/** docs/verdicts.md lists the same steps. */
const STEPS: Readonly<Record<ListedCause, Action>> = {
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

/** `files`: an export may lack details that another export has. */
export type SignInOrigin = 'files' | 'live';

/**
 * The account with the sign-ins that put it on the list, and with the steps that follow from them. If something known of
 * the account itself decides, its steps come first: a script stays a script, and a user without a method must register one.
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
  if (advice.includes('moveToWorkloadIdentity')) return true;
  return readiness === 'mustRegister' || readiness === 'willBeStopped';
}

function stepsOf(view: AccountView, why: readonly Occurrence[], origin: SignInOrigin): readonly Action[] {
  const steps = why
    .map(({ cause }) => STEPS[cause])
    // Graph has no more details than it gave.
    .map((step) => (origin === 'live' && step === 'exportDetails' ? 'checkDetails' : step));
  // A user without a known method may have none: then the policy alone would only stop them.
  const isBare = view.readiness === 'unknown' && steps.includes('coverByPolicy');
  return isBare ? [...steps, 'registerMethod'] : steps;
}

const SKIP_STEPS: readonly Action[] = [
  'endRememberedDevices',
  'endTrustedPlaces',
  'endNetworkTrust',
  'endAppPasswords',
];

/** Each step once, and no general step beside the exact one. */
function withoutVague(advice: readonly Action[]): readonly Action[] {
  const actions = new Set(advice);
  if (SKIP_STEPS.some((step) => actions.has(step))) actions.delete('endSkip');
  if (actions.size > 1) actions.delete('checkDetails');
  return [...actions];
}
