import type { AccountView } from '../../domain/account/account';
import type { DigestContent } from '../../domain/digest/digest';
import { plainText, unlinked } from '../../domain/plainText';
import { accountName } from '../accountName';
import { isolated } from '../isolated';
import { counted, inDigits } from './counted';
import { changesInBrief, isOfOldData } from './digestSubject';
import { effectInBrief } from './effect';
import { FINDINGS_FOLLOW } from './report';
import { rolesInWords } from './roles';

/** The changes in one sentence, below the headline. */
export function changesInWords(content: DigestContent): string | null {
  if (content.readUntil === null) return null;
  if (content.first) return 'This is the first digest. Each later digest lists only the changes.';
  const changes = changesInBrief(content, 'stopped');
  if (changes !== null) return `Since the last digest: ${changes}.`;
  // The warning above it says that nobody knows.
  return isOfOldData(content) ? null : 'Nothing has changed since the last digest.';
}

/** Read below the name of the tenant. */
export function dayInWords(day: string): string {
  return `MFA Watch, ${day}`;
}

export function digestTitle(day: string, tenant: string | null): string {
  return tenant === null ? day : `${tenant}: ${day}`;
}

/** Names the time zone for the whole mail. */
export function readUntilInWords(
  { readUntil, timeZone }: Pick<DigestContent, 'readUntil' | 'timeZone'>,
  showTime: (iso: string) => string,
): string {
  if (readUntil === null) return `${FINDINGS_FOLLOW} The next digest lists them.`;
  return `The sign-in log was read up to ${showTime(readUntil)}. All times in this mail are in the time zone ${timeZone}.`;
}

/** In the first lines, if sign-ins are missing. */
export function oldDataWarning(readUntil: string, showTime: (iso: string) => string): string {
  return `Old numbers: sign-ins after ${showTime(readUntil)} have not been read. See the end of this mail.`;
}

/** @param toFix problems that are more than notes */
export function problemsTitle(toFix: number): string {
  return toFix === 0 ? 'Good to know' : `MFA Watch needs help: ${counted(toFix, 'problem')}`;
}

/** `Anna Berg, Global Administrator: gets in with a password alone` */
export function administratorInWords({ effect, roles, ...account }: AccountView): string {
  return `${shortName(account)}, ${rolesInWords(roles)}: ${effectInBrief(effect)}`;
}

type Named = Parameters<typeof accountName>[0];

const LONGEST_NAME = 60;

/** A name that makes no link and is cut: a mail has no room for more. */
export function shortName(account: Named, longest = LONGEST_NAME): string {
  return harmless(accountName(account).name, longest);
}

/** A name of the tenant's among the words of a mail: it is cut, makes no link, and turns nothing around. */
export function harmless(name: string, longest: number): string {
  return isolated(unlinked(plainText(name, longest)));
}

const MOST_NAMED = 3;
const LONGEST_IN_LIST = 32;

/** `Anna Berg, Ben Carr, Cleo Dahl and 2 more in the report`: a few names, and the number of the others. */
export function namesInWords(accounts: readonly Named[], isReported: boolean): string {
  const named = accounts
    .slice(0, MOST_NAMED)
    .map((account) => shortName(account, LONGEST_IN_LIST))
    .join(', ');
  const left = accounts.length - MOST_NAMED;
  return left <= 0 ? named : `${named} ${moreInWords(left, isReported)}`;
}

/** `and 7 more in the report`, or without a report `and 7 more`. */
function moreInWords(left: number, isReported: boolean): string {
  return `and ${inDigits(left)} more${isReported ? ` ${IN_THE_REPORT}` : ''}`;
}

/** The same as a sentence of its own. */
export function leftOutInWords(left: number, isReported: boolean): string {
  return `And ${moreInWords(left, isReported).slice('and '.length)}.`;
}

/** Of the posts of Microsoft's message center that a mail leaves out. */
export function moreNoticesInWords(left: number): string {
  return `And ${inDigits(left)} more in the message center of Microsoft 365.`;
}

/** `6 accounts` */
export function countOf(accounts: number): string {
  return counted(accounts, 'account');
}

