import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { writePages } from '../../shared/arm/activityLog';
import type { Arm } from '../../shared/arm/arm';
import { connectArm } from '../../shared/arm/connectArm';
import { readAssignments, readRootAssignments } from '../../shared/arm/policyAssignments';
import { readPortalSetting } from '../../shared/arm/portalSetting';
import { readSubscriptions } from '../../shared/arm/subscriptions';
import { DAY_MS } from '../../shared/domain/time';
import { armService } from '../../simulation/armService';
import { calmMachine } from '../../simulation/calmMachine';
import { startTenant, type Tenant } from '../../tenant/tenant';
import { PRODUCTION } from '../../tenant/world/azure';
import { TENANTS } from '../../tenant/world/places';
import { makeWorld, type World } from '../../tenant/world/world';
import { collected } from '../tables/world';

// What the product relies on of Azure Resource Manager, of the real client over HTTP and of the simulated one alike.

const NOW_MS = Date.parse('2026-11-21T12:00:00Z');
const OPTIONS = { seed: 3, accounts: 40, days: 5, daysAhead: 0, signInsPerDay: 15, otherSignInsPerDay: 5 };
const WORLD: World = makeWorld({ ...OPTIONS, nowMs: NOW_MS });
const PAGE_SIZE = 7;
const WEEK = { from: NOW_MS - 7 * DAY_MS, to: NOW_MS };
const NO_VERSION = '/subscriptions';
const NO_PATH = '/providers/Microsoft.Other?api-version=1';

type Service = {
  readonly arm: () => Arm;
  readonly during: <T>(calls: Promise<T>) => Promise<T>;
};

let tenant: Tenant | undefined;
beforeAll(async () => {
  tenant = await startTenant({ world: WORLD, now: () => NOW_MS, pageSize: PAGE_SIZE, throttle: false });
});
afterAll(() => tenant?.stop());

function overHttp(): Service {
  const arm = () =>
    connectArm({
      endpoint: tenant?.url ?? '',
      token: async () => 'local',
      now: () => NOW_MS,
      wait: async () => {},
    });
  return { arm, during: (calls) => calls };
}

function simulated(): Service {
  const { on, during } = calmMachine({ startMs: NOW_MS });
  const arm = armService(WORLD, () => NOW_MS, PAGE_SIZE).reachedFrom(on);
  return { arm: () => arm, during };
}

describe.each([
  ['over HTTP', overHttp()],
  ['simulated', simulated()],
])('Azure Resource Manager %s', (_, { arm, during }) => {
  test('says whether phase 1 was postponed', async () => {
    expect(await during(readPortalSetting(arm()))).toEqual({
      enforcement: 'OptOut',
      until: '2025-09-30T23:59:59.000Z',
    });
  });

  test("gives Microsoft's policies at the root, and those that reach a subscription", async () => {
    const atRoot = await during(readRootAssignments(arm(), TENANTS.contoso.id));
    expect(atRoot.map(({ effect }) => effect)).toEqual(['Deny', 'DenyAction']);
    const reaching = await during(readAssignments(arm(), PRODUCTION));
    expect(reaching.map(({ effect }) => effect)).toEqual(['Deny', 'DenyAction', null, 'AuditAction']);
  });

  test('lists the subscriptions in use', async () => {
    expect(await during(readSubscriptions(arm()))).toEqual([PRODUCTION]);
  });

  test('gives the Activity Log page by page, and all of it', async () => {
    const log = `/subscriptions/${PRODUCTION}/providers/Microsoft.Insights/eventtypes/management/values`;
    const filter = encodeURIComponent(
      `eventTimestamp ge '${new Date(WEEK.from).toISOString()}' and eventTimestamp le '${new Date(WEEK.to).toISOString()}'`,
    );
    const pages = await during(collected(arm().pages(`${log}?api-version=2015-04-01&$filter=${filter}`)));
    const events = (WORLD.azure.activity[PRODUCTION] ?? []).filter(
      ({ eventTimestamp }) =>
        Date.parse(eventTimestamp) >= WEEK.from && Date.parse(eventTimestamp) <= WEEK.to,
    );
    expect(pages.flat()).toHaveLength(events.length);
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.every((page) => page.length <= PAGE_SIZE)).toBe(true);
    const writes = await during(collected(writePages(arm(), { subscriptionId: PRODUCTION, span: WEEK })));
    expect(writes.flat().some(({ stopped }) => stopped)).toBe(true);
    expect(writes.flat().some(({ stopped }) => !stopped)).toBe(true);
  });

  test.each([
    [NO_VERSION, 'badRequest', 400],
    [NO_PATH, 'notFound', 404],
  ])('refuses what it does not know: %s', async (path, code, status) => {
    await expect(during(arm().get(path))).rejects.toMatchObject({
      name: 'ArmError',
      code,
      fault: { status },
    });
  });

  test('is asked nothing once the time of a run is over', async () => {
    await expect(during(readSubscriptions(arm(), NOW_MS))).rejects.toMatchObject({ code: 'outOfTime' });
  });
});
