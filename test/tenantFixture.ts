import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ACCOUNT_KINDS, READINESS } from '../shared/domain/account/account';
import { ACTIONS } from '../shared/domain/account/advice';
import { PER_USER_MFA, WHAT_IF_ANSWERS } from '../shared/domain/account/answers';
import { COVERAGES } from '../shared/domain/coverage/coverage';
import { GOVERNMENT_MANAGEMENT_API } from '../shared/domain/coverage/targets';
import { HOUR_MS, isoTime } from '../shared/domain/time';
import { type DirectoryObject, group, holding, ROLE_NAMES, trusting } from '../tenant/world/directory';
import type { LogRow } from '../tenant/world/log';
import { TENANTS, type TenantName } from '../tenant/world/places';
import type { Policy } from '../tenant/world/policies';
import type { World } from '../tenant/world/world';
import { aRawMfaSignIn, aRawSignIn } from './jobs/rawSignIn';

const FIXTURES = join(__dirname, 'fixtures/tenants');
const names = z.array(z.string()).default([]);
const people = z.strictObject({ users: names, groups: names, roles: names }).partial().default({});

/** A tenant in short form. People and groups are named by their keys in `people` and `groups`, roles by their title. */
const fixture = z.strictObject({
  story: z.string(),
  source: z.url(),
  licence: z.enum(['free', 'p1', 'p2']).default('p1'),
  cloud: z.enum(['global', 'usgov']).default('global'),
  securityDefaults: z.boolean().default(false),
  breakGlass: names,
  people: z.record(
    z.string(),
    z.strictObject({
      /** Registered for MFA, under the names of the registration report. */
      methods: names,
      /** Whether policy allows at least one of them. */
      allowed: z.boolean().default(true),
      home: z.enum(['fabrikam', 'northwind']).optional(),
      /** For a guest without a home tenant in Entra. */
      by: z.enum(['personalAccount', 'google']).optional(),
      federated: z.boolean().default(false),
      perUserMfa: z.enum(['enabled', 'enforced']).optional(),
      /** One sign-in an hour: the app and the kind of sign-in. */
      signIns: z.array(
        z.templateLiteral([
          z.enum(['portal', 'cli']),
          ' ',
          z.enum(['password', 'mfa', 'ropc', 'ropcStopped', 'silent']),
        ]),
      ),
    }),
  ),
  groups: z.record(z.string(), names).default({}),
  roles: z.record(z.string(), z.strictObject({ active: names, eligible: names })).default({}),
  trust: z.record(z.string(), z.boolean().nullable()).default({}),
  policies: z
    .array(
      z.strictObject({
        name: z.string(),
        state: z.string().default('enabled'),
        apps: names,
        include: people,
        exclude: people,
        grant: z.record(z.string(), z.unknown()).default({ operator: 'OR', builtInControls: ['mfa'] }),
      }),
    )
    .default([]),
  expected: z.strictObject({
    /** Keys of enforced apps, by coverage. */
    coverage: z.partialRecord(z.enum(COVERAGES), z.array(z.string())),
    /** Each gap in a policy once, as text. */
    gaps: names,
    accounts: z.record(
      z.string(),
      z.strictObject({
        kind: z.enum(ACCOUNT_KINDS),
        readiness: z.enum(READINESS),
        advice: z.array(z.enum(ACTIONS)),
        /** The result of the policies at Azure management and the admin portals, and per-user MFA; missing if Entra is not asked. */
        whatIf: z.tuple([z.enum(WHAT_IF_ANSWERS), z.enum(WHAT_IF_ANSWERS), z.enum(PER_USER_MFA)]).optional(),
      }),
    ),
    problems: names,
  }),
});
export type TenantFixture = z.infer<typeof fixture>;

/** @throws ZodError if the file is not a tenant */
export function readFixture(file: string): TenantFixture {
  return fixture.parse(JSON.parse(readFileSync(join(FIXTURES, file), 'utf8')));
}

export const FIXTURE_FOLDER = FIXTURES;

