import { counted, inDigits } from './counted';

/** The accounts of a report in numbers, for its headline and the sentence below. */
export type Standing = {
  readonly headline: Headline;
  /** Accounts that get in and are not part of the headline's numbers. */
  readonly guests: number;
  readonly excepted: number;
  /** Accounts that no longer get in. */
  readonly stopped: number;
  /**
   * Accounts that signed in without MFA at all, also those that have not for 14 days or have done MFA since; `null` if
   * that is no more than the headline says, or was not counted.
   */
  readonly withoutMfaInAll: number | null;
};

export type Headline =
  | { readonly kind: 'notYetRead' | 'unreadable' | 'nobody' }
  /** Findings of no account, and no open account. */
  | { readonly kind: 'nameless'; readonly findings: number }
  | { readonly kind: 'onlyOthers'; readonly others: readonly ('guests' | 'excepted')[] }
  /** The findings given do not cover every account. */
  | { readonly kind: 'atLeast'; readonly open: number; readonly without: number }
  | { readonly kind: 'exactly'; readonly without: number; readonly cannotTell: number };

/** Who still gets in without MFA, in one sentence without a full stop. */
export function headlineInWords(headline: Headline): string {
  switch (headline.kind) {
    case 'notYetRead':
      return 'The sign-in log has not been read yet';
    case 'unreadable':
      return 'No sign-in could be read';
    case 'nobody':
      return 'No account gets in without MFA';
    case 'nameless':
      return `${counted(headline.findings, 'finding')} cannot be assigned to an account; no known account gets in without MFA`;
    case 'onlyOthers':
      return `Only ${headline.others.map((other) => OTHERS[other]).join(' and ')} still get in without proven MFA`;
    case 'atLeast':
      return atLeast(headline.open, headline.without);
    case 'exactly':
      return exactly(headline.without, headline.cannotTell);
  }
}

const OTHERS = { guests: 'guests', excepted: 'exempted accounts' } as const;

function atLeast(open: number, without: number): string {
  const sentence = `${counted(open, 'account')} still ${get(open)} in without proven MFA`;
  return without === 0 ? sentence : `${sentence}, at least ${inDigits(without)} of them without MFA`;
}

function exactly(without: number, cannotTell: number): string {
  if (without === 0) return `The log cannot tell whether ${counted(cannotTell, 'account')} did MFA`;
  const rest = cannotTell === 0 ? '' : `; for ${inDigits(cannotTell)} more the log cannot tell`;
  return `${counted(without, 'account')} still ${get(without)} in without MFA${rest}`;
}

function get(count: number): 'gets' | 'get' {
  return count === 1 ? 'gets' : 'get';
}

/** Read below the headline: who else gets in, and who no longer does. */
export function besideHeadline({ withoutMfaInAll, stopped, guests, excepted }: Standing): readonly string[] {
  const others = [
    ...(guests === 0 ? [] : [counted(guests, 'guest')]),
    ...(excepted === 0 ? [] : [counted(excepted, 'exempted account')]),
  ];
  return [
    ...(withoutMfaInAll === null
      ? []
      : [`In all, ${counted(withoutMfaInAll, 'account')} of this log signed in without MFA.`]),
    ...(stopped === 0 ? [] : [`${counted(stopped, 'account')} ${isOrAre(stopped)} stopped.`]),
    ...(others.length === 0
      ? []
      : [`${others.join(' and ')} ${isOrAre(guests + excepted)} counted separately.`]),
  ];
}

function isOrAre(count: number): 'is' | 'are' {
  return count === 1 ? 'is' : 'are';
}
