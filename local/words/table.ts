import { counted, inDigits } from '../../shared/render/words/counted';

export const ALL_SIGN_INS = 'All sign-ins';
export const APP_COLUMN = 'Enforced app';

export function readInWords(read: number, rejected: number): string {
  return `${counted(read, 'record')} read, ${inDigits(rejected)} could not be decoded`;
}

/** @param from and `to` as the table shows times */
export function spanInWords(from: string, to: string): string {
  return `Sign-ins from ${from} to ${to} UTC`;
}

export function accountsTitle(accounts: number): string {
  return `${counted(accounts, 'account')} listed, worst first; times in UTC`;
}

export function moreAccountsInWords(left: number): string {
  return `and ${inDigits(left)} more: see --format json, csv or html`;
}

export function moreReasonsInWords(left: number): string {
  return `and ${counted(left, 'more reason')}`;
}

/** @param advice a sentence; `null` if there is nothing to do */
export function nextInWords(advice: string | null): string {
  return `Next: ${advice ?? 'Nothing. The account has done MFA since.'}`;
}
