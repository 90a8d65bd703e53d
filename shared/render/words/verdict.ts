import type { Finding } from '../../domain/finding/finding';
import type {
  CannotTell,
  MfaProof,
  OutOfScope,
  Skip,
  VerdictKind,
  WithoutMfa,
} from '../../domain/verdict/verdict';

/** The name of each verdict, and its meaning to a reader who never saw the log. */
export const VERDICT_WORDS = {
  withoutMfa: {
    label: 'Without MFA',
    meaning: 'The sign-in completed, and the log shows that MFA was not done.',
  },
  cannotTell: {
    label: 'Cannot tell',
    meaning: 'The sign-in completed, and the log does not show whether MFA was done.',
  },
  mfa: {
    label: 'MFA',
    meaning: 'MFA was done at this sign-in, or earlier and the sign-in still carries the proof.',
  },
  outOfScope: {
    label: 'Not in scope',
    meaning:
      'Mandatory MFA does not apply: the sign-in did not complete, or the app or the user is out of its scope.',
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
  customControl: 'A custom control of Conditional Access was used, which does not count as MFA',
  unknownMethod: 'The record names a method that MFA Watch does not know',
  conflicting: 'The fields of the record contradict each other',
  appNotEnforced: 'Mandatory MFA does not cover the app',
  resourceNotEnforced:
    'The resource is not Azure Resource Manager, the only one that requires MFA of this client',
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
  corporateNetwork: 'the sign-in came from the corporate network',
  brokerFlow: 'the sign-in came through a sign-in broker',
  other: 'the record gives another reason',
} as const satisfies Record<Skip, string>;

/** Why a sign-in has its verdict, as one short sentence without a full stop. */
export function reasonInWords(finding: Pick<Finding, 'because' | 'detail'>): string {
  const reason = REASON_WORDS[finding.because];
  return finding.detail === null ? reason : `${reason}: ${SKIP_WORDS[finding.detail]}`;
}
