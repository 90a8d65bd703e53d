import type { EffectCounts } from '../../domain/account/effectCounts';
import { counted } from './counted';
import { countsInWords } from './effect';

/** The accounts of a report in numbers, for its headline and the sentences below. */
export type Standing = {
  readonly headline: Headline;
  /**
   * Accounts that signed in without MFA at all, also those that have not for 14 days or have done MFA since; `null` if
   * that is no more than the headline says, or was not counted.
   */
  readonly withoutMfaInAll: number | null;
};

export type Headline =
  | { readonly kind: 'notYetRead' | 'unreadable' }
  /** `nameless`: findings that belong to no account. */
  | { readonly kind: 'effects'; readonly counts: EffectCounts; readonly nameless: number };

/** The three numbers, in one sentence without a full stop. */
export function headlineInWords(headline: Headline): string {
  switch (headline.kind) {
    case 'notYetRead':
      return 'The sign-in log has not been read yet';
    case 'unreadable':
      return 'No sign-in could be read';
    case 'effects':
      return countsInWords(headline.counts);
  }
}

/** Read below the headline. */
export function besideHeadline({ headline, withoutMfaInAll }: Standing): readonly string[] {
  const inAll =
    withoutMfaInAll === null
      ? []
      : [`In all, ${counted(withoutMfaInAll, 'account')} of this log signed in without MFA.`];
  if (headline.kind !== 'effects') return inAll;
  const { nameless, counts } = headline;
  return [
    ...inAll,
    ...(nameless === 0 ? [] : [`${counted(nameless, 'finding')} cannot be assigned to an account.`]),
    ...(counts.excepted === 0
      ? []
      : [
          `${counted(counts.excepted, 'exempted account')} ${counts.excepted === 1 ? 'is' : 'are'} counted separately.`,
        ]),
  ];
}
