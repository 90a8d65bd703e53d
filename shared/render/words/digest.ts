import type { AccountView } from '../../domain/account/account';
import type { DigestContent } from '../../domain/digest/digest';
import { isNote } from '../../domain/problem';
import { plainText, unlinked } from '../plainText';
import { counted, inDigits } from './counted';
import { coverageInBrief } from './coverageNews';
import { FINDINGS_FOLLOW, FIX_FIRST } from './report';

/** The change in a few words. Counts only: subjects and previews show on locked phones. */
export function digestHeadline(content: DigestContent): string {
  if (content.readUntil === null) return 'the sign-in log has not been read yet';
  const changes = changesInWords(content);
  if (content.first) return `first digest, ${changes ?? 'no account gets in without proven MFA'}`;
  return (
    changes ??
    `nothing changed, ${content.ongoing === 0 ? 'no account' : counted(content.ongoing, 'account')} still open`
  );
}

export function digestSubject(content: DigestContent): string {
  const { length } = content.problems.filter((problem) => !isNote(problem));
  const problems = length === 0 ? '' : `; ${counted(length, 'problem')} to fix`;
  return `MFA Watch: ${digestHeadline(content)}${problems}`;
}

function changesInWords(content: DigestContent): string | null {
  const { first, news, returned, stopped, resolved, newlyExcepted } = content;
  const parts = news.length === 0 ? [] : [arrivals(news.length, first)];
  const rest = [
    { count: returned.length, verb: 'returned' },
    { count: stopped.length, verb: 'stopped' },
    { count: resolved.length, verb: 'resolved' },
    { count: newlyExcepted, verb: 'exempted' },
  ];
  for (const { count, verb } of rest) {
    if (count === 0) continue;
    parts.push(`${parts.length === 0 ? counted(count, 'account') : inDigits(count)} ${verb}`);
  }
  const others = [coverageInBrief(content.coverage), microsoftInBrief(content)];
  parts.push(...others.filter((part) => part !== null));
  return parts.length === 0 ? null : parts.join(', ');
}

/** "Proven", because accounts are counted too if the log cannot tell. */
function arrivals(count: number, first: boolean): string {
  return `${counted(count, first ? 'account' : 'new account')} ${count === 1 ? 'gets' : 'get'} in without proven MFA`;
}

/** The first digest reports the state, not changes. */
function microsoftInBrief({ first, microsoft: { enforcement, notices } }: DigestContent): string | null {
  if (first) return null;
  if (enforcement !== null) return "Microsoft's enforcement changed";
  return notices.length === 0 ? null : `${counted(notices.length, 'notice')} from Microsoft`;
}

export function digestTitle(day: string): string {
  return `MFA Watch digest for ${day}`;
}

export function readUntilInWords({ readUntil }: DigestContent, showTime: (iso: string) => string): string {
  if (readUntil === null) return `${FINDINGS_FOLLOW} The next digest lists them.`;
  return `The sign-in log was read up to ${showTime(readUntil)}.`;
}

/** @param toFix problems that are more than notes */
export function problemsTitle(toFix: number): string {
  return toFix === 0 ? 'Good to know' : `${FIX_FIRST}: ${counted(toFix, 'problem')}`;
}

const SECTION_NAMES = {
  soFar: 'Found so far',
  news: 'New',
  returned: 'Returned',
  stopped: 'Stopped now',
  resolved: 'Resolved',
  excepted: 'Exempted, not counted as open',
} as const;
export type SectionName = keyof typeof SECTION_NAMES;

export function sectionTitle(name: SectionName, accounts: number): string {
  return `${SECTION_NAMES[name]}: ${counted(accounts, 'account')}`;
}

export function moreAccounts(left: number): string {
  return `and ${inDigits(left)} more`;
}

/** Labels and links. */
export const TO_DO = 'To do';
export const NEXT = 'Next';
export const STILL_OPEN = 'Still open';
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

/** `null` if none is open, or if nothing changed: the headline says it then. */
export function ongoingInWords(content: DigestContent): string | null {
  const { ongoing } = content;
  if (ongoing === 0 || changesInWords(content) === null) return null;
  return `${counted(ongoing, 'account')} from earlier digests ${ongoing === 1 ? 'is' : 'are'} still open.`;
}

export function unreachedInWords({ unreached }: DigestContent): string | null {
  if (unreached.length === 0) return null;
  const names = unreached.map(({ name, why }) => `${unlinked(plainText(name, 80))} (${UNREACHED[why]})`);
  return `These Global Administrators do not get this mail: ${names.join(', ')}. To reach them, add a mail address to their enabled accounts (mail or otherMails) or to DIGEST_RECIPIENTS.`;
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
