import type { AccountKind, AccountState, LastSignal, Readiness } from '../../domain/account/account';
import type { Action, VerdictAction } from '../../domain/account/advice';
import type { Changes } from '../../domain/account/changes';
import type { Cloud } from '../../domain/cloud';
import type { Coverage } from '../../domain/coverage/coverage';
import type { Finding } from '../../domain/finding/finding';
import type {
  CannotTell,
  MfaProof,
  OutOfScope,
  Signal,
  Skip,
  VerdictKind,
  WithoutMfa,
} from '../../domain/verdict/verdict';
import { inDigits } from './counted';

/** What each verdict is called, and what it means to a reader who never saw the log. */
export const VERDICT_WORDS = {
  withoutMfa: {
    label: 'Without MFA',
    meaning: 'The sign-in completed, and the log shows that MFA was not done.',
  },
  cannotTell: {
    label: 'Cannot tell',
    meaning: 'The sign-in completed, and the log proves neither that MFA was done nor that it was not.',
  },
  mfa: {
    label: 'MFA',
    meaning: 'MFA was done at this sign-in, or earlier and the sign-in still carries the proof.',
  },
  outOfScope: {
    label: 'Not in scope',
    meaning:
      'Mandatory MFA does not ask here: the sign-in did not complete, or the app or the user is not under it.',
  },
} as const satisfies Record<VerdictKind, { readonly label: string; readonly meaning: string }>;

type Reason = MfaProof | 'skipped' | WithoutMfa | CannotTell | OutOfScope;

export const REASON_WORDS = {
  prompted: 'MFA was done when asked for',
  claimInToken: 'MFA was done earlier, and the token carries the proof',
  externalProvider: 'MFA was done at another provider',
  strongPrimary: 'The method is MFA in itself',
  requirementMet: 'MFA was required, and the sign-in completed',
  sameSession: 'MFA was done earlier in the same session',
  skipped: 'MFA was skipped',
  weakPrimary: 'One factor was enough',
  expiredProof: 'The earlier MFA had expired, and none followed',
  registrationPrompted: 'Registration of a method was offered, and MFA was not done',
  noDetails: 'The record has no authentication details',
  firstFactorFromToken: 'The first factor came from a token, and the record names no second one',
  certificateStrength: 'A certificate was used, and the record does not say whether it counts as MFA',
  guestHomeTenant: 'MFA may have been done in the home tenant, which this log does not show',
  federatedProof: 'MFA may have been done at the identity provider, which this log does not show',
  customControl: 'A custom control of Conditional Access let it in, which does not count as MFA',
  unknownMethod: 'The record names a method that MFA Watch does not know',
  conflicting: 'The fields of the record contradict each other',
  appNotEnforced: 'The app is not under mandatory MFA',
  resourceNotEnforced: 'The resource is not Azure Resource Manager, which alone requires MFA of this client',
  notCompleted: 'The sign-in did not complete',
  workloadIdentity: 'A workload identity signed in, not a user',
  otherTenantsResource: 'The resource belongs to another tenant',
  noAccess: 'The sign-in only passed through and gave no access',
  supportAccess: 'Microsoft support signed in',
} as const satisfies Record<Reason, string>;

/** Read after "MFA was skipped: ". */
export const SKIP_WORDS = {
  appPassword: 'an app password was used',
  rememberedDevice: 'the device was remembered',
  registeredDevice: 'the device is registered',
  location: 'the place is trusted',
  corporateNetwork: 'it came from the corporate network',
  brokerFlow: 'it came through a sign-in broker',
  other: 'the record gives another reason',
} as const satisfies Record<Skip, string>;

/** Why a sign-in has its verdict, as one short sentence without a full stop. */
export function reasonInWords(finding: Pick<Finding, 'because' | 'detail'>): string {
  const reason = REASON_WORDS[finding.because];
  return finding.detail === null ? reason : `${reason}: ${SKIP_WORDS[finding.detail]}`;
}

