import type { AccountView } from '../../domain/account/account';
import type { ReportContent } from '../../domain/report';
import type { Headline, Standing } from '../words/reportHeadline';
import { accountGroups, openGroupOf } from './accountGroups';

export function standingOf(content: ReportContent): Standing {
  const { accounts } = content;
  const open = accounts.filter((account) => openGroupOf(account) === 'open');
  const guests = accounts.filter((account) => openGroupOf(account) === 'guests').length;
  const excepted = accounts.filter(isExceptedFinding).length;
  return {
    headline: headlineOf(content, { open, guests, excepted }),
    guests,
    excepted,
    stopped: accountGroups(content).find(({ key }) => key === 'stopped')?.total ?? 0,
    withoutMfaInAll: withoutMfaInAll(content),
  };
}

type Counted = Pick<Standing, 'guests' | 'excepted'> & { readonly open: readonly AccountView[] };

function headlineOf(content: ReportContent, { open, guests, excepted }: Counted): Headline {
  const { to, findings, counted } = content;
  if (to === null) return { kind: counted === null ? 'notYetRead' : 'unreadable' };
  if (open.length > 0) return split(open, content);
  const nameless = counted?.nameless ?? findings.filter(({ userId }) => userId === null).length;
  if (nameless > 0) return { kind: 'nameless', findings: nameless };
  if (guests + excepted === 0) return { kind: 'nobody' };
  return {
    kind: 'onlyOthers',
    others: [...(guests > 0 ? ['guests' as const] : []), ...(excepted > 0 ? ['excepted' as const] : [])],
  };
}

/** What the log shows of the open accounts: by all their sign-ins if these were counted, else by the findings at hand. */
function split(open: readonly AccountView[], { findings, findingsCut, counted }: ReportContent): Headline {
  const seen = { withoutMfa: new Set<string | null>(), cannotTell: new Set<string | null>() };
  for (const { verdict, userId } of findings) seen[verdict].add(userId);
  const has = ({ userId, why }: AccountView, verdict: 'withoutMfa' | 'cannotTell') =>
    why?.some((one) => one.verdict === verdict) ?? seen[verdict].has(userId);
  const without = open.filter((one) => has(one, 'withoutMfa')).length;
  const cannotTell = open.filter((one) => !has(one, 'withoutMfa') && has(one, 'cannotTell')).length;
  const isWhole = counted !== null || !findingsCut;
  return isWhole && without + cannotTell === open.length
    ? { kind: 'exactly', without, cannotTell }
    : { kind: 'atLeast', open: open.length, without };
}

function isExceptedFinding({ state, lastFinding }: AccountView): boolean {
  return state === 'excepted' && lastFinding !== null;
}

function withoutMfaInAll({ accounts, counted }: ReportContent): number | null {
  const without = accounts.filter(({ why }) => why?.some(({ verdict }) => verdict === 'withoutMfa'));
  if (counted === null || without.every((account) => openGroupOf(account) === 'open')) return null;
  return without.length;
}
