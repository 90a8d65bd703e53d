import { type DirectoryObject, group, holding, trusting } from '../../tenant/world/directory';
import { TENANTS, type TenantName } from '../../tenant/world/places';
import type { Policy } from '../../tenant/world/policies';
import type { World } from '../../tenant/world/world';
import { azureOf } from './azure';
import type { TenantFixture } from './fixture';
import { groupId, missing, roleId, upnOf, userId } from './people';
import { signInsOf } from './signIns';

/** The world of the tenant for the simulated Graph. */
export function worldOf(tenant: TenantFixture): World {
  const users = Object.keys(tenant.people).map((name): DirectoryObject => userObject(tenant, name));
  const byName = (name: string) => users.find(({ displayName }) => displayName === name) ?? missing(name);
  const groups = Object.fromEntries(
    Object.entries(tenant.groups).map(([name, members]) => [
      name,
      group(groupId(tenant, name), name, members.map(byName)),
    ]),
  );
  const principal = (name: string) => groups[name]?.object ?? byName(name);
  const holdings = (how: 'active' | 'eligible') =>
    Object.entries(tenant.roles).flatMap(([role, held]) =>
      held[how].map((name) => holding(roleId(role), principal(name))),
    );
  const log = Object.keys(tenant.people).flatMap((name) => signInsOf(tenant, name));
  return {
    users,
    groups,
    assignments: holdings('active'),
    eligibilities: holdings('eligible'),
    lastActivity: {},
    partners: Object.entries(tenant.trust)
      .filter(([home]) => home !== 'default')
      .map(([home, trusted]) => ({
        tenantId: TENANTS[home as TenantName].id,
        inboundTrust: trusted === null ? null : trusting(trusted),
      })),
    perUserMfa: Object.fromEntries(
      Object.entries(tenant.people).flatMap(([name, { perUserMfa }]) =>
        perUserMfa ? [[userId(tenant, name), perUserMfa]] : [],
      ),
    ),
    log: log.sort((a, b) => a.createdMs - b.createdMs),
    registrations: Object.entries(tenant.people).map(([name, { methods, allowed, home, by }]) => ({
      ...REGISTRATION,
      lastUpdatedDateTime: tenant.now,
      id: userId(tenant, name),
      userPrincipalName: upnOf(tenant, name),
      userDisplayName: name,
      userType: home || by ? ('guest' as const) : ('member' as const),
      isMfaCapable: allowed && methods.some(countsAsMfa),
      isMfaRegistered: methods.some(countsAsMfa),
      methodsRegistered: methods,
    })),
    policies: tenant.policies.map((policy, index) => policyJson(tenant, policy, index)),
    azure: azureOf(tenant),
    posts: [],
    breakGlassUpns: tenant.breakGlass.map((name) => upnOf(tenant, name)),
    finalRows: () => [],
    rowsAsOf: () => [],
  };
}

function userObject(tenant: TenantFixture, name: string): DirectoryObject {
  const { home, by } = tenant.people[name] ?? {};
  const isGuest = (home ?? by) !== undefined;
  const userPrincipalName = upnOf(tenant, name);
  return {
    '@odata.type': '#microsoft.graph.user',
    id: userId(tenant, name),
    displayName: name,
    userPrincipalName,
    mail: userPrincipalName,
    accountEnabled: true,
    otherMails: [],
    userType: isGuest ? 'Guest' : 'Member',
    onPremisesSyncEnabled: null,
  };
}

/** The registration report does not count this method: https://github.com/ssc-spc-ccoe-cei/azure-guardrails-solution-accelerator/issues/1008 (read 2026-11-29) */
function countsAsMfa(method: string): boolean {
  return method !== 'windowsHelloForBusiness';
}

const REGISTRATION = {
  isAdmin: false,
  isPasswordlessCapable: false,
  isSsprCapable: false,
  isSsprEnabled: false,
  isSsprRegistered: false,
  isSystemPreferredAuthenticationMethodEnabled: false,
  systemPreferredAuthenticationMethods: [],
  userPreferredMethodForSecondaryAuthentication: '',
};

function policyJson(tenant: TenantFixture, policy: TenantFixture['policies'][number], index: number): Policy {
  const { name, state, apps, include, exclude, grant } = policy;
  const ids = (some: readonly string[] = []) =>
    some.map((one) => (/^(All|GuestsOrExternalUsers)$/.test(one) ? one : userId(tenant, one)));
  const groups = (some: readonly string[] = []) => some.map((one) => groupId(tenant, one));
  return {
    id: `d0000001-0000-4000-8000-00000000000${index + 1}`,
    displayName: name,
    state,
    conditions: {
      clientAppTypes: ['all'],
      applications: { includeApplications: apps, excludeApplications: [] },
      users: {
        includeUsers: ids(include.users),
        excludeUsers: ids(exclude.users),
        includeGroups: groups(include.groups),
        excludeGroups: groups(exclude.groups),
        includeRoles: (include.roles ?? []).map(roleId),
        excludeRoles: (exclude.roles ?? []).map(roleId),
      },
      locations: null,
    },
    grantControls: grant,
    sessionControls: null,
  } as unknown as Policy;
}
