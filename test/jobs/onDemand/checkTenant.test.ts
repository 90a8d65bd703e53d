import { expect, test } from '@jest/globals';
import type { AccountFacts } from '../../../shared/domain/account/accountFacts';
import { ENFORCED_APPS, indexApps } from '../../../shared/domain/apps/enforcedApps';
import { DAY_MS, HOUR_MS, isoTime, MINUTE_MS } from '../../../shared/domain/time';
import type { TenantAround } from '../../../shared/jobs/onDemand/accountViews';
import { checkTenant } from '../../../shared/jobs/onDemand/checkTenant';
import type { Health } from '../../../shared/jobs/onDemand/readHealth';
import { pollSignIns } from '../../../shared/jobs/poll/pollSignIns';
import { aFinding, NOW, someFacts, TENANT } from '../../domain/builders';
import { aRawSignIn } from '../rawSignIn';
import { storedTables } from '../storedTables';

const HEALTHY: Health = {
  healthy: true,
  poll: { onTime: true, readUntil: isoTime(NOW), lagMinutes: 0 },
  posture: { onTime: true, refreshedAt: isoTime(NOW) },
  digest: { onTime: true, localDay: '2026-03-02', status: 'sent' },
  rejectsLast7Days: 0,
  problems: [],
};

/** A log of these rows over a store that remembers. */
function aWorld(rows: readonly Readonly<Record<string, unknown>>[] = []) {
  const fake = storedTables();
  const poll = {
    ...fake,
    ...fake.store,
    apps: indexApps(ENFORCED_APPS),
    includeNonInteractive: true,
    readTenantId: async () => TENANT,
    readSignIns: async function* () {
      yield rows;
    },
    breakGlass: new Set<string>(),
    keptDays: 30,
    budgetMs: HOUR_MS,
    clock: () => NOW,
    problemOf: () => null,
    retryAdviceOf: () => null,
  };
  const accounts = { ...fake, timeZone: 'UTC', breakGlass: new Set<string>() };
  const check = (around: Partial<TenantAround> = {}) =>
    checkTenant(
      {
        readLog: (now) => pollSignIns(poll, now),
        accounts: { ...accounts, ...around },
        readHealth: async () => HEALTHY,
      },
      new Date(NOW),
    );
  return { ...fake, check };
}

function lastFound(userId: string, ms: number) {
  const at = isoTime(NOW - ms);
  return someFacts({ userId, apps: { adminPortals: { firstFinding: at, lastFinding: at, lastMfa: null } } });
}

test('polls first, and counts what that poll found', async () => {
  const found = await aWorld([aRawSignIn()]).check();
  expect(found).toMatchObject({ openCount: 1, byState: { new: 1 }, health: HEALTHY });
  expect(found.poll.findings).toBeGreaterThan(0);
  expect(found.open.map(({ userPrincipalName }) => userPrincipalName)).toEqual(['alex@contoso.example']);
});

test('shows the worst 100 open accounts, and says how many there are', async () => {
  const world = aWorld();
  const put = (userId: string, ms: number, change: Partial<AccountFacts> = {}) => {
    world.accounts.set(userId, { ...lastFound(userId, ms), ...change });
    const createdDateTime = isoTime(NOW - ms);
    world.findings.set(userId, aFinding({ id: userId, userId, app: 'adminPortals', createdDateTime }));
  };
  for (let i = 150; i > 0; i--) put(`u${i}`, i * MINUTE_MS);
  put('quiet', 20 * DAY_MS);
  const exception = { reason: 'r', until: isoTime(NOW + 1), by: 'b', setAt: isoTime(NOW) };
  put('excepted', 1, { exception });
  const { open, openCount, byState } = await world.check();
  expect([openCount, byState]).toEqual([150, { new: 150, excepted: 1, resolved: 1 }]);
  expect(open.map(({ userId }) => userId)).toEqual(Array.from({ length: 100 }, (_, i) => `u${i + 1}`));
});

test('counts no new account in its grace', async () => {
  const world = aWorld();
  const graces = { fresh: isoTime(NOW + DAY_MS) };
  for (const userId of ['fresh', 'old']) {
    world.accounts.set(userId, lastFound(userId, HOUR_MS));
    world.findings.set(userId, aFinding({ id: userId, userId, createdDateTime: isoTime(NOW - HOUR_MS) }));
  }
  const { open, openCount, byState, effects } = await world.check({
    latestDirectory: async () => ({ trust: null, syncAccounts: [], graces }),
    latestRoles: async () => ({ at: isoTime(NOW), holders: {}, unread: [] }),
  });
  expect(open.map(({ userId }) => userId)).toEqual(['old']);
  expect([openCount, byState, effects.getsIn]).toEqual([1, { new: 1 }, 1]);
});
