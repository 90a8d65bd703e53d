import { ABSENT, LEFT_OUT } from './evidence';
import type { Judged } from './judged';
import {
  CANNOT_TELL,
  type CannotTell,
  type MfaProof,
  type OutOfScope,
  type Signal,
  SKIPS,
  type Skip,
  type Verdict,
  WITHOUT_MFA,
  type WithoutMfa,
} from './verdict';

/**
 * Why a sign-in puts its account on a list. `passwordAlone` is the commonest `weakPrimary`; `detailsLeftOut` is `noDetails` of
 * a source that does not have the fields.
 */
export type ListedCause = FindingCause | Signal;

/** Why a sign-in is a finding. */
export type FindingCause = 'passwordAlone' | 'detailsLeftOut' | WithoutMfa | Skip | CannotTell;

export const FINDING_CAUSES = [
  'passwordAlone',
  'detailsLeftOut',
  ...WITHOUT_MFA,
  ...SKIPS,
  ...CANNOT_TELL,
] as const satisfies FindingCause[];

/** The most exact name for the decision about a sign-in; no two unions share a name. */
export type Cause = ListedCause | MfaProof | OutOfScope;

export function causeOf({ verdict, signal }: Pick<Judged, 'verdict' | 'signal'>): Cause {
  switch (verdict.kind) {
    case 'mfa':
      return verdict.by;
    case 'withoutMfa':
    case 'cannotTell':
      return findingCause(verdict);
    case 'outOfScope':
      return signal ?? verdict.because;
  }
}

export function findingCause(
  verdict: Verdict & { readonly kind: 'withoutMfa' | 'cannotTell' },
): FindingCause {
  if (verdict.kind === 'cannotTell')
    return verdict.because === 'noDetails' && isLeftOut(verdict) ? 'detailsLeftOut' : verdict.because;
  if (verdict.because === 'skipped') return verdict.detail;
  return verdict.because === 'weakPrimary' && isPassword(verdict) ? 'passwordAlone' : verdict.because;
}

function isPassword({ evidence }: Verdict): boolean {
  return evidence.some(({ field, value }) => METHOD_FIELD.test(field) && PASSWORD.test(value));
}

function isLeftOut({ evidence }: Verdict): boolean {
  return evidence.some(({ value }) => value === ABSENT || value === LEFT_OUT);
}

const METHOD_FIELD = /authenticationMethod$/i;
const PASSWORD = /^password$/i;
