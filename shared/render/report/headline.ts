import type { AccountView } from '../../domain/account/account';
import type { ReportContent } from '../../domain/report';
import { counted, inDigits } from '../words/counted';
import { accountGroups, openGroupOf } from './accountGroups';

/** Who still gets in without MFA, in one sentence; guests and excepted accounts are counted in one of their own. */
export function reportHeadline(content: ReportContent): string {
  if (content.to === null)
    return content.counted === null ? 'Nothing has been read yet' : 'No sign-in could be read';
  const open = content.accounts.filter((account) => openGroupOf(account) === 'open');
  if (open.length === 0) return nobody(content);
  const { without, cannotTell, isExact } = split(open, content);
  if (!isExact) return uncertain(open.length, without);
  if (without === 0) return `For ${counted(cannotTell, 'account')}, the log cannot tell whether MFA was done`;
  const rest = cannotTell === 0 ? '' : `; for ${inDigits(cannotTell)} more the log cannot tell`;
  return `${counted(without, 'account')} still ${get(without)} in without MFA${rest}`;
}

function nobody({ accounts, findings, counted: totals }: ReportContent): string {
  const nameless = totals?.nameless ?? findings.filter(({ userId }) => userId === null).length;
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

/**
 * How many accounts of the log signed in without MFA at all, also those that have not for 14 days or did MFA since; `null` if
 * that is no more than the headline says, or was not counted.
 */
export function inAllInWords({ accounts, counted: totals }: ReportContent): string | null {
  const without = accounts.filter(({ why }) => why?.some(({ verdict }) => verdict === 'withoutMfa'));
  if (totals === null || without.every((account) => openGroupOf(account) === 'open')) return null;
  return `In all, ${counted(without.length, 'account')} of this log signed in without MFA.`;
}

/** Who does not get in any more; `null` when nobody is stopped. */
export function stoppedInWords(content: ReportContent): string | null {
  const stopped = accountGroups(content).find(({ key }) => key === 'stopped')?.total ?? 0;
  if (stopped === 0) return null;
  return `${counted(stopped, 'account')} ${stopped === 1 ? 'is' : 'are'} stopped.`;
}

function isExceptedFinding({ state, lastFinding }: AccountView): boolean {
  return state === 'excepted' && lastFinding !== null;
}

function get(count: number): 'gets' | 'get' {
  return count === 1 ? 'gets' : 'get';
}

type Split = { readonly without: number; readonly cannotTell: number; readonly isExact: boolean };

/** What the log shows of the open accounts: by all their sign-ins if these were counted, else by the findings at hand. */
function split(
  open: readonly AccountView[],
  { findings, findingsCut, counted: totals }: ReportContent,
): Split {
  const seen = { withoutMfa: new Set<string | null>(), cannotTell: new Set<string | null>() };
  for (const { verdict, userId } of findings) seen[verdict].add(userId);
  const has = ({ userId, why }: AccountView, verdict: 'withoutMfa' | 'cannotTell') =>
    why?.some((one) => one.verdict === verdict) ?? seen[verdict].has(userId);
  const without = open.filter((one) => has(one, 'withoutMfa')).length;
  const cannotTell = open.filter((one) => !has(one, 'withoutMfa') && has(one, 'cannotTell')).length;
  const isWhole = totals !== null || !findingsCut;
  return { without, cannotTell, isExact: isWhole && without + cannotTell === open.length };
}
