import { setTimeout as wait } from 'node:timers/promises';
import { writePages } from './arm/activityLog';
import type { Arm } from './arm/arm';
import { hiddenBy } from './arm/hidden';
import { readAssignments, readRootAssignments } from './arm/policyAssignments';
import { readPortalSetting } from './arm/portalSetting';
import { readSubscriptions } from './arm/subscriptions';
import type { Config } from './config';
import { viewOf } from './domain/account/accountView';
import { type AppIndex, indexApps, withExtraApps } from './domain/apps/enforcedApps';
import type { Mailer } from './domain/digest/mail';
import type { FindingPage, FindingQuery } from './domain/finding/findingQuery';
import { MINUTE_MS } from './domain/polling/span';
import type { SignInQuery } from './domain/signIn/signInQuery';
import { operationIdOf } from './email/operationId';
import { readAdministrators } from './graph/administrators';
import type { Graph } from './graph/graph';
import { readGuestTrust } from './graph/guestTrust';
import { postPages } from './graph/messages';
import { readNames } from './graph/names';
import { readTenant } from './graph/organization';
import { readPerUserMfa } from './graph/perUserMfa';
import { readPolicies, readSecurityDefaults } from './graph/policies';
import { problemOf } from './graph/problem';
import { registrationOf, registrationPages } from './graph/registrations';
import { remedyOf } from './graph/remedy';
import { readSyncAccounts } from './graph/roles';
import { type SignInsRead, signInPages } from './graph/signIns';
import { findUser } from './graph/users';
import { evaluatePolicies } from './graph/whatIf';
import type { AccountViewDeps } from './jobs/accountViews';
import type { AskDeps } from './jobs/askEntra';
import type { ReportDeps } from './jobs/buildReport';
import type { CheckTenantDeps } from './jobs/checkTenant';
import type { CheckUserDeps } from './jobs/checkUser';
import type { ExceptAccountDeps } from './jobs/exceptAccount';
import type { PollDeps } from './jobs/pollRun';
import { type HealthDeps, readHealth } from './jobs/readHealth';
import { refreshEnforcement } from './jobs/refreshEnforcement';
import { type FreshenDeps, freshenPosture, type PostureDeps } from './jobs/refreshPosture';
import type { DigestDeps } from './jobs/sendToSet';
import { renderDigest } from './render/digestMail';
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
/** The same, for pages that are read one by one: at the pace of the reports, 210 of them. */
const POSTURE_BUDGET_MS = 7 * MINUTE_MS;
/** An HTTP answer must come within 230 seconds. */
const HTTP_BUDGET_MS = MINUTE_MS;
/** The same, where nothing is stored afterwards. */
const CHECK_BUDGET_MS = 3 * MINUTE_MS;
/** P1 and P2 keep sign-ins for 30 days; Graph refuses a start before that. */
const KEPT_DAYS = 30;
const TENANT_NAME_MS = 3_000;

/** The outside systems, and time. */
export type Outside = {
  readonly graph: Graph;
  readonly arm: Arm;
  readonly tables: Tables;
  readonly mailer: Mailer;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly clock: () => number;
};

