import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DAY_MS, MINUTE_MS } from '../../shared/domain/time';
import { readAdministrators } from '../../shared/graph/administrators';
import {
  findEmergencyUser,
  readGlobalAdministratorTerms,
  readLastSignIn,
  readMemberships,
} from '../../shared/graph/breakGlass';
import { connectGraph } from '../../shared/graph/connectGraph';
import type { Graph } from '../../shared/graph/graph';
import { readTenant } from '../../shared/graph/organization';
import { readPolicies, readSecurityDefaults } from '../../shared/graph/policies';
import { readPrivilegedRoles } from '../../shared/graph/privilegedRoles';
import { registrationPages } from '../../shared/graph/registrations';
import { signInPages } from '../../shared/graph/signIns';
import { findUser } from '../../shared/graph/users';
import { calmMachine } from '../../simulation/calmMachine';
import { type GraphWays, graphService } from '../../simulation/graphService';
import { makeExchange } from '../../tenant/exchange/exchange';
import { startTenant, type Tenant, type TenantOptions } from '../../tenant/tenant';
import { randomFrom } from '../../tenant/world/random';
import { makeWorld, type World } from '../../tenant/world/world';
import { collected } from '../tables/world';

// What the product relies on of Graph, of the real client over HTTP and of the simulated one alike.

const NOW_MS = Date.parse('2026-11-21T12:00:00Z');
const OPTIONS = { seed: 3, accounts: 40, days: 5, daysAhead: 0, signInsPerDay: 15, otherSignInsPerDay: 5 };
const PAGE_SIZE = 7;
const WAYS: GraphWays = {
  keptDays: 30,
  takesWhole: true,
  longestMs: Number.POSITIVE_INFINITY,
  linkMs: 15 * MINUTE_MS,
  pageSize: PAGE_SIZE,
  refusal: null,
};
const WORLD: World = makeWorld({ ...OPTIONS, nowMs: NOW_MS });
const TENANT = { world: WORLD, exchange: makeExchange(randomFrom(3, 'exchange')) };

type Service = {
  readonly graph: () => Graph;
  readonly during: <T>(calls: Promise<T>) => Promise<T>;
};

let tenant: Tenant | undefined;
beforeAll(async () => {
  tenant = await startTenant({ ...OPTIONS, now: () => NOW_MS, pageSize: PAGE_SIZE, throttle: false });
});
afterAll(() => tenant?.stop());

function overHttp(): Service {
  const graph = () =>
    connectGraph({ endpoint: tenant?.url ?? '', token: async () => 'local', wait: async () => {} });
  return { graph, during: (calls) => calls };
}

function simulated(): Service {
  const { on, during } = calmMachine({ startMs: NOW_MS });
  const graph = graphService(TENANT, () => NOW_MS, WAYS).reachedFrom(on, randomFrom(1, 'graph'));
  return { graph: () => graph, during };
}

describe.each([
  ['over HTTP', overHttp()],
  ['simulated', simulated()],
])('Graph %s', (_, { graph, during }) => {
  const asked = (fromMs: number, toMs: number) => ({
    span: { from: fromMs, to: toMs },
    appIds: ['c44b4083-3bb0-49c1-b47d-974e53cbdf3c', '04b07795-8ddb-461a-bbee-02f9e1bf7b46'],
    resourceIds: ['797f4846-ba00-4fd7-ba43-dac1f8f63013'],
    includeNonInteractive: true,
    userId: null,
  });
  const idsOf = (pages: readonly (readonly unknown[])[]) =>
    pages.map((page) => page.map((record) => (record as { readonly id: string }).id));

  test('gives the sign-ins of a span page by page, newest first, as the log shows them', async () => {
    const pages = await during(collected(signInPages(graph(), asked(NOW_MS - 2 * DAY_MS, NOW_MS))));
    const { appIds, resourceIds } = asked(0, 0);
    const shown = WORLD.rowsAsOf(NOW_MS).filter(
      ({ appId, resourceId, createdDateTime, signInEventTypes }) =>
        (appIds.includes(appId) || resourceIds.includes(resourceId)) &&
        signInEventTypes.some((type) => /user$/i.test(type)) &&
        Date.parse(createdDateTime) >= NOW_MS - 2 * DAY_MS &&
        Date.parse(createdDateTime) < NOW_MS,
    );
    expect(idsOf(pages).flat()).toEqual(shown.map(({ id }) => id));
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.every((page) => page.length <= PAGE_SIZE)).toBe(true);
  });

  test('refuses what it no longer has', async () => {
    const tooEarly = during(
      collected(graph().pages(`/beta/auditLogs/signIns?$filter=createdDateTime ge 2020-01-01T00:00:00Z`)),
    );
    await expect(tooEarly).rejects.toMatchObject({ code: 'badRequest' });
  });

  test('gives the policies of the tenant, and whether security defaults are on', async () => {
    const policies = await during(readPolicies(graph()));
    expect(policies.map(({ id }) => id)).toEqual(WORLD.policies.map(({ id }) => id));
    expect(await during(readSecurityDefaults(graph()))).toBe(false);
  });

  test('knows the tenant, its users, its administrators and who has registered', async () => {
    expect(await during(readTenant(graph()))).toEqual({
      tenantId: 'e0000001-0000-4000-8000-000000000001',
      name: 'Contoso',
    });
    expect(await during(findUser(graph(), 'nobody@contoso.example'))).toBeNull();
    const { administrators, unread } = await during(readAdministrators(graph()));
    expect([administrators.length > 3, unread]).toEqual([true, []]);
    const registrations = (await during(collected(registrationPages(graph())))).flat();
    expect(registrations.length).toBe(WORLD.registrations.length);
  });
});

