import type { AccountView } from '../../domain/account/account';
import { countEffects, type EffectCounts, isOpen } from '../../domain/account/effectCounts';
import type { PollSummary } from '../poll/pollSignIns';
import { type AccountViewDeps, accountViews } from './accountViews';
import type { Health } from './readHealth';

export type CheckTenantDeps = {
  /** Reads what is new in the log. */
  readonly readLog: (now: Date) => Promise<PollSummary>;
  readonly accounts: AccountViewDeps;
  readonly readHealth: (now: Date) => Promise<Health>;
};

export type TenantCheck = {
  readonly poll: PollSummary;
  readonly effects: EffectCounts;
  /** How many accounts still get in without MFA. */
  readonly openCount: number;
  /** The worst 100 of them, worst first; the list of accounts has all. */
  readonly open: readonly AccountView[];
  /** Without new accounts in their grace. */
  readonly byState: Readonly<Partial<Record<AccountView['state'], number>>>;
  readonly health: Health;
};

const MOST_SHOWN = 100;

/** Reads the log now, and answers with the accounts and the health after that. */
export async function checkTenant(deps: CheckTenantDeps, now: Date): Promise<TenantCheck> {
  const poll = await deps.readLog(now);
  const views = await accountViews(deps.accounts, now.getTime());
  const byState: Partial<Record<AccountView['state'], number>> = {};
  for (const { state, grace } of views) if (grace === null) byState[state] = (byState[state] ?? 0) + 1;
  const open = views.filter(isOpen);
  return {
    poll,
    effects: countEffects(views),
    openCount: open.length,
    open: open.slice(0, MOST_SHOWN),
    byState,
    health: await deps.readHealth(now),
  };
}
