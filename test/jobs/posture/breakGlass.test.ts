import { describe, expect, test } from '@jest/globals';
import { NOT_IN_LOG } from '../../../shared/domain/account/accountFacts';
import { findingUse } from '../../../shared/domain/account/appUse';
import { mergeFacts } from '../../../shared/domain/account/mergeFacts';
import { ENFORCED_APPS } from '../../../shared/domain/apps/enforcedApps';
import type { BreakGlassFacts } from '../../../shared/domain/breakGlass/facts';
import { isoTime } from '../../../shared/domain/time';
import { GraphError } from '../../../shared/graph/graphError';
import { type BreakGlassDeps, refreshBreakGlass } from '../../../shared/jobs/posture/breakGlass';
import { aPolicy, aRegistration, NOW, someFacts } from '../../domain/builders';
import { idOfRole } from '../../domain/roleIds';
import { storedTables } from '../storedTables';
import { NOTHING_READ } from './nothingRead';

const AT = { day: '2026-03-02', now: NOW, until: NOW + 60_000 };
const ID = 'b0000001-0000-4000-8000-000000000001';
const GLOBAL = idOfRole('Global Administrator');
const UPN = 'emergency1@contoso.onmicrosoft.com';
const USER = {
  userId: ID,
  userPrincipalName: UPN,
  userDisplayName: 'Emergency access 1',
  enabled: true,
  isSynced: false,
};
const READ = {
  asked: UPN,
  ...USER,
  globalAdministrator: 'permanent',
  methods: ['passKeyDeviceBound'],
  isMfaCapable: true,
  lockedOutBy: [],
  lastSignIn: { at: '2025-03-01T08:00:00.000Z' },
};
const EXCLUDED = aPolicy({
  exclude: { everyone: false, users: [], groups: ['g'], roles: [], guests: [] },
});
const KEY = aRegistration({ userId: ID, methods: ['passKeyDeviceBound'] });
const refused = () => Promise.reject(new GraphError('forbidden', '/v1.0/users/x', { status: 403 }));
const problem = { code: 'missingPermission', permission: 'User.Read.All', lost: null } as const;

function aWorld(change: Partial<BreakGlassDeps> = {}) {
  const fake = storedTables();
  const saved: BreakGlassFacts[] = [];
  const asked: string[] = [];
  const deps: BreakGlassDeps = {
    ...NOTHING_READ,
    enforcedApps: ENFORCED_APPS,
    breakGlass: new Set([UPN]),
    findEmergencyUser: async (name) => {
      asked.push(name);
      return USER;
    },
    readMemberships: async () => ({ groups: ['g'], roles: [] }),
    readLastSignIn: async () => READ.lastSignIn,
    registrationOf: async () => KEY,
    readGlobalAdministratorTerms: async () => [{ principalId: ID, isPermanent: true }],
    readPolicies: async () => [EXCLUDED],
    latestRoles: async () => ({
      at: '2026-03-02T03:00:00.000Z',
      holders: { [ID]: [{ roleId: GLOBAL, held: 'active' }] },
      unread: [],
    }),
    updateAccounts: fake.store.updateAccounts,
    savePosture: async (_kind, _day, value) => void saved.push(value as BreakGlassFacts),
    problemOf: () => null,
    retryAdviceOf: () => null,
    ...change,
  };
  return { ...fake, saved, asked, refresh: () => refreshBreakGlass(deps, AT) };
}

test('all facts about a break-glass account are stored for the day', async () => {
  const world = aWorld();
  expect(await world.refresh()).toEqual({ counts: { breakGlassAccounts: 1 }, problems: [] });
  expect(world.saved).toEqual([{ at: isoTime(NOW), accounts: [READ] }]);
});

test('a policy that does not exclude the account could lock it out', async () => {
  const world = aWorld({ readPolicies: async () => [aPolicy({ name: 'Block all' }), EXCLUDED] });
  await world.refresh();
  expect(world.saved[0]?.accounts[0]?.lockedOutBy).toEqual(['Block all']);
});

test('an account that is named by id and by user principal name is stored once', async () => {
  const world = aWorld({ breakGlass: new Set([UPN, ID]) });
  await world.refresh();
  expect(world.asked).toEqual([UPN, ID]);
  expect(world.saved[0]?.accounts.map(({ asked }) => asked)).toEqual([UPN]);
});

test('an account that the directory does not have is stored without facts, and gets no row', async () => {
  const world = aWorld({ findEmergencyUser: async () => null });
  await world.refresh();
  expect(world.saved[0]?.accounts).toEqual([
    expect.objectContaining({ asked: UPN, userId: null, enabled: null, lastSignIn: null }),
  ]);
  expect(world.accounts.size).toBe(0);
});

