import { isLacking, type ReviewedAccount } from '../../domain/breakGlass/review';
import type { DigestContent } from '../../domain/digest/digest';
import { accountName } from '../accountName';
import { unlinked } from '../plainText';
import { BREAK_GLASS_TITLE, lacksInWords, lastUseInWords, tooFewInWords } from '../words/breakGlass';

/** The break-glass accounts that need something, ready for text and for HTML. */
export type BreakGlassSection = {
  readonly title: string;
  readonly tooFew: string | null;
  readonly accounts: readonly { readonly name: string; readonly lines: readonly string[] }[];
};

/** `null` if nothing is to be done. */
export function breakGlassSection(
  { breakGlass }: DigestContent,
  showTime: (iso: string) => string,
): BreakGlassSection | null {
  if (breakGlass === null || !isLacking(breakGlass)) return null;
  return {
    title: BREAK_GLASS_TITLE,
    tooFew: tooFewInWords(breakGlass),
    accounts: breakGlass.accounts
      .map((account) => ({ name: nameOf(account), lines: linesOf(account, showTime) }))
      .filter(({ lines }) => lines.length > 0),
  };
}

function nameOf({ userPrincipalName, asked, ...account }: ReviewedAccount): string {
  return unlinked(accountName({ ...account, userPrincipalName: userPrincipalName ?? asked }).name);
}

/** None if the account lacks nothing. */
function linesOf({ userId, checks, lastUse }: ReviewedAccount, showTime: (iso: string) => string): string[] {
  const lacks = lacksInWords(checks, showTime);
  const lines = lacks.map(({ sentence, step }) => unlinked(`${sentence} ${step}`));
  return lines.length === 0 || userId === null ? lines : [lastUseInWords(lastUse, showTime), ...lines];
}