export function assumptionInWords(
  { assumedPhases }: DigestContent,
  showDay: (day: string) => string,
): string | null {
  const [first, second] = assumedPhases;
  if (first === undefined) return null;
  const phases = second === undefined ? `phase ${first}` : 'phase 1 and phase 2';
  return `MFA Watch may not read whether Microsoft enforces ${phases} in this tenant. It assumes that Microsoft does, as in every tenant of the public cloud since ${showDay('2026-07-01')}.`;
}

const SECTION_NAMES = {
  stoppedNow: 'Stopped now',
  soFar: 'Found so far',
  news: 'New',
  returned: 'Returned',
  stopped: 'Stopped since the last digest',
  resolved: 'Resolved',
  excepted: 'Exempted, not counted as open',
} as const;
export type SectionName = keyof typeof SECTION_NAMES;

export function sectionTitle(name: SectionName, accounts: number): string {
  return `${SECTION_NAMES[name]}: ${counted(accounts, 'account')}`;
}

/** Accounts of a step without a line of their own: `Also Anna Berg, Ben Carr`, or all of them without "Also". */
export function alsoInWords(
  accounts: readonly Named[],
  { isReported, isAll }: { readonly isReported: boolean; readonly isAll: boolean },
): string {
  const names = namesInWords(accounts, isReported);
  // A name that was cut ends with an ellipsis.
  const end = names.endsWith('…') || names.endsWith('…\u2069') ? '' : '.';
  return isAll ? `${names}${end}` : `Also ${names}${end}`;
}

/** Labels and links. */
export const DO_FIRST = 'Do first';
export const NO_STEP = 'No next step';
export const TO_DO = 'To do';
export const ADMINISTRATORS = 'Administrators who are still on the list';
export const DEADLINES = 'Deadlines';
export const HOW_TO = 'How to do it';
export const REPORT_LABEL = 'The report';
export const OPEN_REPORT = 'Open the report';
export const IN_THE_REPORT = 'in the report';

export function resolutionInWords(
  { lastFinding, lastMfa }: Pick<AccountView, 'lastFinding' | 'lastMfa'>,
  showTime: (iso: string) => string,
): string {
  const mfaCameLast = lastMfa !== null && (lastFinding === null || lastMfa > lastFinding);
  if (mfaCameLast) return `MFA was seen on ${showTime(lastMfa)}.`;
  if (lastFinding === null) return 'Newer records of the sign-in log show no finding.';
  return `No finding since ${showTime(lastFinding)}.`;
}

/** `null` if there is none. */
export function ongoingInWords({ ongoing }: DigestContent): string | null {
  if (ongoing === 0) return null;
  return `${counted(ongoing, 'account')} from earlier digests ${ongoing === 1 ? 'is' : 'are'} not resolved.`;
}

const MOST_UNREACHED = 5;

export function unreachedInWords({ unreached }: DigestContent): string | null {
  if (unreached.length === 0) return null;
  const names = unreached
    .slice(0, MOST_UNREACHED)
    .map(({ name, why }) => `${harmless(name, LONGEST_NAME)} (${UNREACHED[why]})`);
  const left = unreached.length - names.length;
  const more = left === 0 ? '' : ` and ${inDigits(left)} more`;
  if (unreached.length === 1)
    return `This Global Administrator does not get this mail: ${names.join()}. To reach this person, add a mail address to the enabled account (mail or otherMails) or to DIGEST_RECIPIENTS.`;
  return `These Global Administrators do not get this mail: ${names.join(', ')}${more}. To reach them, add a mail address to their enabled accounts (mail or otherMails) or to DIGEST_RECIPIENTS.`;
}

const UNREACHED = { disabled: 'disabled', noAddress: 'no mail address' } as const;

export const WHY_YOU =
  'You get this mail because you are a Global Administrator of the tenant, or because your address is in DIGEST_RECIPIENTS.';

/** At the foot of each digest. */
export const ABOUT_DIGEST = [
  'A digest lists only the changes since the last one. If Microsoft may still complete the record of a sign-in, a later digest reports that sign-in.',
  WHY_YOU,
  'To change who gets this mail, or when, set DIGEST_TO_GLOBAL_ADMINS, DIGEST_RECIPIENTS, DIGEST_TIME, DIGEST_TIME_ZONE or DIGEST_WHEN_QUIET on the function app.',
] as const;