/** Hands each job what it needs of the outside systems. */
export function compose(config: Config, outside: Outside): Services {
  const { graph, mailer } = outside;
  const catalogue = withExtraApps(config.extraApps);
  const appNames = Object.fromEntries(catalogue.map(({ key, name }) => [key, name]));
  const tenant = tenantIn(config, graph, indexApps(catalogue));
  const { breakGlass } = tenant;
  const stored = openStore(outside.tables, config.source.kind, (facts) =>
    viewOf(facts, { breakGlass, told: {}, now: outside.clock() }),
  );
  const { cloud, retentionDays } = config;
  const { time, timeZone } = config.digest;
  const accounts: AccountViewDeps = { ...stored, timeZone, breakGlass };
  const health: HealthDeps = { ...stored, cloud, time, timeZone };
  const healthNow = (now: Date) => readHealth(health, now);
  const keptDays = Math.min(KEPT_DAYS, retentionDays);
  const poll: PollDeps = { ...tenant, ...stored, keptDays, budgetMs: TIMER_BUDGET_MS, clock: outside.clock };
  const isGovernment = cloud === 'usgov' || cloud === 'usgovdod';
  const asking: AskDeps = {
    evaluatePolicies: (asked, until) => evaluatePolicies(graph, { ...asked, isGovernment }, until),
    readPerUserMfa: (userId, until) => readPerUserMfa(graph, userId, until),
  };
  const posture: FreshenDeps = {
    ...stored,
    refreshEnforcement: (at) =>
      refreshEnforcement(
        { ...tenant, ...stored, ...enforcementIn(outside), cloud, clock: outside.clock },
        at,
      ),
    problemOf,
    remedyOf,
    breakGlass: tenant.breakGlass,
    retentionDays,
    budgetMs: POSTURE_BUDGET_MS,
    clock: outside.clock,
    registrationPages: (onSkipped, until) => registrationPages(graph, onSkipped, until),
    enforcedApps: catalogue,
    readPolicies: (until) => readPolicies(graph, until),
    ...asking,
    readSecurityDefaults: (until) => readSecurityDefaults(graph, until),
    readGuestTrust: (until) => readGuestTrust(graph, until),
    readNames: (ids, until) => readNames(graph, ids, until),
    readSyncAccounts: (until) => readSyncAccounts(graph, until),
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
      readAdministrators: () => readAdministrators(graph),
      readHealth: healthNow,
      freshenPosture: (now) => freshenPosture(posture, now),
    },
    checkTenant: { accounts, poll: { ...poll, budgetMs: HTTP_BUDGET_MS }, readHealth: healthNow },
    checkUser: {
      ...tenant,
      ...asking,
      sessionsOf: stored.sessionsOf,
      budgetMs: CHECK_BUDGET_MS,
      clock: outside.clock,
      findUser: (idOrUpn, until) => findUser(graph, idOrUpn, until),
      registrationOf: (userId, until) => registrationOf(graph, userId, until),
    },
    report: {
      ...accounts,
      cloud,
      appNames,
      listFindings: stored.listFindings,
      latestCoverage: stored.latestCoverage,
      latestWhatIf: stored.latestWhatIf,
      countsSince: stored.countsSince,
      readMicrosoft: stored.readMicrosoft,
      readTenantName: () => tenantNameOf(graph),
      readHealth: healthNow,
    },
    accounts: { ...accounts, accountOf: stored.accountOf, updateAccounts: stored.updateAccounts },
    listFindings: stored.listFindings,
    appNames,
  };
}

function tenantIn(config: Config, graph: Graph, apps: AppIndex) {
  return {
    apps,
    includeNonInteractive: config.includeNonInteractive,
    breakGlass: new Set(config.breakGlassAccounts),
    readTenantId: (until?: number) => tenantIdOf(graph, until),
    readSignIns: (query: SignInQuery, how?: SignInsRead) => signInPages(graph, query, how),
    problemOf,
    remedyOf,
  };
}

function enforcementIn({ graph, arm }: Outside) {
  return {
    hiddenBy,
    readPortalSetting: (until: number) => readPortalSetting(arm, until),
    readRootAssignments: (tenantId: string, until: number) => readRootAssignments(arm, tenantId, until),
    readSubscriptions: (until: number) => readSubscriptions(arm, until),
    readAssignments: (subscriptionId: string, until: number) => readAssignments(arm, subscriptionId, until),
    writePages: (asked: Parameters<typeof writePages>[1], until: number) => writePages(arm, asked, until),
    postPages: (until: number) => postPages(graph, until),
  };
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

/** Without the permission the watch goes on; only sign-ins to other tenants' resources are not told apart. */
async function tenantIdOf(graph: Graph, until?: number): Promise<string | null> {
  try {
    return (await readTenant(graph, until)).tenantId;
  } catch (error) {
    if (problemOf(error)?.code === 'missingPermission') return null;
    throw error;
  }
}

/** For a page that must open whatever Graph does. */
async function tenantNameOf(graph: Graph): Promise<string> {
  const late = wait(TENANT_NAME_MS, null, { ref: false });
  const tenant = await Promise.race([readTenant(graph), late]);
  if (tenant === null) throw new Error('Graph did not name the tenant in time.');
  return tenant.name ?? tenant.tenantId;
}
