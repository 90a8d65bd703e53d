import type { DigestContent } from '../../domain/digest/digest';
import { isNote } from '../../domain/problem';
import { counted, inDigits } from '../words/counted';
import { coverageInBrief } from '../words/coverageNews';

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
  const problems = length === 0 ? '' : `; ${counted(length, 'problem')} to mend`;
  return `MFA Watch: ${digestHeadline(content)}${problems}`;
}

export function hasChanges(content: DigestContent): boolean {
  const { news, returned, stopped, resolved, newlyExcepted, coverage } = content;
  const accounts = news.length + returned.length + stopped.length + resolved.length + newlyExcepted;
  return accounts > 0 || coverageInBrief(coverage) !== null || microsoftInWords(content) !== null;
}

/** The first digest tells how things stand, not what has changed. */
function microsoftInWords({ first, microsoft: { enforcement, notices } }: DigestContent): string | null {
  if (first) return null;
  if (enforcement !== null) return "Microsoft's enforcement changed";
  return notices.length === 0 ? null : `${counted(notices.length, 'notice')} from Microsoft`;
}

function changesInWords(content: DigestContent): string | null {
  const { first, news, returned, stopped, resolved, newlyExcepted, coverage } = content;
  const parts = news.length === 0 ? [] : [arrivals(news.length, first)];
  const rest = [
    { count: returned.length, verb: 'returned' },
    { count: stopped.length, verb: 'stopped' },
    { count: resolved.length, verb: 'resolved' },
    { count: newlyExcepted, verb: 'excepted' },
  ];
  for (const { count, verb } of rest) {
    if (count === 0) continue;
    parts.push(`${parts.length === 0 ? counted(count, 'account') : inDigits(count)} ${verb}`);
  }
  const policies = coverageInBrief(coverage);
  if (policies !== null) parts.push(policies);
  const microsoft = microsoftInWords(content);
  if (microsoft !== null) parts.push(microsoft);
  return parts.length === 0 ? null : parts.join(', ');
}

/** "Proven", as an account is also told of when the log cannot tell. */
function arrivals(count: number, first: boolean): string {
  return `${counted(count, first ? 'account' : 'new account')} ${count === 1 ? 'gets' : 'get'} in without proven MFA`;
}
