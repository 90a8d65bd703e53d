import type { Summary } from '../../shared/domain/verdict/summary';
import { counted, inDigits } from '../../shared/render/words/counted';
import { ACCOUNT_COLUMNS, NOTHING_TO_DO } from '../../shared/render/words/report';

/** How many records were read, and how many sign-ins they are: the numbers that a table of verdicts adds up to. */
export function readInWords({
  read,
  rejected,
  byVerdict,
}: Pick<Summary, 'read' | 'rejected' | 'byVerdict'>): string {
  const signIns = Object.values(byVerdict).reduce((sum, count) => sum + count, 0);
  const repeated =
    signIns === read
      ? ''
      : `; they are ${counted(signIns, 'sign-in')}, because records of one attempt to sign in count once`;
  return `${counted(read, 'record')} read, ${inDigits(rejected)} could not be decoded${repeated}`;
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
  return `${ACCOUNT_COLUMNS.next}: ${advice ?? `${NOTHING_TO_DO}.`}`;
}
