import type { AccountFacts } from '../domain/account/accountFacts';
import { kindAndReadinessOf } from '../domain/account/accountView';
import { MINUTE_MS } from '../domain/time';
import type { Graph } from '../graph/graph';
import { readTenant } from '../graph/organization';
import { problemOf } from '../graph/problem';
import { retryAdviceOf } from '../graph/retryAdvice';
import { signInPages } from '../graph/signIns';
import type { PollDeps } from '../jobs/poll/pollSignIns';
import { workspaceProblemOf } from '../logAnalytics/problem';
import { workspaceRetryAdviceOf } from '../logAnalytics/retryAdvice';
import { signInRowPages } from '../logAnalytics/signInRows';
import { accountsOf, allAccounts, sessionsOf, updateAccounts } from '../tables/accounts';
import { moveCheckpoint, readCheckpoint } from '../tables/checkpoints';
import { findingsOfUsers, findingTimes, removeFindings, writeFindings } from '../tables/findings';
import { saveRejects } from '../tables/rejects';
import { over, type Parts } from './parts';

/** Less than `functionTimeout` in host.json, with room for the slice under way and for reconciling. */
const TIMER_BUDGET_MS = 5 * MINUTE_MS;
/** P1 and P2 keep sign-ins for 30 days; Graph refuses a start before that. */
const KEPT_DAYS = 30;

type PollParts = Pick<Parts, 'config' | 'graph' | 'workspace' | 'tables' | 'clock' | 'apps' | 'breakGlass'>;

/** The poll. */
export function pollDeps(parts: PollParts): PollDeps {
  const { config, graph, tables, clock, apps, breakGlass } = parts;
  return {
    ...checkpoints(parts),
    apps,
    breakGlass,
    includeNonInteractive: config.includeNonInteractive,
    readTenantId: (until) => tenantIdOf(graph, until),
    ...sourceOf(parts),
    budgetMs: TIMER_BUDGET_MS,
    clock,
    writeFindings: over(tables.findings, writeFindings),
    removeFindings: over(tables.findings, removeFindings),
    findingTimes: over(tables.findings, findingTimes),
    findingsOfUsers: over(tables.findings, findingsOfUsers),
    allAccounts: () => allAccounts(tables.accounts),
    accountsOf: over(tables.accounts, accountsOf),
    sessionsOf: over(tables.accounts, sessionsOf),
    updateAccounts: accountUpdater(parts),
    saveRejects: over(tables.rejects, saveRejects),
  };
}

/** How the sign-in log is read. */
function sourceOf({
  config,
  graph,
  workspace,
}: PollParts): Pick<PollDeps, 'readSignIns' | 'keptDays' | 'problemOf' | 'retryAdviceOf'> {
  if (workspace !== null) {
    return {
      readSignIns: over(workspace, signInRowPages),
      // The retention of a workspace is set by its owner. Older rows do not exist, and asking for them is no error.
      keptDays: config.retentionDays,
      // A poll asks Graph for the id of the tenant, whatever the source is.
      problemOf: (error) => workspaceProblemOf(error) ?? problemOf(error),
      retryAdviceOf: (error) => workspaceRetryAdviceOf(error) ?? retryAdviceOf(error),
    };
  }
  return {
    readSignIns: over(graph, signInPages),
    keptDays: Math.min(KEPT_DAYS, config.retentionDays),
    problemOf,
    retryAdviceOf,
  };
}

export function checkpoints({ config, tables }: Pick<Parts, 'config' | 'tables'>) {
  const source = config.source.kind;
  return {
    readCheckpoint: (kind) => readCheckpoint(tables.checkpoints, source, kind),
    moveCheckpoint: (kind, to, etag) => moveCheckpoint(tables.checkpoints, { source, kind, to, etag }),
  } satisfies Partial<PollDeps>;
}

/** Writes accounts with the kind and readiness that they have at that moment, for tools that query the table. */
export function accountUpdater({
  tables,
  breakGlass,
  clock,
}: Pick<Parts, 'tables' | 'breakGlass' | 'clock'>) {
  const snapshotOf = (facts: AccountFacts) =>
    kindAndReadinessOf(facts, { breakGlass, sent: {}, now: clock() });
  return over({ ...tables, snapshotOf }, updateAccounts);
}

/** Without the permission the watch goes on; sign-ins to other tenants' resources then count as our own. */
export async function tenantIdOf(graph: Graph, until: number): Promise<string | null> {
  try {
    return (await readTenant(graph, until)).tenantId;
  } catch (error) {
    if (problemOf(error)?.code === 'missingPermission') return null;
    throw error;
  }
}
