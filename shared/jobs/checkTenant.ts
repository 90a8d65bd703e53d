import type { AccountView } from '../domain/account/account';
import { type AccountViewDeps, accountViews } from './accountViews';
import { type PollDeps, type PollSummary, pollSignIns } from './pollSignIns';
import type { Health } from './readHealth';

export type CheckTenantDeps = {
  readonly poll: PollDeps;
  readonly accounts: AccountViewDeps;
  readonly readHealth: (now: Date) => Promise<Health>;
};

export type TenantCheck = {
  readonly poll: PollSummary;
  /** Accounts that still get in without MFA, worst first. */
  readonly open: readonly AccountView[];
  readonly byState: Readonly<Partial<Record<AccountView['state'], number>>>;
  readonly health: Health;
};

/** Polls now, and answers with what is known then. */
export async function checkTenant(deps: CheckTenantDeps, now: Date): Promise<TenantCheck> {
  const poll = await pollSignIns(deps.poll, now);
  const views = await accountViews(deps.accounts, now.getTime());
  const byState: Partial<Record<AccountView['state'], number>> = {};
  for (const { state } of views) byState[state] = (byState[state] ?? 0) + 1;
  return {
    poll,
    open: views.filter(({ state }) => state !== 'resolved'),
    byState,
    health: await deps.readHealth(now),
  };
}