test('no more than ten accounts are read', async () => {
  const breakGlass = new Set(Array.from({ length: 12 }, (_, n) => `bg${n}@contoso.example`));
  const world = aWorld({ breakGlass });
  await world.refresh();
  expect(world.asked).toHaveLength(10);
});

test('if no account is named, that is stored, and nothing is asked', async () => {
  const world = aWorld({ breakGlass: new Set(), readPolicies: refused, latestRoles: refused });
  await world.refresh();
  expect(world.saved).toEqual([{ at: isoTime(NOW), accounts: [] }]);
});

describe('a fact that cannot be read is null, and costs no other:', () => {
  test.each<[string, Partial<BreakGlassDeps>, object]>([
    ['the groups', { readMemberships: refused }, { lockedOutBy: null }],
    ['the methods', { registrationOf: refused }, { methods: null, isMfaCapable: null }],
    ['the last sign-in', { readLastSignIn: refused }, { lastSignIn: null }],
    ['the policies', { readPolicies: refused }, { lockedOutBy: null }],
    ['the terms of the role', { readGlobalAdministratorTerms: refused }, { globalAdministrator: null }],
    ['the roles', { latestRoles: async () => null }, { globalAdministrator: null }],
  ])('%s', async (_, change, lost) => {
    const world = aWorld({ ...change, problemOf: () => problem });
    expect(await world.refresh()).toEqual({ counts: { breakGlassAccounts: 1 }, problems: [] });
    expect(world.saved[0]?.accounts).toEqual([{ ...READ, ...lost }]);
  });
});

test('without the licence for Privileged Identity Management, an active assignment is permanent', async () => {
  const world = aWorld({
    readGlobalAdministratorTerms: () =>
      Promise.reject(new GraphError('notLicensed', '/v1.0/roleManagement/x')),
    problemOf: () => ({ code: 'notLicensed' }),
  });
  await world.refresh();
  expect(world.saved[0]?.accounts[0]?.globalAdministrator).toBe('permanent');
});

describe('everything stays as it was', () => {
  test('if users may not be read, which is a problem', async () => {
    const world = aWorld({ findEmergencyUser: refused, problemOf: () => problem });
    expect(await world.refresh()).toEqual({ counts: {}, problems: [problem] });
    expect([world.saved, world.accounts.size]).toEqual([[], 0]);
  });

  test('if time runs out, which is counted', async () => {
    const readLastSignIn = () => Promise.reject(new GraphError('outOfTime', '/v1.0/users/x'));
    const world = aWorld({ readLastSignIn, retryAdviceOf: () => 'later' });
    expect(await world.refresh()).toEqual({ counts: { breakGlassUnread: 1 }, problems: [] });
    expect(world.saved).toEqual([]);
  });

  test.each(['findEmergencyUser', 'readMemberships'] as const)(
    'if anything else fails (%s), which fails the part',
    async (name) => {
      const world = aWorld({ [name]: () => Promise.reject(new Error('cable cut')) });
      await expect(world.refresh()).rejects.toThrow('cable cut');
      expect(world.saved).toEqual([]);
    },
  );
});

describe('among the accounts,', () => {
  const row = (world: ReturnType<typeof aWorld>) => world.accounts.get(ID);

  test('an account that never signed in has a row with its methods', async () => {
    const world = aWorld();
    await world.refresh();
    expect(row(world)).toMatchObject({
      userId: ID,
      userPrincipalName: UPN,
      userDisplayName: 'Emergency access 1',
      namedAt: NOT_IN_LOG,
      apps: {},
      registration: KEY,
    });
  });

  test('such a row is kept up to date, with the methods that were read before if need be', async () => {
    const world = aWorld({ registrationOf: refused });
    world.accounts.set(
      ID,
      someFacts({
        userId: ID,
        userDisplayName: 'Old name',
        namedAt: NOT_IN_LOG,
        apps: {},
        registration: KEY,
      }),
    );
    await world.refresh();
    expect(row(world)).toMatchObject({
      userDisplayName: 'Emergency access 1',
      namedAt: NOT_IN_LOG,
      registration: KEY,
    });
  });

  test.each(['before', 'after'])(
    'an account whose sign-in is read %s has the row that the log makes',
    async (when) => {
      const world = aWorld({ registrationOf: async () => null });
      const apps = { adminPortals: findingUse('2026-03-01T09:00:00.000Z', true) };
      const seen = someFacts({ userId: ID, userDisplayName: 'As in the log', apps });
      if (when === 'before') world.accounts.set(ID, seen);
      await world.refresh();
      const stored = row(world);
      expect(stored && mergeFacts(stored, seen)).toEqual(seen);
      expect(stored?.userDisplayName).toBe(when === 'before' ? 'As in the log' : 'Emergency access 1');
    },
  );
});
