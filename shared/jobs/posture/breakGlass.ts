import { NOT_IN_LOG, unseenAccount } from '../../domain/account/accountFacts';
import type { Registration } from '../../domain/account/registration';
import type { EnforcedApp } from '../../domain/apps/enforcedApps';
import type { BreakGlassAccount, LastSignIn } from '../../domain/breakGlass/facts';
import { globalAdministratorOf, type RoleTerm } from '../../domain/breakGlass/globalAdministrator';
import { lockoutsOf } from '../../domain/breakGlass/lockout';
import type { Policy } from '../../domain/coverage/policy';
import type { RetryAdvice } from '../../domain/polling/retryAdvice';
import type { SavePosture } from '../../domain/posture';
import type { Problem } from '../../domain/problem';
import { type Roles, rolesOf } from '../../domain/roles/roles';
import { isoTime } from '../../domain/time';
import { isWatchError } from '../../domain/watchError';
import type { UpdateAccounts } from '../poll/reconcile';
import type { PartDone, RefreshAt } from './part';

type User = Pick<BreakGlassAccount, 'userPrincipalName' | 'userDisplayName' | 'enabled'> & {
  readonly userId: string;
  readonly isSynced: boolean;
};

type Memberships = { readonly groups: readonly string[]; readonly roles: readonly string[] };

export type BreakGlassDeps = {
  readonly enforcedApps: readonly EnforcedApp[];
  /** User ids and UPNs, lower case. */
  readonly breakGlass: ReadonlySet<string>;
  // Nothing is asked after `until`, milliseconds since 1970-01-01 UTC.
  readonly findEmergencyUser: (idOrUpn: string, until: number) => Promise<User | null>;
  readonly readMemberships: (userId: string, until: number) => Promise<Memberships>;
  readonly readLastSignIn: (userId: string, until: number) => Promise<LastSignIn | null>;
  readonly registrationOf: (userId: string, until: number) => Promise<Registration | null>;
  readonly readGlobalAdministratorTerms: (until: number) => Promise<readonly RoleTerm[]>;
  readonly readPolicies: (until: number) => Promise<readonly Policy[]>;
  readonly latestRoles: () => Promise<Roles | null>;
  readonly updateAccounts: UpdateAccounts;
  readonly savePosture: SavePosture;
  readonly problemOf: (error: unknown) => Problem | null;
  readonly retryAdviceOf: (error: unknown) => RetryAdvice | null;
};

/** A tenant has two or so; each takes four requests. */
const MOST_ACCOUNTS = 10;

/**
 * Stores what Entra says of each account that BREAK_GLASS_ACCOUNTS names, and gives each a row among the accounts, though it never signed
 * in.
 *
 * A fact that cannot be read is `null`. If the accounts themselves cannot be read, or time runs out, everything stays as it was: a missing
 * permission is a problem, lack of time is counted, and any other error is thrown.
 */
export async function refreshBreakGlass(deps: BreakGlassDeps, at: RefreshAt): Promise<PartDone> {
  try {
    const accounts = await readAccounts(deps, at.until);
    await deps.savePosture('breakGlass', at.day, {
      at: isoTime(at.now),
      accounts: accounts.map(({ facts }) => facts),
    });
    await giveRows(deps, accounts);
    return { counts: { breakGlassAccounts: accounts.length }, problems: [] };
  } catch (error) {
    const problem = deps.problemOf(error);
    if (problem !== null) return { counts: {}, problems: [problem] };
    if (deps.retryAdviceOf(error) !== 'later') throw error;
    return { counts: { breakGlassUnread: 1 }, problems: [] };
  }
}

type Read = { readonly facts: BreakGlassAccount; readonly registration: Registration | null };

async function readAccounts(deps: BreakGlassDeps, until: number): Promise<readonly Read[]> {
  const asked = [...deps.breakGlass].slice(0, MOST_ACCOUNTS);
  if (asked.length === 0) return [];
  const tenant: Tenant = {
    roles: await deps.latestRoles(),
    terms: await factOf(deps, readTerms(deps, until)),
    policies: await factOf(deps, deps.readPolicies(until)),
  };
  const read = new Map<string, Read>();
  for (const name of asked) {
    const user = await deps.findEmergencyUser(name, until);
    if (user === null) read.set(name, { facts: notFound(name), registration: null });
    // The setting may name one account by id and by name.
    else if (!read.has(user.userId))
      read.set(user.userId, await readAccount(deps, { name, user, tenant }, until));
  }
  return [...read.values()];
}

