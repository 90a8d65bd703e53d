import type { AccountView } from '../../domain/account/account';
import type { DigestContent } from '../../domain/digest/digest';
import type { FirstStep } from '../../domain/digest/firstSteps';
import { isNote } from '../../domain/problem';
import { accountName } from '../accountName';
import { plainText, unlinked } from '../plainText';
import { ADVICE_WORDS } from './advice';
import { counted, inDigits } from './counted';
import { coverageInBrief } from './coverageNews';
import { countsInBrief, countsInWords, effectInBrief } from './effect';
import { FINDINGS_FOLLOW, FIX_FIRST } from './report';
import { rolesInWords } from './roles';

const UNREAD = 'the sign-in log has not been read yet';

/** The three numbers, without a full stop. */
export function digestHeadline({ readUntil, effects }: DigestContent): string {
  return readUntil === null ? UNREAD : countsInWords(effects);
}

/** Numbers only: subjects and previews show on locked phones. */
export function digestSubject(content: DigestContent): string {
  const { readUntil, effects } = content;
  const { length } = content.problems.filter((problem) => !isNote(problem));
  const parts = [
    readUntil === null ? UNREAD : countsInBrief(effects),
    ...(readUntil === null || content.first ? [] : [changesInBrief(content) ?? 'nothing new']),
    ...(length === 0 ? [] : [`${counted(length, 'problem')} to fix`]),
  ];
  return `MFA Watch: ${parts.join('; ')}`;
}

/** The changes in one sentence, below the headline. */
export function changesInWords(content: DigestContent): string | null {
  if (content.readUntil === null) return null;
  if (content.first) return 'This is the first digest. Each later digest lists only the changes.';
  const changes = changesInBrief(content);
  return changes === null
    ? 'Nothing has changed since the last digest.'
    : `Since the last digest: ${changes}.`;
}

/** `2 new, 1 returned, 3 stopped`; `null` if nothing changed. */
function changesInBrief(content: DigestContent): string | null {
  const { news, returned, stopped, resolved, newlyExcepted } = content;
  const counts = [
    { count: news.length, verb: 'new' },
    { count: returned.length, verb: 'returned' },
    { count: stopped.length, verb: 'newly stopped' },
    { count: resolved.length, verb: 'resolved' },
    { count: newlyExcepted, verb: 'exempted' },
  ];
  const parts = counts.flatMap(({ count, verb }) => (count === 0 ? [] : [`${inDigits(count)} ${verb}`]));
  const others = [coverageInBrief(content.coverage), microsoftInBrief(content)];
  parts.push(...others.filter((part) => part !== null));
  return parts.length === 0 ? null : parts.join(', ');
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

/** Read in the first lines: `Anna Berg, Global Administrator: gets in with a password alone`. */
export function administratorInWords({ effect, roles, ...account }: AccountView): string {
  const name = unlinked(accountName(account).name);
  return `${name}, ${rolesInWords(roles)}: ${effectInBrief(effect)}`;
}

export const DO_FIRST = 'Do first';
const MOST_NAMED_FIRST = 3;

/** `Have the user register an MFA method at aka.ms/mfasetup. 5 accounts: Anna Berg, …` */
export function firstStepInWords({ action, accounts }: FirstStep): string {
  const names = accounts.slice(0, MOST_NAMED_FIRST).map((account) => unlinked(accountName(account).name));
  const left = accounts.length - names.length;
  const more = left > 0 ? ` and ${inDigits(left)} more` : '';
  return `${ADVICE_WORDS[action].sentence} ${counted(accounts.length, 'account')}: ${names.join(', ')}${more}.`;
}

export function administratorsTitle(count: number): string {
  return `${counted(count, 'administrator')} on the list`;
}

export function moreAdministrators(left: number): string {
  return `and ${counted(left, 'more administrator')}`;
}

export function assumptionInWords({ assumedPhases }: DigestContent): string | null {
  const [first, second] = assumedPhases;
  if (first === undefined) return null;
  const phases = second === undefined ? `phase ${first}` : 'phase 1 and phase 2';
  return `MFA Watch may not read whether Microsoft enforces ${phases} in this tenant. It assumes that Microsoft does, as in every tenant of the public cloud since 1 July 2026.`;
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
export const NEXT_DEADLINE = 'Next deadline';
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

/** `null` if none is open. */
export function ongoingInWords({ ongoing }: DigestContent): string | null {
  if (ongoing === 0) return null;
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
