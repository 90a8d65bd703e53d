import { writePages } from '../arm/activityLog';
import { hiddenBy } from '../arm/hidden';
import { readAssignments, readRootAssignments } from '../arm/policyAssignments';
import { readPortalSetting } from '../arm/portalSetting';
import { readSubscriptions } from '../arm/subscriptions';
import { gracesOf } from '../domain/account/grace';
import { AUDIT_KEPT_DAYS } from '../domain/audit/auditEntry';
import { dayOf } from '../domain/finding/finding';
import { bucketAt } from '../domain/stream/bucket';
import { DAY_MS, isoTime, MINUTE_MS } from '../domain/time';
import {
  findEmergencyUser,
  readGlobalAdministratorTerms,
  readLastSignIn,
  readMemberships,
} from '../graph/breakGlass';
import type { Graph } from '../graph/graph';
import { readGuestTrust } from '../graph/guestTrust';
import { readNames } from '../graph/names';
import { readNewUsers } from '../graph/newUsers';
import { readPolicies, readSecurityDefaults } from '../graph/policies';
import { postPages } from '../graph/posts';
import { readPrivilegedRoles } from '../graph/privilegedRoles';
import { problemOf } from '../graph/problem';
import { registrationOf, registrationPages } from '../graph/registrations';
import { retryAdviceOf } from '../graph/retryAdvice';
import { readSyncAccounts } from '../graph/roles';
import { type EnforcementDeps, refreshEnforcement } from '../jobs/posture/enforcement';
import type { PostureDeps } from '../jobs/posture/refreshPosture';
import { allAccounts, forgetAccounts } from '../tables/accounts';
import { forgetAudit } from '../tables/audit';
import { forgetDigests } from '../tables/digests';
import { findingMarks, forgetFindings } from '../tables/findings';
import { forgetPosture, savePosture } from '../tables/posture/posture';
import { forgetRejects } from '../tables/rejects';
import { forgetVersions } from '../tables/unsettled';
import { askDeps, latestPostureRun, tenantAround } from './onDemand';
import { over, type Parts } from './parts';
import { accountUpdater, tenantIdOf } from './poll';

/** Less than `functionTimeout` in host.json, for asking alone: forgetting and counting come after that. */
const BUDGET_MS = 5 * MINUTE_MS;
/**
 * A hub of the standard tier keeps events for 7 days at most, so that no version comes later.
 * https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas (read 2026-11-30)
 */
const VERSIONS_KEPT_MS = 9 * DAY_MS;

/** The daily refresh of the posture. */
export function postureDeps(parts: Parts): PostureDeps {
  const { config, graph, tables, clock, breakGlass } = parts;
  const enforcement = enforcementDeps(parts);
  return {
    ...tenantAround(parts),
    ...askDeps(parts),
    breakGlass,
    retentionDays: config.retentionDays,
    budgetMs: BUDGET_MS,
    clock,
    problemOf,
    retryAdviceOf,
    registrationPages: over(graph, registrationPages),
    readPolicies: over(graph, readPolicies),
    readSecurityDefaults: over(graph, readSecurityDefaults),
    readNames: over(graph, readNames),
    readGuestTrust: over(graph, readGuestTrust),
    readSyncAccounts: over(graph, readSyncAccounts),
    readPrivilegedRoles: over(graph, readPrivilegedRoles),
    ...graceReader(config.newAccountGraceDays, graph),
    ...breakGlassReaders(graph),
    refreshEnforcement: (at) => refreshEnforcement(enforcement, at),
    allAccounts: over(tables.accounts, allAccounts),
    updateAccounts: accountUpdater(parts),
    findingMarks: over(tables.findings, findingMarks),
    latestPostureRun: latestPostureRun(tables),
    savePosture: over(tables.posture, savePosture),
    forgetAccounts: over(tables.accounts, forgetAccounts),
    forgetBefore: async (day) => {
      const forgotten = await Promise.all([
        forgetFindings(tables.findings, day),
        forgetRejects(tables.rejects, day),
        forgetPosture(tables.posture, day),
        forgetDigests(tables.digests, day),
        forgetVersions(tables.unsettled, bucketAt(clock() - VERSIONS_KEPT_MS)),
        forgetAudit(tables.audit, dayOf(isoTime(clock() - AUDIT_KEPT_DAYS * DAY_MS))),
      ]);
      return forgotten.reduce((sum, count) => sum + count, 0);
    },
  };
}

/** Without a grace, nothing is read. */
function graceReader(days: number, graph: Graph): Pick<PostureDeps, 'readGraces'> {
  if (days === 0) return {};
  return {
    readGraces: async ({ now, until }) => {
      const since = isoTime(now - days * DAY_MS);
      return gracesOf(await readNewUsers(graph, { since, until }), { days, now });
    },
  };
}

/** What Entra says of one account. */
function breakGlassReaders(graph: Graph) {
  return {
    findEmergencyUser: over(graph, findEmergencyUser),
    readMemberships: over(graph, readMemberships),
    readLastSignIn: over(graph, readLastSignIn),
    readGlobalAdministratorTerms: over(graph, readGlobalAdministratorTerms),
    registrationOf: over(graph, registrationOf),
  };
}

function enforcementDeps({ config, graph, arm, tables, clock }: Parts): EnforcementDeps {
  return {
    cloud: config.cloud,
    clock,
    hiddenBy,
    problemOf,
    readTenantId: (until) => tenantIdOf(graph, until),
    readPortalSetting: over(arm, readPortalSetting),
    readRootAssignments: over(arm, readRootAssignments),
    readSubscriptions: over(arm, readSubscriptions),
    readAssignments: over(arm, readAssignments),
    writePages: over(arm, writePages),
    postPages: over(graph, postPages),
    savePosture: over(tables.posture, savePosture),
  };
}
