import { expect, test } from '@jest/globals';
import { ENFORCED_APPS, indexApps } from '../../../shared/domain/apps/enforcedApps';
import type { SignInQuery } from '../../../shared/domain/signIn/signInQuery';
import { DAY_MS, HOUR_MS, isoTime } from '../../../shared/domain/time';
import { type CheckUserDeps, checkUser } from '../../../shared/jobs/onDemand/checkUser';
import { aPolicy, aRegistration, NOW, OTHER_TENANT, someFacts, TENANT } from '../../domain/builders';
import { PUBLIC_CLOUD } from '../around';
import { aRawMfaSignIn, aRawSignIn } from '../rawSignIn';

const userId = 'b0000001-0000-4000-8000-000000000001';

function aWorld(rows: readonly unknown[], change: Partial<CheckUserDeps> = {}) {
  const asked: SignInQuery[] = [];
  const deps: CheckUserDeps = {
    apps: indexApps(ENFORCED_APPS),
    includeNonInteractive: true,
    breakGlass: new Set(),
    readTenantId: async () => TENANT,
    storedAccount: async () => null,
    findUsers: async () => [
      { userId, userPrincipalName: 'alex@contoso.example', displayName: 'Alex Example' },
    ],
    registrationOf: async () => aRegistration(),
    sessionsOf: async () => new Map(),
    latestDirectory: async () => null,
    latestWhatIf: async () => null,
    latestCoverage: async () => null,
    latestWrites: async () => null,
    ...PUBLIC_CLOUD,
    evaluatePolicies: async () => ({ kind: 'said', evaluated: [] }),
    readPerUserMfa: async () => 'enabled',
    problemOf: () => null,
    retryAdviceOf: () => null,
    budgetMs: HOUR_MS,
    clock: () => NOW,
    readSignIns: async function* (query) {
      asked.push(query);
      yield rows;
    },
    ...change,
  };
  return {
    asked,
    check: (user = 'alex@contoso.example') => checkUser(deps, { user, days: 7 }, new Date(NOW)),
  };
}

test('asks Graph for nothing when the time of an answer over HTTP is over', async () => {
  const until: number[] = [];
  const note = (ms: number) => void until.push(ms);
  const world = aWorld([], {
    budgetMs: 7,
    findUsers: async (_user, ms) => {
      note(ms);
      return [{ userId, userPrincipalName: null, displayName: null }];
    },
    readTenantId: async (ms) => {
      note(ms);
      return TENANT;
    },
    readSignIns: async function* (_query, how) {
      note(how.until);
      yield [];
    },
    registrationOf: async (_user, ms) => {
      note(ms);
      return null;
    },
    evaluatePolicies: async (_asked, ms) => {
      note(ms);
      return { kind: 'said', evaluated: [] };
    },
    readPerUserMfa: async (_user, ms) => {
      note(ms);
      return null;
    },
  });
  await world.check();
  expect(until).toEqual(Array.from({ length: 7 }, () => NOW + 7));
});

test('asks Entra what the policies come to for the user, and advice goes by it', async () => {
  const applies = { policy: aPolicy(), applies: true, reasons: null };
  const row = aRawSignIn();
  const checked = await aWorld([row], {
    evaluatePolicies: async () => ({ kind: 'said', evaluated: [applies] }),
  }).check();
  expect(checked?.account.whatIf).toEqual({
    azureManagement: 'mfa',
    adminPortals: 'mfa',
    perUserMfa: 'enabled',
  });
  expect(checked?.account.advice).toEqual(['checkDetails']);
  const uncovered = await aWorld([row]).check();
  expect(uncovered?.account.advice).toEqual(['coverByPolicy']);
});

test('judges a guest by what was kept of the directory', async () => {
  const latestDirectory = async () => ({ trust: { byDefault: false, byTenant: {} }, syncAccounts: [] });
  const row = aRawSignIn({ homeTenantId: OTHER_TENANT, crossTenantAccessType: 'b2bCollaboration' });
  const checked = await aWorld([row], { latestDirectory, registrationOf: async () => null }).check();
  expect(checked?.account).toMatchObject({ kind: 'guest', readiness: 'unknown' });
});

