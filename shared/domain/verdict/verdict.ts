/** The conclusion about one sign-in, and the reason. Closed: a new member must fail to compile wherever it matters. */
export type Verdict =
  | { readonly kind: 'mfa'; readonly by: MfaProof; readonly evidence: Evidence }
  | {
      readonly kind: 'withoutMfa';
      readonly because: 'skipped';
      readonly detail: Skip;
      readonly evidence: Evidence;
    }
  | { readonly kind: 'withoutMfa'; readonly because: WithoutMfa; readonly evidence: Evidence }
  | { readonly kind: 'cannotTell'; readonly because: CannotTell; readonly evidence: Evidence }
  | { readonly kind: 'outOfScope'; readonly because: OutOfScope; readonly evidence: Evidence };

export type VerdictKind = Verdict['kind'];

export const VERDICT_KINDS = [
  'withoutMfa',
  'cannotTell',
  'mfa',
  'outOfScope',
] as const satisfies VerdictKind[];

export const MFA_PROOFS = [
  'prompted',
  'claimInToken',
  'externalProvider',
  'strongPrimary',
  'requirementMet',
  'sameSession',
] as const;
export type MfaProof = (typeof MFA_PROOFS)[number];

export const SKIPS = [
  'appPassword',
  'rememberedDevice',
  'registeredDevice',
  'location',
  'corporateNetwork',
  'brokerFlow',
  'other',
] as const;
export type Skip = (typeof SKIPS)[number];

/** The reasons other than `skipped`, the only one with a detail. */
export const WITHOUT_MFA = ['weakPrimary', 'expiredProof', 'registrationPrompted'] as const;
export type WithoutMfa = (typeof WITHOUT_MFA)[number];

export const CANNOT_TELL = [
  'noDetails',
  'firstFactorFromToken',
  'certificateStrength',
  'guestHomeTenant',
  'federatedProof',
  'customControl',
  'unknownMethod',
  'conflicting',
] as const;
export type CannotTell = (typeof CANNOT_TELL)[number];

export const OUT_OF_SCOPE = [
  'appNotEnforced',
  'resourceNotEnforced',
  'notCompleted',
  'workloadIdentity',
  'otherTenantsResource',
  'noAccess',
  'supportAccess',
] as const;
export type OutOfScope = (typeof OUT_OF_SCOPE)[number];

/** Fields of the record, under Microsoft's names, with the values that decided. Never empty. */
export type Evidence = readonly [EvidenceItem, ...EvidenceItem[]];
export type EvidenceItem = { readonly field: string; readonly value: string };

/** `field: value; field: value`, for a reader who checks it in the portal. */
export function describeEvidence(evidence: Evidence): string {
  return evidence.map(({ field, value }) => `${field}: ${value}`).join('; ');
}

/** The reason, whatever the verdict. */
export function reasonOf(verdict: Verdict): MfaProof | 'skipped' | WithoutMfa | CannotTell | OutOfScope {
  return verdict.kind === 'mfa' ? verdict.by : verdict.because;
}

export function detailOf(verdict: Verdict): Skip | null {
  return verdict.kind === 'withoutMfa' && verdict.because === 'skipped' ? verdict.detail : null;
}

/** Why a sign-in did not complete, as far as that concerns its account. */
export const SIGNALS = ['mustRegister', 'mfaFailed', 'blocked', 'passwordFailed'] as const;
export type Signal = (typeof SIGNALS)[number];
