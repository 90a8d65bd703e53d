import { setTimeout as wait } from 'node:timers/promises';
import { latestOfParts, type PostureRun } from '../domain/postureRun';
import { MINUTE_MS } from '../domain/time';
import type { Graph } from '../graph/graph';
import { membersOf } from '../graph/groups';
import { readTenant } from '../graph/organization';
import { readPerUserMfa } from '../graph/perUserMfa';
import { problemOf } from '../graph/problem';
import { registrationOf } from '../graph/registrations';
import { retryAdviceOf } from '../graph/retryAdvice';
import { signInPages } from '../graph/signIns';
import { findUsers } from '../graph/users';
import { evaluatePolicies } from '../graph/whatIf';
import type { AccountViewDeps, TenantAround } from '../jobs/onDemand/accountViews';
import type { AskDeps } from '../jobs/onDemand/askEntra';
import type { ReportDeps } from '../jobs/onDemand/buildReport';
import type { CheckTenantDeps } from '../jobs/onDemand/checkTenant';
import type { CheckUserDeps } from '../jobs/onDemand/checkUser';
import type { ExceptAccountDeps } from '../jobs/onDemand/exceptAccount';
import type { ExceptAccountsDeps } from '../jobs/onDemand/exceptAccounts';
import { storedAccount } from '../jobs/onDemand/listAccounts';
import { type HealthDeps, readHealth } from '../jobs/onDemand/readHealth';
import { startedAt } from '../jobs/onDemand/startedAt';
import { accountOf, accountsOf, allAccounts, sessionsOf } from '../tables/accounts';
import { readCheckpoints } from '../tables/checkpoints';
import type { Tables } from '../tables/connect';
import { latestBefore, latestSent, mailsSince } from '../tables/digests';
import { latestPosture, postureSince } from '../tables/posture/posture';
import { countRejects } from '../tables/rejects';
import { auditDeps } from './audit';
import { over, type Parts } from './parts';
import { accountUpdater, checkpoints, tenantIdOf } from './poll';
import { logReaderOf } from './readLog';

/** An HTTP answer must come within 230 seconds. */
const POLL_BUDGET_MS = MINUTE_MS;
/** The same, if nothing is stored afterwards. */
const CHECK_BUDGET_MS = 3 * MINUTE_MS;
/** Stored accounts are found whatever Graph does. */
const LOOKING_MS = 10_000;
/** The same for several accounts: the answers that are missing then are named. */
const DIRECTORY_BUDGET_MS = 2 * MINUTE_MS;
/** More cannot be written for sure before an HTTP answer must come. */
const MOST_MEMBERS = 10_000;
/** The report opens whatever Graph does. */
const TENANT_NAME_MS = 3_000;

/** The list of accounts, and exceptions from it. */
export function accountsDeps(parts: Parts): ExceptAccountDeps {
  const { graph, tables, clock } = parts;
  return {
    ...viewDeps(parts),
    ...auditDeps(parts),
    accountOf: over(tables.accounts, accountOf),
    accountsOf: over(tables.accounts, accountsOf),
    updateAccounts: accountUpdater(parts),
    idsInDirectory: async (asked) => {
      const users = await findUsers(graph, asked, clock() + LOOKING_MS).catch(() => []);
      return users.map(({ userId }) => userId);
    },
  };
}

/** Exceptions for several accounts at once. */
export function exceptAccountsDeps(parts: Parts): ExceptAccountsDeps {
  const { graph, tables, breakGlass, clock } = parts;
  return {
    ...auditDeps(parts),
    accountsOf: over(tables.accounts, accountsOf),
    allAccounts: () => allAccounts(tables.accounts),
    updateAccounts: accountUpdater(parts),
    findInDirectory: async (asked, until) =>
      (await findUsers(graph, asked, until)).map(({ userId }) => userId),
    membersOf: (groupId, until) => membersOf(graph, groupId, { most: MOST_MEMBERS, until }),
    breakGlass,
    budgetMs: DIRECTORY_BUDGET_MS,
    clock,
  };
}

/** Accounts as lists, report and digest show them. */
export function viewDeps(parts: Parts): AccountViewDeps {
  const { config, tables, breakGlass } = parts;
  return {
    ...tenantAround(parts),
    allAccounts: () => allAccounts(tables.accounts),
    latestSent: over(tables.digests, latestSent),
    timeZone: config.digest.timeZone,
    breakGlass,
  };
}

