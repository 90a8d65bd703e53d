import { type BreakGlassReview, isLacking, type ReviewedAccount } from '../../domain/breakGlass/review';
import type { DigestContent } from '../../domain/digest/digest';
import { BREAK_GLASS_TITLE, LACKS, tooFewInWords } from '../words/breakGlass';
import { namesInWords } from '../words/digest';

/** What break-glass accounts lack, ready for text and for HTML. */
export type BreakGlassSection = {
  readonly title: string;
  readonly tooFew: string | null;
  readonly lacks: readonly { readonly label: string; readonly names: string; readonly step: string }[];
};

/** `null` if nothing is to be done. */
export function breakGlassSection({ breakGlass, reportUrl }: DigestContent): BreakGlassSection | null {
  if (breakGlass === null || !isLacking(breakGlass)) return null;
  return {
    title: BREAK_GLASS_TITLE,
    tooFew: tooFewInWords(breakGlass),
    lacks: CHECKS.map((check) => ({ ...LACKS[check], accounts: accountsThatLack(check, breakGlass) }))
      .filter(({ accounts }) => accounts.length > 0)
      .map(({ accounts, ...lack }) => ({ ...lack, names: namesInWords(accounts, reportUrl !== null) })),
  };
}

const CHECKS = Object.keys(LACKS) as (keyof typeof LACKS)[];

function accountsThatLack(check: keyof typeof LACKS, { accounts }: BreakGlassReview) {
  return accounts
    .filter(({ checks }) => checks.some((one) => one.check === check && one.result === 'notMet'))
    .map(named);
}

/** As the setting names it, if the directory does not. */
function named({ userId, userPrincipalName, userDisplayName, asked }: ReviewedAccount) {
  return { userId, userDisplayName, userPrincipalName: userPrincipalName ?? asked };
}
