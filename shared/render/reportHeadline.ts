import type { AccountView } from '../domain/account/account';
import type { ReportContent } from '../domain/report';
import { openGroupOf } from './accountGroups';
import { counted, inDigits } from './counted';

/** Who still gets in without MFA, in one sentence; guests and excepted accounts are counted in one of their own. */
export function reportHeadline(content: ReportContent): string {
  if (content.to === null) return 'Nothing has been read yet';
  const open = content.accounts.filter((account) => openGroupOf(account) === 'open');
  if (open.length === 0) return nobody(content);
  const seen = usersSeen(content);
  const without = open.filter(({ userId }) => seen.withoutMfa.has(userId)).length;
  const cannotTell = open.filter(
    ({ userId }) => !seen.withoutMfa.has(userId) && seen.cannotTell.has(userId),
  ).length;
  if (content.findingsCut || without + cannotTell < open.length) return uncertain(open.length, without);
  if (without === 0) return `For ${counted(cannotTell, 'account')}, the log cannot tell whether MFA was done`;
  const rest = cannotTell === 0 ? '' : `; for ${inDigits(cannotTell)} more the log cannot tell`;
  return `${counted(without, 'account')} still ${get(without)} in without MFA${rest}`;
}

function nobody({ accounts, findings }: ReportContent): string {
  const nameless = findings.filter(({ userId }) => userId === null).length;
  if (nameless > 0)
    return `${counted(nameless, 'finding')} cannot be put to an account; no other gets in without MFA`;
  const others = [
    ...(accounts.some((account) => openGroupOf(account) === 'guests') ? ['guests'] : []),
    ...(accounts.some(isExceptedFinding) ? ['excepted accounts'] : []),
  ];
  return others.length === 0
    ? 'No account gets in without MFA'
    : `Only ${others.join(' and ')} still get in without proven MFA`;
}

/** Where the findings given do not cover every account, so that no exact split can be told. */
function uncertain(open: number, without: number): string {
  const sentence = `${counted(open, 'account')} still ${get(open)} in without proven MFA`;
  return without === 0 ? sentence : `${sentence}, at least ${inDigits(without)} of them without MFA`;
}

/** Who is not counted in the headline, though they may get in; `null` when nobody is. */
export function othersInWords({ accounts }: ReportContent): string | null {
  const guests = accounts.filter((account) => openGroupOf(account) === 'guests').length;
  const excepted = accounts.filter(isExceptedFinding).length;
  const others = [
    ...(guests === 0 ? [] : [counted(guests, 'guest')]),
    ...(excepted === 0 ? [] : [counted(excepted, 'excepted account')]),
  ];
  if (others.length === 0) return null;
  return `${others.join(' and ')} ${guests + excepted === 1 ? 'is' : 'are'} counted apart.`;
}

function isExceptedFinding({ state, lastFinding }: AccountView): boolean {
  return state === 'excepted' && lastFinding !== null;
}

function get(count: number): 'gets' | 'get' {
  return count === 1 ? 'gets' : 'get';
}

function usersSeen({ findings }: ReportContent) {
  const seen = { withoutMfa: new Set<string | null>(), cannotTell: new Set<string | null>() };
  for (const { verdict, userId } of findings) seen[verdict].add(userId);
  return seen;
}