/** What happens when MFA is demanded of the account. */
export const READINESS_WORDS = {
  usesMfa: 'Uses MFA',
  willBePrompted: 'Will be prompted',
  mustRegister: 'Must register a method',
  willBeStopped: 'Will be stopped',
  homeTenantDecides: 'Home tenant decides',
  providerDecides: 'Identity provider decides',
  unknown: 'Not known yet',
} as const satisfies Record<Readiness, string>;

/** What happens to an account that is stopped already. */
export const STOPPED_LABEL = 'Is stopped';

export const KIND_WORDS = {
  person: 'Person',
  guest: 'Guest',
  breakGlass: 'Break-glass account',
  automation: 'Automation',
  sync: 'Directory sync account',
} as const satisfies Record<AccountKind, string>;

export const STATE_WORDS = {
  new: 'New',
  ongoing: 'Ongoing',
  returned: 'Returned',
  resolved: 'Resolved',
  excepted: 'Exempted',
} as const satisfies Record<AccountState, string>;

/** What stopped a sign-in, told of the sign-in and never of the person. Read after a colon. */
export const SIGNAL_WORDS = {
  mustRegister: 'a method had to be registered first',
  mfaFailed: 'MFA was not completed',
  blocked: 'a policy blocked it',
  passwordFailed: 'the password was not accepted',
} as const satisfies Record<Signal, string>;

export function stopInWords({ signal, at }: LastSignal, showTime: (iso: string) => string): string {
  return `Stopped on ${showTime(at)}: ${SIGNAL_WORDS[signal]}.`;
}

/** What became of its changes to Azure resources; `null` if none was denied. */
export function deniedInWords(changes: Changes | null, showTime: (iso: string) => string): string | null {
  if (changes === null || changes.lastDenied === null) return null;
  const times = changes.denied === 1 ? 'once' : `${inDigits(changes.denied)} times`;
  const atLeast = changes.isAtLeast ? 'at least ' : '';
  return `Azure denied its changes to resources ${atLeast}${times} for lack of MFA, last on ${showTime(changes.lastDenied)}.`;
}

/** The text of the link to Microsoft's page about the action. */
export const ACTION_WORDS = {
  registerMethod: 'How to register a method',
  enablePasskey: 'How to enable passkeys',
  moveToWorkloadIdentity: 'How to use a workload identity',
  upgradeClient: 'Which client versions work',
  trustHomeTenant: "How to trust the home tenant's MFA",
  sendMultipleAuthn: 'How to send the MFA claim',
  coverByPolicy: 'How to require MFA by policy',
  endSkip: 'How to end the skipping of MFA',
  keepToSync: 'What the sync account is for',
  checkDetails: 'How to read the sign-in record',
  endRememberedDevices: 'Where remembered devices are set',
  endTrustedPlaces: 'How locations work in policies',
  endNetworkTrust: 'Where trusted networks are set',
  endAppPasswords: 'What app passwords are',
  requireMfaOfDevices: 'How grants work in policies',
  waitForNext: 'What the sign-in log shows of MFA',
  exportDetails: 'How to export the log',
  readEarlier: 'What the sign-in log says of MFA',
  bindCertificates: 'How to bind certificates',
  useExternalMfa: 'How to set up external MFA',
  finishMfa: 'How users manage their methods',
  checkBlock: 'How to find the policy that blocks',
  askAboutPassword: 'What a sign-in record shows',
} as const satisfies Record<Action | VerdictAction, string>;

/** Whom the tenant's own policies demand MFA of. */
export const COVERAGE_WORDS = {
  everyone: 'Everyone',
  someone: 'Some',
  reportOnly: 'Nobody yet: report-only',
  none: 'Nobody',
} as const satisfies Record<Coverage, string>;

export const CLOUD_WORDS = {
  global: 'public cloud',
  usgov: 'US Government cloud',
  usgovdod: 'US Department of Defense cloud',
  china: 'cloud operated by 21Vianet in China',
} as const satisfies Record<Cloud, string>;
