import { setTimeout as wait } from 'node:timers/promises';
import { writePages } from './arm/activityLog';
import type { Arm } from './arm/arm';
import { hiddenBy } from './arm/hidden';
import { readAssignments, readRootAssignments } from './arm/policyAssignments';
import { readPortalSetting } from './arm/portalSetting';
import { readSubscriptions } from './arm/subscriptions';
import type { Config } from './config';
import type { SignInQuery } from './domain/signIn/signInQuery';
import type { Graph } from './graph/graph';
import { readGuestTrust } from './graph/guestTrust';
import { postPages } from './graph/messages';
import { readNames } from './graph/names';
import { readTenant } from './graph/organization';
import { readPerUserMfa } from './graph/perUserMfa';
import { readPolicies, readSecurityDefaults } from './graph/policies';
import { problemOf } from './graph/problem';
import { registrationPages } from './graph/registrations';
import { remedyOf } from './graph/remedy';
import { readSyncAccounts } from './graph/roles';
import { type SignInsRead, signInPages } from './graph/signIns';
import { evaluatePolicies } from './graph/whatIf';
import type { AskDeps } from './jobs/onDemand/askEntra';
import type { CoverageDeps } from './jobs/posture/coverage';
import type { DirectoryDeps } from './jobs/posture/directory';
import type { RegistrationDeps } from './jobs/posture/registrations';

const TENANT_NAME_MS = 3_000;

/** The sign-in log, and how its errors are told. */
export function logReaders(graph: Graph) {
  return {
    readTenantId: (until?: number) => tenantIdOf(graph, until),
    readSignIns: (query: SignInQuery, how?: SignInsRead) => signInPages(graph, query, how),
    problemOf,
    remedyOf,
  };
}

/** What the policies do to one account. */
export function askingReaders(graph: Graph, { cloud }: Pick<Config, 'cloud'>): AskDeps {
  const isGovernment = cloud === 'usgov' || cloud === 'usgovdod';
  return {
    evaluatePolicies: (asked, until) => evaluatePolicies(graph, { ...asked, isGovernment }, until),
    readPerUserMfa: (userId, until) => readPerUserMfa(graph, userId, until),
  };
}

type PostureReaders = Pick<CoverageDeps, 'readPolicies' | 'readSecurityDefaults' | 'readNames'> &
  Pick<DirectoryDeps, 'readGuestTrust' | 'readSyncAccounts'> &
  Pick<RegistrationDeps, 'registrationPages'>;

/** The tenant's policies and directory. */
export function postureReaders(graph: Graph): PostureReaders {
  return {
    registrationPages: (onSkipped, until) => registrationPages(graph, onSkipped, until),
    readPolicies: (until) => readPolicies(graph, until),
    readSecurityDefaults: (until) => readSecurityDefaults(graph, until),
    readNames: (ids, until) => readNames(graph, ids, until),
    readGuestTrust: (until) => readGuestTrust(graph, until),
    readSyncAccounts: (until) => readSyncAccounts(graph, until),
  };
}

/** What Microsoft enforces. */
export function enforcementReaders(graph: Graph, arm: Arm) {
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
export async function tenantNameOf(graph: Graph): Promise<string> {
  const late = wait(TENANT_NAME_MS, null, { ref: false });
  const tenant = await Promise.race([readTenant(graph), late]);
  if (tenant === null) throw new Error('Graph did not name the tenant in time.');
  return tenant.name ?? tenant.tenantId;
}
