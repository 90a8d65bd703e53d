import { setTimeout as sleep } from 'node:timers/promises';
import type { Arm } from './arm/arm';
import type { Config } from './config';
import { viewOf } from './domain/account/accountView';
import { indexApps, withExtraApps } from './domain/apps/enforcedApps';
import type { Mailer } from './domain/digest/mail';
import type { FindingPage, FindingQuery } from './domain/finding/findingQuery';
import { MINUTE_MS } from './domain/time';
import { operationIdOf } from './email/operationId';
import { readAdministrators } from './graph/administrators';
import type { Graph } from './graph/graph';
import { problemOf } from './graph/problem';
import { registrationOf } from './graph/registrations';
import { findUsers } from './graph/users';
import type { DigestDeps } from './jobs/digest/sendToSet';
import type { AccountViewDeps } from './jobs/onDemand/accountViews';
import type { ReportDeps } from './jobs/onDemand/buildReport';
import type { CheckTenantDeps } from './jobs/onDemand/checkTenant';
import type { CheckUserDeps } from './jobs/onDemand/checkUser';
import type { ExceptAccountDeps } from './jobs/onDemand/exceptAccount';
import { storedAccount } from './jobs/onDemand/listAccounts';
import { type HealthDeps, readHealth } from './jobs/onDemand/readHealth';
import { startedAt } from './jobs/onDemand/startedAt';
import type { PollDeps } from './jobs/poll/pollRun';
import { refreshEnforcement } from './jobs/posture/enforcement';
import { freshenPosture, type PostureDeps } from './jobs/posture/refreshPosture';
import { askingReaders, enforcementReaders, logReaders, postureReaders, tenantNameOf } from './readers';
import { renderDigest } from './render/digest/mail';
import type { Tables } from './tables/connect';
import { openStore } from './tables/store';

/** What each trigger hands to its job. */
export type Services = {
  readonly poll: PollDeps;
  readonly posture: PostureDeps;
  readonly digest: DigestDeps;
  readonly checkTenant: CheckTenantDeps;
  readonly checkUser: CheckUserDeps;
  readonly report: ReportDeps;
  readonly health: HealthDeps;
  readonly accounts: ExceptAccountDeps;
  readonly listFindings: (query: FindingQuery) => Promise<FindingPage>;
  /** Names of the enforced apps by key. */
  readonly appNames: Readonly<Record<string, string>>;
};

/** Less than `functionTimeout` in host.json, with room for the span under way. */
const TIMER_BUDGET_MS = 5 * MINUTE_MS;
/** The same, for asking alone: what is stored is forgotten, checked and counted after that. */
const POSTURE_BUDGET_MS = 5 * MINUTE_MS;
/** An HTTP answer must come within 230 seconds. */
const HTTP_BUDGET_MS = MINUTE_MS;
/** The same, where nothing is stored afterwards. */
const CHECK_BUDGET_MS = 3 * MINUTE_MS;
/** P1 and P2 keep sign-ins for 30 days; Graph refuses a start before that. */
const KEPT_DAYS = 30;

/** The outside systems, and time. */
export type Outside = {
  readonly graph: Graph;
  readonly arm: Arm;
  readonly tables: Tables;
  readonly mailer: Mailer;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly clock: () => number;
  /** Real time unless told. */
  readonly wait?: (ms: number) => Promise<void>;
};

/** Hands each job what it needs of the outside systems. */
export function compose(config: Config, outside: Outside): Services {
  const { graph, mailer, clock, wait = (ms) => sleep(ms) } = outside;
  const catalogue = withExtraApps(config.extraApps);
  const appNames = Object.fromEntries(catalogue.map(({ key, name }) => [key, name]));
  const breakGlass = new Set(config.breakGlassAccounts);
  const tenant = {
    ...logReaders(graph),
    apps: indexApps(catalogue),
    includeNonInteractive: config.includeNonInteractive,
    breakGlass,
  };
  const stored = openStore(outside.tables, config.source.kind, (facts) =>
    viewOf(facts, { breakGlass, told: {}, now: clock() }),
  );
  const { cloud, retentionDays } = config;
  const { time, timeZone } = config.digest;
  const accounts: AccountViewDeps = { ...stored, timeZone, breakGlass };
  const started = (now: number) => startedAt(stored, now);
  const health: HealthDeps = { ...stored, cloud, time, timeZone, startedAt: started };
  const healthNow = (now: Date) => readHealth(health, now);
  const keptDays = Math.min(KEPT_DAYS, retentionDays);
  const poll: PollDeps = { ...tenant, ...stored, keptDays, budgetMs: TIMER_BUDGET_MS, clock };
  const asking = askingReaders(graph, config);
  const enforcement = { ...tenant, ...stored, ...enforcementReaders(graph, outside.arm), cloud, clock };
  const posture: PostureDeps = {
    ...tenant,
    ...stored,
    ...asking,
    ...postureReaders(graph),
    refreshEnforcement: (at) => refreshEnforcement(enforcement, at),
    enforcedApps: catalogue,
    retentionDays,
    budgetMs: POSTURE_BUDGET_MS,
    clock,
  };
  return {
    poll,
    posture,
    health,
    digest: {
      ...accounts,
      ...stored,
      ...digestSettings(config),
      appNames,
      problemOf,
      renderDigest,
      mailer,
      startedAt: started,
      wait,
      readAdministrators: (until) => readAdministrators(graph, until),
      readHealth: healthNow,
      freshenPosture: (now) => freshenPosture(posture, now),
    },
    checkTenant: { accounts, poll: { ...poll, budgetMs: HTTP_BUDGET_MS }, readHealth: healthNow },
    checkUser: {
      ...tenant,
      ...asking,
      sessionsOf: stored.sessionsOf,
      latestDirectory: stored.latestDirectory,
      latestCoverage: stored.latestCoverage,
      latestWrites: stored.latestWrites,
      budgetMs: CHECK_BUDGET_MS,
      clock,
      findUsers: (asked, until) => findUsers(graph, asked, until),
      storedAccount: (asked) => storedAccount(stored, asked),
      registrationOf: (userId, until) => registrationOf(graph, userId, until),
    },
    report: {
      ...accounts,
      cloud,
      appNames,
      listFindings: stored.listFindings,
      latestCoverage: stored.latestCoverage,
      countsSince: stored.countsSince,
      readMicrosoft: stored.readMicrosoft,
      readTenantName: () => tenantNameOf(graph),
      readHealth: healthNow,
    },
    accounts: {
      ...accounts,
      accountOf: stored.accountOf,
      updateAccounts: stored.updateAccounts,
      idsInDirectory: (asked) => idsInDirectory(graph, asked, clock() + LOOKING_MS),
    },
    listFindings: stored.listFindings,
    appNames,
  };
}

/** What is stored is to be had whatever Graph does. */
const LOOKING_MS = 10_000;

async function idsInDirectory(graph: Graph, asked: string, until: number): Promise<readonly string[]> {
  const users = await findUsers(graph, asked, until).catch(() => []);
  return users.map(({ userId }) => userId);
}

function digestSettings({ cloud, digest, tablesEndpoint }: Config) {
  const { time, timeZone, whenQuiet, reportUrl, toGlobalAdmins, recipients } = digest;
  return {
    cloud,
    time,
    timeZone,
    whenQuiet,
    reportUrl,
    toGlobalAdmins,
    configuredRecipients: recipients,
    // Two deployments may share a mail resource; what they call the same must not be the same there.
    uuidOf: (text: string) => operationIdOf(`${tablesEndpoint} ${text}`),
  };
}
