import { ABSENT, LEFT_OUT } from './evidence';
import type { Judged } from './judged';
import type { CannotTell, MfaProof, OutOfScope, Signal, Skip, Verdict, WithoutMfa } from './verdict';

/**
 * Why a sign-in puts its account on a list. `passwordAlone` is the commonest `weakPrimary`; `detailsLeftOut` is `noDetails` of
 * a source that does not have the fields.
 */
export type ListedCause = 'passwordAlone' | 'detailsLeftOut' | WithoutMfa | Skip | CannotTell | Signal;

/** The most exact name for the decision about a sign-in; no two unions share a name. */
export type Cause = ListedCause | MfaProof | OutOfScope;

export function causeOf({ verdict, signal }: Pick<Judged, 'verdict' | 'signal'>): Cause {
  switch (verdict.kind) {
    case 'mfa':
      return verdict.by;
    case 'withoutMfa':
      if (verdict.because === 'skipped') return verdict.detail;
      return verdict.because === 'weakPrimary' && isPassword(verdict) ? 'passwordAlone' : verdict.because;
    case 'cannotTell':
      return verdict.because === 'noDetails' && isLeftOut(verdict) ? 'detailsLeftOut' : verdict.because;
    case 'outOfScope':
      return signal ?? verdict.because;
  }
}

function isPassword({ evidence }: Verdict): boolean {
  return evidence.some(({ field, value }) => METHOD_FIELD.test(field) && PASSWORD.test(value));
}

function isLeftOut({ evidence }: Verdict): boolean {
  return evidence.some(({ value }) => value === ABSENT || value === LEFT_OUT);
}

const METHOD_FIELD = /authenticationMethod$/i;
const PASSWORD = /^password$/i;