describe.each([
  ['over HTTP', overHttp()],
  ['simulated', simulated()],
])('the directory of Graph %s', (_, { graph, during }) => {
  const idOf = (name: string) => String(WORLD.users.find(({ displayName }) => displayName === name)?.id);
  const GLOBAL = '62e90394-69f5-4237-9190-012177145e10';

  test('gives the privileged roles of all users: active, eligible, and through groups', async () => {
    const { roles, refusal } = await during(readPrivilegedRoles(graph()));
    expect([roles.unread, refusal]).toEqual([[], null]);
    const held = (name: string) => roles.holders[idOf(name)];
    expect(held('Mara Lindqvist')).toEqual([{ roleId: GLOBAL, held: 'active' }]);
    expect(held('Priya Nambisan')).toEqual([{ roleId: GLOBAL, held: 'active' }]);
    expect(held('Lucia Ferrandi')).toEqual([{ roleId: GLOBAL, held: 'eligible' }]);
    expect(held('Yuki Hanamori')).toEqual([{ roleId: GLOBAL, held: 'eligible' }]);
    expect(held('Renata Kowalik')?.map(({ held: how }) => how)).toEqual(['eligible']);
    expect(held('Greta Holmqvist')).toBeUndefined();
  });

  test('gives the facts about a break-glass account', async () => {
    const [, , upn = ''] = WORLD.breakGlassUpns;
    const userId = idOf('Emergency access 3');
    expect(await during(findEmergencyUser(graph(), upn))).toEqual({
      userId,
      userPrincipalName: upn,
      userDisplayName: 'Emergency access 3',
      enabled: true,
      isSynced: false,
    });
    expect(await during(readMemberships(graph(), userId))).toEqual({ groups: [], roles: [GLOBAL] });
    expect(await during(readLastSignIn(graph(), userId))).toEqual({ at: '2025-11-21T12:00:00.000Z' });
    expect(await during(readGlobalAdministratorTerms(graph()))).toContainEqual({
      principalId: userId,
      isPermanent: true,
    });
  });
});

describe('a simulated tenant', () => {
  const SPAN = { from: NOW_MS - 2 * DAY_MS, to: NOW_MS };
  const query = {
    span: SPAN,
    appIds: ['c44b4083-3bb0-49c1-b47d-974e53cbdf3c', '04b07795-8ddb-461a-bbee-02f9e1bf7b46'],
    resourceIds: [],
    includeNonInteractive: true,
    userId: null,
  };
  const reading = async (ways: Partial<GraphWays>, read: (graph: Graph) => AsyncIterable<unknown>) => {
    const { on, during } = calmMachine({ startMs: NOW_MS });
    const service = graphService(TENANT, () => NOW_MS, { ...WAYS, ...ways });
    return during(collected(read(service.reachedFrom(on, randomFrom(1, 'graph')))));
  };

  const readingOverHttp = async (options: TenantOptions, read: (graph: Graph) => AsyncIterable<unknown>) => {
    const http = { world: WORLD, now: () => NOW_MS, pageSize: PAGE_SIZE, throttle: false };
    const other = await startTenant({ ...http, ...options });
    const graph = connectGraph({ endpoint: other.url, token: async () => 'local', wait: async () => {} });
    return collected(read(graph)).finally(() => other.stop());
  };

  test.each<[string, Partial<GraphWays>, TenantOptions, string]>([
    [
      'answers a day in time',
      { longestMs: DAY_MS },
      { faults: () => ({ kind: 'status', status: 504, headers: { 'retry-after': '1' } }) },
      'timedOut',
    ],
    [
      'has no licence for now',
      { refusal: { code: 'notLicensed', fromMs: 0, toMs: NOW_MS + 1 } },
      { licence: 'free' },
      'notLicensed',
    ],
  ])('that %s refuses as the real client reports it', async (_case, ways, options, code) => {
    const refused = { name: 'GraphError', code, fault: { path: '/beta/auditLogs/signIns' } };
    const read = (graph: Graph) => signInPages(graph, query);
    await expect(reading(ways, read)).rejects.toMatchObject(refused);
    await expect(readingOverHttp(options, read)).rejects.toMatchObject(refused);
  });

  test('that takes one clause at a time is asked in pieces', async () => {
    let pieces = 0;
    const how = { onPieces: () => void pieces++ };
    const whole = await reading({}, (graph) => signInPages(graph, query));
    const parts = await reading({ takesWhole: false }, (graph) => signInPages(graph, query, how));
    expect(pieces).toBeGreaterThan(3);
    const ids = (pages: readonly unknown[]) => idsIn(pages).sort();
    expect(ids(parts)).toEqual(ids(whole));
  });

  test('that keeps seven days refuses an earlier start', async () => {
    const early = { ...query, span: { from: NOW_MS - 9 * DAY_MS, to: NOW_MS } };
    await expect(reading({ keptDays: 7 }, (graph) => signInPages(graph, early))).rejects.toMatchObject({
      code: 'badRequest',
    });
  });

  test('asks nothing once the time of a run is over', async () => {
    await expect(reading({}, (graph) => signInPages(graph, query, { until: NOW_MS }))).rejects.toMatchObject({
      code: 'outOfTime',
    });
  });
});

function idsIn(pages: readonly unknown[]): string[] {
  return (pages as readonly (readonly { readonly id: string }[])[]).flat().map(({ id }) => id);
}
