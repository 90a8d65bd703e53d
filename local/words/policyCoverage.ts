import type { Coverage } from '../../shared/domain/coverage/coverage';
import { counted, inDigits } from '../../shared/render/words/counted';
import { REACH_WORDS, REQUIRED_OF } from '../../shared/render/words/matrix';
import { quotedFew } from './policy';

export const GAPS_TITLE = 'Who gets in without MFA, and why:';
export const NOTHING_TO_CLOSE = 'There is no gap for a policy to close.';
export const CLOSING_TITLE = 'The policy that would close the gaps, report-only (--out FILE writes it):';

/** In the words of the report. */
export function coverageInWords(coverage: Coverage): string {
  return `${REQUIRED_OF}: ${REACH_WORDS[coverage]}`;
}

/** @param policies the names of the policies that block */
export function blockedInWords(policies: readonly string[]): string {
  return `Others are blocked by ${quotedFew(policies)}.`;
}

export function morePoliciesInWords(left: number): string {
  return `and the gaps of ${counted(left, 'more policy', 'more policies')}`;
}

export function allGapsInWords(gaps: number): string {
  return `${counted(gaps, 'gap')} in all; --format json lists them.`;
}

type Notes = {
  readonly covered: number;
  readonly apps: number;
  /** `null` if it is not known. */
  readonly securityDefaults: boolean | null;
  readonly isEnforced: boolean;
};

/** The whole tenant, a sentence each. */
export function notesInWords({ covered, apps, securityDefaults, isEnforced }: Notes): readonly string[] {
  return [
    `MFA is required of everyone at ${inDigits(covered)} of ${counted(apps, 'enforced app')}.`,
    securityDefaultsInWords(securityDefaults),
    ...(isEnforced ? [] : ['Microsoft does not enforce MFA in this cloud.']),
  ];
}

function securityDefaultsInWords(securityDefaults: boolean | null): string {
  if (securityDefaults === null) return 'Security defaults: not known. Add --security-defaults on or off.';
  return securityDefaults
    ? 'Security defaults: on. Turn them off before you enable a policy.'
    : 'Security defaults: off.';
}