/** The world of the tenant for the simulated Graph. */
export function worldOf(tenant: TenantFixture, nowMs: number): World {
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
  const log = Object.keys(tenant.people).flatMap((name) => signInsOf(tenant, name, nowMs));
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
      id: userId(tenant, name),
      userPrincipalName: upnOf(tenant, name),
      userDisplayName: name,
      userType: home || by ? ('guest' as const) : ('member' as const),
      isMfaCapable: allowed && methods.some(countsAsMfa),
      isMfaRegistered: methods.some(countsAsMfa),
      methodsRegistered: methods,
    })),
    policies: tenant.policies.map((policy, index) => policyJson(tenant, policy, index)),
    azure: { portalSetting: {}, subscriptions: [], assignments: {}, activity: {} },
    posts: [],
    breakGlassUpns: tenant.breakGlass.map((name) => upnOf(tenant, name)),
    finalRows: () => [],
    rowsAsOf: () => [],
  };
}

export function upnOf({ people: all }: TenantFixture, name: string): string {
  return `${name}@${TENANTS[all[name]?.home ?? 'contoso'].domain}`;
}

/** The identity of the person. */
export function nameOf({ people: all }: TenantFixture, id: string): string {
  return Object.keys(all)[Number(id.slice(-3)) - 1] ?? missing(id);
}

function userId({ people: all }: TenantFixture, name: string): string {
  const index = Object.keys(all).indexOf(name);
  if (index < 0) return missing(name);
  return `b0000001-0000-4000-8000-000000000${String(index + 1).padStart(3, '0')}`;
}

function groupId({ groups }: TenantFixture, name: string): string {
  const index = Object.keys(groups).indexOf(name);
  if (index < 0) return missing(name);
  return `a0000001-0000-4000-8000-000000000${String(index + 1).padStart(3, '0')}`;
}

function roleId(title: string): string {
  return Object.entries(ROLE_NAMES).find(([, name]) => name === title)?.[0] ?? missing(title);
}

function missing(name: string): never {
  throw new Error(`The fixture names ${name}, and does not say who that is.`);
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
  lastUpdatedDateTime: '2026-11-20T00:00:00Z',
  systemPreferredAuthenticationMethods: [],
  userPreferredMethodForSecondaryAuthentication: '',
};

const APP_IDS = {
  portal: 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c',
  cli: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
};
const PERSONAL_ACCOUNTS = '9188040d-6c67-4c5b-b112-36a304b66dad';

/** Long enough ago that nothing changes any more. */
const FIRST_MS = 30 * HOUR_MS;

function signInsOf(tenant: TenantFixture, name: string, nowMs: number): LogRow[] {
  const { home, by, federated, signIns } = tenant.people[name] ?? missing(name);
  return signIns.map((text, index) => {
    const [app, how = ''] = text.split(' ') as ['portal' | 'cli', string];
    const createdMs = nowMs - FIRST_MS + index * HOUR_MS;
    const raw = (how === 'mfa' ? aRawMfaSignIn : aRawSignIn)({
      id: `a0000000-0000-4000-8000-${userId(tenant, name).slice(-6)}${String(index).padStart(6, '0')}`,
      createdDateTime: isoTime(createdMs),
      userId: userId(tenant, name),
      userPrincipalName: upnOf(tenant, name),
      userDisplayName: name,
      appId: APP_IDS[app],
      resourceTenantId: TENANTS.contoso.id,
      homeTenantId: by === 'personalAccount' ? PERSONAL_ACCOUNTS : TENANTS[home ?? 'contoso'].id,
      ...(tenant.cloud === 'usgov' && { resourceId: GOVERNMENT_MANAGEMENT_API }),
      ...((home || by) && { userType: 'guest', crossTenantAccessType: 'b2bCollaboration' }),
      ...(federated && { tokenIssuerType: 'ADFederationServices' }),
      ...(how.startsWith('ropc') && { authenticationProtocol: 'ropc' }),
      ...(how === 'ropcStopped' && { status: { errorCode: 50076 } }),
      ...(how === 'silent' && {
        authenticationDetails: [],
        isInteractive: false,
        signInEventTypes: ['nonInteractiveUser'],
      }),
      sessionId: null,
      appliedConditionalAccessPolicies: [],
    });
    const { id, createdDateTime, sessionId, authenticationDetails, ...common } = raw;
    const row = { own: { id, createdDateTime, sessionId, authenticationDetails }, common };
    return {
      ...row,
      createdMs,
      visibleMs: createdMs,
      replacedMs: Number.POSITIVE_INFINITY,
    } as unknown as LogRow;
  });
}

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