/** `null` for a fact that cannot be read. Other parts of the refresh report the permission or licence that is missing for it. */
async function factOf<T>({ retryAdviceOf }: BreakGlassDeps, reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (!isWatchError(error) || retryAdviceOf(error) === 'later') throw error;
    return null;
  }
}

/** Without the licence for Privileged Identity Management, no assignment has an end. */
async function readTerms(
  { readGlobalAdministratorTerms, problemOf }: BreakGlassDeps,
  until: number,
): Promise<readonly RoleTerm[]> {
  try {
    return await readGlobalAdministratorTerms(until);
  } catch (error) {
    if (problemOf(error)?.code === 'notLicensed') return [];
    throw error;
  }
}

type Asked = { readonly name: string; readonly user: User; readonly tenant: Tenant };

async function readAccount(
  deps: BreakGlassDeps,
  { name, user, tenant }: Asked,
  until: number,
): Promise<Read> {
  const memberships = await factOf(deps, deps.readMemberships(user.userId, until));
  const registration = await factOf(deps, deps.registrationOf(user.userId, until));
  const facts: BreakGlassAccount = {
    asked: name,
    userId: user.userId,
    userPrincipalName: user.userPrincipalName,
    userDisplayName: user.userDisplayName,
    enabled: user.enabled,
    isSynced: user.isSynced,
    ...standingIn(tenant, { userId: user.userId, memberships, apps: deps.enforcedApps }),
    methods: registration?.methods ?? null,
    isMfaCapable: registration?.isMfaCapable ?? null,
    lastSignIn: await factOf(deps, deps.readLastSignIn(user.userId, until)),
  };
  return { facts, registration };
}

type Tenant = {
  readonly roles: Roles | null;
  readonly terms: readonly RoleTerm[] | null;
  readonly policies: readonly Policy[] | null;
};

type Standing = Pick<BreakGlassAccount, 'globalAdministrator' | 'lockedOutBy'>;

function standingIn(
  { roles, terms, policies }: Tenant,
  subject: {
    readonly userId: string;
    readonly memberships: Memberships | null;
    readonly apps: readonly EnforcedApp[];
  },
): Standing {
  const { userId, memberships, apps } = subject;
  const groups = memberships && new Set(memberships.groups);
  const active = rolesOf(roles, userId).filter(({ held }) => held === 'active');
  const ownRoles = memberships && new Set([...memberships.roles, ...active.map(({ roleId }) => roleId)]);
  return {
    globalAdministrator: globalAdministratorOf(userId, { roles, terms, groups }),
    lockedOutBy: policies && lockoutsOf({ userId, groups, roles: ownRoles }, policies, apps),
  };
}

function notFound(asked: string): BreakGlassAccount {
  return {
    asked,
    userId: null,
    userPrincipalName: null,
    userDisplayName: null,
    enabled: null,
    isSynced: null,
    globalAdministrator: null,
    methods: null,
    isMfaCapable: null,
    lockedOutBy: null,
    lastSignIn: null,
  };
}

/** The log names an account that has signed in, and the part `registrations` updates it. */
async function giveRows({ updateAccounts }: BreakGlassDeps, accounts: readonly Read[]): Promise<void> {
  const rows = new Map(accounts.map((read) => [read.facts.userId, read]));
  const userIds = [...rows.keys()].filter((userId) => userId !== null);
  if (userIds.length === 0) return;
  await updateAccounts(userIds, (userId, stored) => {
    const row = rows.get(userId);
    if (row === undefined || (stored !== null && stored.namedAt > NOT_IN_LOG)) return stored;
    const { userPrincipalName, userDisplayName } = row.facts;
    const named = { userId, userPrincipalName, userDisplayName, namedAt: NOT_IN_LOG };
    const known = stored ?? unseenAccount(named);
    return { ...known, ...named, registration: row.registration ?? known.registration };
  });
}
