import { expect, test } from '@jest/globals';
import { DAY_MS, isoTime, MINUTE_MS } from '../../../shared/domain/time';
import { refreshWhatIf, type WhatIfDeps } from '../../../shared/jobs/posture/whatIf';
import { aPolicy, NOW, someFacts } from '../../domain/builders';
import { PUBLIC_CLOUD } from '../around';
import { storedTables } from '../storedTables';

const AT = { day: '2026-03-02', now: NOW, until: NOW + 6 * MINUTE_MS };
const MFA = { kind: 'said', evaluated: [{ policy: aPolicy(), applies: true, reasons: null }] } as const;

function aWorld(change: Partial<WhatIfDeps> = {}, accounts = 1) {
  const fake = storedTables();
  for (let n = 0; n < accounts; n++) {
    const lastFinding = isoTime(NOW - DAY_MS + n);
    const apps = { azureCli: { firstFinding: lastFinding, lastFinding, lastMfa: null } };
    fake.accounts.set(`u${n}`, someFacts({ userId: `u${n}`, apps }));
  }
  const saved: unknown[] = [];
  const asked: string[] = [];
  const deps: WhatIfDeps = {
    allAccounts: fake.allAccounts,
    latestWhatIf: fake.latestWhatIf,
    latestDirectory: fake.latestDirectory,
    latestWrites: fake.latestWrites,
    ...PUBLIC_CLOUD,
    breakGlass: new Set(),
    evaluatePolicies: async ({ userId, resource }) => {
      asked.push(`${userId} ${resource}`);
      return MFA;
    },
    readPerUserMfa: async (userId) => {
      asked.push(`${userId} itself`);
      return userId === 'u0' ? 'enforced' : null;
    },
    savePosture: async (kind, day, value) => void saved.push({ kind, day, value }),
    problemOf: () => null,
    retryAdviceOf: () => null,
    ...change,
  };
  return { saved, asked, refresh: () => refreshWhatIf(deps, AT) };
}

test('Entra is asked of each account at each resource, and what it says is kept for the day', async () => {
  const world = aWorld();
  expect(await world.refresh()).toEqual({ counts: { askedOf: 1 }, problems: [] });
  expect(world.asked).toEqual(['u0 azureManagement', 'u0 adminPortals', 'u0 itself']);
  expect(world.saved).toEqual([
    {
      kind: 'whatIf',
      day: '2026-03-02',
      value: {
        at: isoTime(NOW),
        matter: 1,
        accounts: { u0: { azureManagement: 'mfa', adminPortals: 'mfa', perUserMfa: 'enforced' } },
      },
    },
  ]);
});

test('of the worst 50 accounts at most', async () => {
  const world = aWorld({}, 51);
  expect((await world.refresh()).counts.askedOf).toBe(50);
  expect(world.asked).toHaveLength(150);
  expect(world.asked[0]).toBe('u50 azureManagement');
  expect(world.saved).toMatchObject([{ value: { matter: 51 } }]);
});

test('for as long as there is time; what was learnt by then is kept', async () => {
  const untils: number[] = [];
  const world = aWorld(
    {
      evaluatePolicies: async ({ userId }, until) => {
        untils.push(until);
        if (userId === 'u0') throw new Error('out of time');
        return MFA;
      },
      retryAdviceOf: () => 'later',
    },
    2,
  );
  expect((await world.refresh()).counts).toEqual({ askedOf: 1 });
  expect(new Set(untils)).toEqual(new Set([NOW + 6 * MINUTE_MS]));
  expect(world.saved).toMatchObject([{ value: { matter: 2, accounts: { u1: {} } } }]);
});

test('where no time is left, what was said before stays', async () => {
  const world = aWorld({
    evaluatePolicies: () => Promise.reject(new Error('out of time')),
    retryAdviceOf: () => 'later',
  });
  expect((await world.refresh()).counts).toEqual({ askedOf: 0 });
  expect(world.saved).toEqual([]);
});

test('what Entra does not answer is kept with its code, and is a problem unless it does not know the user', async () => {
  const unanswered = (code: string) => ({ kind: 'unanswered', code }) as const;
  const world = aWorld({
    evaluatePolicies: async ({ resource }) => (resource === 'adminPortals' ? unanswered('BadRequest') : MFA),
  });
  expect((await world.refresh()).problems).toMatchObject([{ code: 'whatIfRefused', reply: 'BadRequest' }]);
  const u0 = { azureManagement: 'mfa', unanswered: { adminPortals: 'BadRequest' }, perUserMfa: 'enforced' };
  expect(world.saved).toEqual([
    expect.objectContaining({ value: { at: isoTime(NOW), matter: 1, accounts: { u0 } } }),
  ]);
  const unknown = aWorld({ evaluatePolicies: async () => unanswered('Request_ResourceNotFound') });
  expect((await unknown.refresh()).problems).toEqual([]);
});

test('a guest is asked about as one, with its home tenant', async () => {
  const asked: unknown[] = [];
  const world = aWorld({
    allAccounts: async function* () {
      yield someFacts({ userId: 'u0', guest: true, homeTenantId: 'h' });
    },
    evaluatePolicies: async ({ guest }) => {
      asked.push(guest);
      return MFA;
    },
  });
  await world.refresh();
  expect(asked).toEqual([{ homeTenantId: 'h' }, { homeTenantId: 'h' }]);
});

test('a missing permission is reported, and earlier answers stay', async () => {
  const problem = { code: 'missingPermission' as const, permission: null, lost: null };
  const world = aWorld({
    evaluatePolicies: () => Promise.reject(new Error('403')),
    problemOf: () => problem,
  });
  expect(await world.refresh()).toEqual({ counts: {}, problems: [problem] });
  expect(world.saved).toEqual([]);
});

test('any other error is thrown', async () => {
  const world = aWorld({ evaluatePolicies: () => Promise.reject(new Error('cable cut')) });
  await expect(world.refresh()).rejects.toThrow('cable cut');
  expect(world.saved).toEqual([]);
});