export function tenantAround({ config, catalogue, tables }: Parts): TenantAround {
  const { posture } = tables;
  return {
    cloud: config.cloud,
    enforcedApps: catalogue,
    latestWhatIf: () => latestPosture(posture, 'whatIf'),
    latestDirectory: () => latestPosture(posture, 'directory'),
    latestCoverage: () => latestPosture(posture, 'coverage'),
    latestWrites: () => latestPosture(posture, 'writes'),
    latestEnforcement: () => latestPosture(posture, 'enforcement'),
    latestRoles: () => latestPosture(posture, 'roles'),
  };
}

export function healthDeps(parts: Parts): HealthDeps {
  const { config, tables } = parts;
  const { readCheckpoint, moveCheckpoint } = checkpoints(parts);
  return {
    cloud: config.cloud,
    time: config.digest.time,
    timeZone: config.digest.timeZone,
    urgentMail: config.digest.urgentMail,
    readCheckpoints: (kinds) => readCheckpoints(tables.checkpoints, config.source.kind, kinds),
    startedAt: (now) => startedAt({ readCheckpoint, moveCheckpoint }, now),
    latestPostureRun: latestPostureRun(tables),
    mailsSince: over(tables.digests, mailsSince),
    latestBefore: over(tables.digests, latestBefore),
    accountOf: over(tables.accounts, accountOf),
    countRejects: over(tables.rejects, countRejects),
  };
}

export function latestPostureRun({ posture }: Tables): (likelySince?: string) => Promise<PostureRun | null> {
  return async (likelySince) =>
    latestOfParts(
      ...(await Promise.all([
        latestPosture(posture, 'run', likelySince),
        // Mostly there is none.
        latestPosture(posture, 'runBeforeDigest'),
      ])),
    );
}

export function readMicrosoft({ posture }: Tables): ReportDeps['readMicrosoft'] {
  return async () => ({
    enforcement: await latestPosture(posture, 'enforcement'),
    writes: await latestPosture(posture, 'writes'),
    notices: await latestPosture(posture, 'notices'),
  });
}

export function latestBreakGlass({ posture }: Tables): ReportDeps['latestBreakGlass'] {
  return () => latestPosture(posture, 'breakGlass');
}

export function checkTenantDeps(parts: Parts): CheckTenantDeps {
  const health = healthDeps(parts);
  return {
    accounts: viewDeps(parts),
    readLog: logReaderOf(parts, { budgetMs: POLL_BUDGET_MS }),
    readHealth: (now) => readHealth(health, now),
  };
}

export function checkUserDeps(parts: Parts): CheckUserDeps {
  const { config, graph, tables, clock, apps, breakGlass } = parts;
  return {
    ...tenantAround(parts),
    ...askDeps(parts),
    apps,
    breakGlass,
    includeNonInteractive: config.includeNonInteractive,
    budgetMs: CHECK_BUDGET_MS,
    clock,
    problemOf,
    retryAdviceOf,
    readTenantId: (until) => tenantIdOf(graph, until),
    readSignIns: over(graph, signInPages),
    findUsers: over(graph, findUsers),
    registrationOf: over(graph, registrationOf),
    storedAccount: (asked) =>
      storedAccount(
        { accountOf: over(tables.accounts, accountOf), allAccounts: () => allAccounts(tables.accounts) },
        asked,
      ),
    sessionsOf: over(tables.accounts, sessionsOf),
  };
}

/** Reads how the policies of Entra treat one account. */
export function askDeps({ config: { cloud }, graph }: Pick<Parts, 'config' | 'graph'>): AskDeps {
  const isGovernment = cloud === 'usgov' || cloud === 'usgovdod';
  return {
    evaluatePolicies: (asked, until) => evaluatePolicies(graph, { ...asked, isGovernment }, until),
    readPerUserMfa: over(graph, readPerUserMfa),
  };
}

export function reportDeps(parts: Parts): ReportDeps {
  const { graph, tables } = parts;
  const health = healthDeps(parts);
  return {
    ...viewDeps(parts),
    appNames: parts.appNames,
    listFindings: parts.listFindings,
    countsSince: async (day) =>
      (await postureSince(tables.posture, 'counts', day)).map(({ value, ...at }) => ({
        ...at,
        counts: value,
      })),
    readMicrosoft: readMicrosoft(tables),
    latestBreakGlass: latestBreakGlass(tables),
    readTenantName: () => tenantNameOf(graph),
    readHealth: (now) => readHealth(health, now),
  };
}

async function tenantNameOf(graph: Graph): Promise<string> {
  const late = wait(TENANT_NAME_MS, null, { ref: false });
  const tenant = await Promise.race([readTenant(graph), late]);
  if (tenant === null) throw new Error('Graph did not name the tenant in time.');
  return tenant.name ?? tenant.tenantId;
}