test('an answer of Entra that may not be had, or not in time, costs nothing else', async () => {
  const refused = { evaluatePolicies: () => Promise.reject(new Error('403')) };
  const problem = { code: 'missingPermission' as const, permission: null, lost: null };
  for (const change of [{ problemOf: () => problem }, { retryAdviceOf: () => 'later' as const }]) {
    const checked = await aWorld([aRawSignIn()], { ...refused, ...change }).check();
    expect(checked).toMatchObject({ account: { whatIf: null }, findings: [{ id: 'a1' }] });
  }
  await expect(aWorld([], refused).check()).rejects.toThrow('403');
});

test("reads the user's sign-ins of the days asked for, and says what happens to the account", async () => {
  const world = aWorld([
    aRawSignIn({ id: 'a1', createdDateTime: isoTime(NOW - 60_000) }),
    aRawSignIn({ id: 'a2' }),
    aRawMfaSignIn({ id: 'a3' }),
  ]);
  const found = await world.check();
  expect(world.asked[0]).toMatchObject({ userId, span: { from: NOW - 7 * DAY_MS, to: NOW } });
  expect(found?.summary.byVerdict).toEqual({ withoutMfa: 2, cannotTell: 0, mfa: 1, outOfScope: 0 });
  expect(found?.findings.map(({ id, provisional }) => [id, provisional])).toEqual([
    ['a1', true],
    ['a2', false],
  ]);
  expect(found?.account).toMatchObject({
    userId,
    readiness: 'willBePrompted',
    lastFinding: isoTime(NOW - 60_000),
  });
});

test('a user without sign-ins is judged by what is registered', async () => {
  const world = aWorld([], {
    registrationOf: async () => aRegistration({ isMfaCapable: false, isMfaRegistered: false }),
  });
  expect((await world.check())?.account.readiness).toBe('mustRegister');
});

test('a user that the tenant does not have is reported as such, without reading the log', async () => {
  const world = aWorld([], { findUsers: async () => [] });
  expect(await world.check()).toBeNull();
  expect(world.asked).toEqual([]);
});

test('a session known to have proved MFA proves what leans on it', async () => {
  const silent = aRawSignIn({ sessionId: 's', authenticationDetails: [] });
  const proof = { signInId: 'p', at: '2026-02-20T09:00:00.000Z' };
  const world = aWorld([silent], { sessionsOf: async () => new Map([[userId, { s: proof }]]) });
  expect((await world.check())?.summary.byVerdict.mfa).toBe(1);
});

test('goes by what is stored first: whoever lists show by an address is found by it', async () => {
  const world = aWorld([], {
    storedAccount: async () => someFacts({ userId: 'stored', userPrincipalName: 'tech@partner.example' }),
    findUsers: () => Promise.reject(new Error('asked the directory')),
  });
  const found = await world.check();
  expect(found?.account).toMatchObject({ userId: 'stored', userPrincipalName: 'tech@partner.example' });
});

test('finds somebody who is in no directory by id, if the log shows anything', async () => {
  const nowhere = { findUsers: async () => [] };
  const check = (rows: readonly unknown[]) => aWorld(rows, nowhere).check(userId.toUpperCase());
  expect((await check([aRawSignIn()]))?.account.userPrincipalName).toBe('alex@contoso.example');
  expect(await check([])).toBeNull();
  expect(await aWorld([aRawSignIn()], nowhere).check('nobody@contoso.example')).toBeNull();
});

test('names the ids when several users have the address', async () => {
  const user = (id: string) => ({ userId: id, userPrincipalName: null, displayName: null });
  const world = aWorld([], { findUsers: async () => [user('u1'), user('u2')] });
  await expect(world.check()).rejects.toMatchObject({
    code: 'severalUsers',
    fault: { userIds: ['u1', 'u2'] },
  });
});
