import { changesOf } from '../../domain/digest/changes';
import type { DigestContent } from '../../domain/digest/digest';
import { isNote } from '../../domain/problem';
import { counted, inDigits } from './counted';
import { coverageInBrief } from './coverageNews';
import { graveInBrief, nobodyInBrief, othersInBrief, restInBrief, UNREAD } from './digestHeadline';
import { FINDINGS_FOLLOW } from './report';
import { STEP_WORDS } from './step';

/**
 * Numbers only: subjects and previews show on locked phones. Old data come first, then what is new, then the numbers of
 * today, because a phone shows some 50 characters.
 *
 * @param showDay writes the day of a time
 */
export function digestSubject(content: DigestContent, showDay: (iso: string) => string): string {
  return `MFA Watch: ${subjectParts(content, showDay).join('; ')}`;
}

function subjectParts(content: DigestContent, showDay: (iso: string) => string): string[] {
  const age = oldDataInWords(content, showDay);
  if (content.readUntil === null) return [UNREAD, ...problemCount(content)];
  const today = [graveInBrief(content), ...(content.first ? [othersInBrief(content)] : [])];
  const said = today.filter((part) => part !== null);
  const numbers = said.length > 0 ? said : [restInBrief(content) ?? nobodyInBrief(content)];
  const changes = content.first ? null : changesInBrief(content, 'just stopped');
  // Nobody knows whether anything is new after the last sign-in that was read.
  const nothing = content.first || age !== null ? [] : ['nothing new'];
  return [
    ...(age === null ? [] : [age]),
    ...(changes === null ? nothing : [changes]),
    ...numbers,
    ...(age === null ? problemCount(content) : []),
  ];
}

/** `null` if the log has been read to its end. */
export function oldDataInWords(
  { readUntil, problems }: DigestContent,
  showDay: (iso: string) => string,
): string | null {
  return readUntil !== null && isOfOldData({ problems })
    ? `sign-ins not read since ${showDay(readUntil)}`
    : null;
}

/** Whether sign-ins are missing, so that nobody knows whether anything has changed. */
export function isOfOldData({ problems }: Pick<DigestContent, 'problems'>): boolean {
  return problems.some(({ code }) => OLD_DATA.has(code));
}

const OLD_DATA: ReadonlySet<string> = new Set(['pollLate', 'licenceRefused']);

function problemCount({ problems }: DigestContent): string[] {
  const { length } = problems.filter((problem) => !isNote(problem));
  return length === 0 ? [] : [`${counted(length, 'problem')} to fix`];
}

/**
 * `2 stopped, 1 new (1 admin)`; `null` if nothing changed.
 *
 * @param stops what the accounts are that were stopped since the last digest; it may have listed earlier stops of theirs
 */
export function changesInBrief(content: DigestContent, stops: 'stopped' | 'just stopped'): string | null {
  const { stopped, news, returned, resolved } = changesOf(content);
  const counts = [
    { accounts: stopped, verb: stops },
    { accounts: news, verb: 'new' },
    { accounts: returned, verb: 'returned' },
  ];
  const parts = [
    ...counts.map(({ accounts, verb }) => changeInBrief(accounts, verb)),
    coverageInBrief(content.coverage),
    microsoftInBrief(content),
    ...[
      { count: resolved.length, verb: 'resolved' },
      { count: content.newlyExcepted, verb: 'exempted' },
    ].map(({ count, verb }) => (count === 0 ? null : `${inDigits(count)} ${verb}`)),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(', ');
}

function changeInBrief(accounts: DigestContent['news'], verb: string): string | null {
  if (accounts.length === 0) return null;
  const admins = accounts.filter(({ roles }) => roles.length > 0).length;
  return `${inDigits(accounts.length)} ${verb}${admins === 0 ? '' : ` (${counted(admins, 'admin')})`}`;
}

/** The first digest reports the state, not changes. */
function microsoftInBrief({ first, microsoft: { enforcement, notices } }: DigestContent): string | null {
  if (first) return null;
  if (enforcement !== null) return "Microsoft's enforcement changed";
  return notices.length === 0 ? null : `${counted(notices.length, 'notice')} from Microsoft`;
}

/**
 * What the list of mails shows beside the subject, without names of people: the tenant, what to do first, and numbers that
 * the subject has not.
 */
export function preheaderInWords(content: DigestContent, tenant: string | null): string {
  const about = tenant === null ? [] : [`${tenant}.`];
  if (content.readUntil === null) return [...about, FINDINGS_FOLLOW].join(' ');
  const rest = content.first ? null : restInBrief(content);
  const isInSubject = graveInBrief(content) === null;
  const steps = content.firstSteps.map(
    ({ action, accounts }) => `${STEP_WORDS[action]} (${inDigits(accounts.length)})`,
  );
  return [
    ...about,
    ...(steps.length === 0 ? [NOTHING_FIRST] : [`Do first: ${steps.join('; ')}.`]),
    ...(rest === null || isInSubject ? [] : [`In all, ${rest}.`]),
  ].join(' ');
}

const NOTHING_FIRST = 'No next step is waiting.';
