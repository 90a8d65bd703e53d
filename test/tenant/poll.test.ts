import { expect, test } from '@jest/globals';
import { ENFORCED_APPS, indexApps } from '../../shared/domain/apps/enforcedApps';
import { DAY_MS, HOUR_MS, isoTime, MINUTE_MS, type Span } from '../../shared/domain/time';
import { connectGraph } from '../../shared/graph/connectGraph';
import { problemOf } from '../../shared/graph/problem';
import { retryAdviceOf } from '../../shared/graph/retryAdvice';
import { signInPages } from '../../shared/graph/signIns';
import { pollSignIns } from '../../shared/jobs/poll/pollSignIns';
import type { RequestFacts, TenantOptions } from '../../tenant/tenant';
import { storedTables } from '../jobs/storedTables';
import { aTenant, NOW_MS } from './aTenant';

const CONTOSO = 'e0000001-0000-4000-8000-000000000001';
const QUARTER_MS = 15 * MINUTE_MS;

/** The real poll of a tenant over HTTP, into memory. Time passes only while it waits and during requests. */
type Faults = NonNullable<TenantOptions['faults']>;

async function aPolledTenant(options: TenantOptions = {}, requestMs = 0) {
  let now = NOW_MS;
  const tenant = await aTenant({ ...options, now: () => now });
  const fake = storedTables();
  const waits: number[] = [];
  const graph = connectGraph({
    endpoint: tenant.url,
    token: async () => 'local',
    now: () => now,
    wait: async (ms) => {
      waits.push(ms);
      now += ms;
    },
    fetch: async (...request) => {
      now += requestMs;
      return fetch(...request);
    },
    random: () => 1,
  });
  const deps = {
    ...fake,
    ...fake.store,
    apps: indexApps(ENFORCED_APPS),
    includeNonInteractive: true,
    readTenantId: async () => CONTOSO,
    readSignIns: signInPages.bind(null, graph),
    breakGlass: new Set<string>(),
    keptDays: 30,
    budgetMs: 5 * MINUTE_MS,
    clock: () => now,
    problemOf,
    retryAdviceOf,
  };
  return {
    ...fake,
    tenant,
    waits,
    poll: (at = NOW_MS) => {
      now = at;
      return pollSignIns(deps, new Date(at));
    },
    problems: () => fake.checkpoints.get('run')?.problems.map(({ code }) => code),
  };
}

/** Polls every quarter of an hour until the whole log is read; returns the time of that. */
async function pollAll(world: { readonly poll: (at: number) => Promise<{ readonly complete: boolean }> }) {
  for (let at = NOW_MS; at < NOW_MS + 12 * HOUR_MS; at += QUARTER_MS) {
    if ((await world.poll(at)).complete) return at;
  }
  throw new Error('not all was read in 48 polls');
}

type Stored = Pick<ReturnType<typeof storedTables>, 'findings' | 'accounts'>;

/** Expects the same rows as after one undisturbed poll. */
async function expectLikeUndisturbed(world: Stored, at: number) {
  const calm = await aPolledTenant();
  expect((await calm.poll(at)).complete).toBe(true);
  expect(calm.findings.size).toBeGreaterThan(20);
  expect(inOrder(world.findings)).toEqual(inOrder(calm.findings));
  expect(inOrder(world.accounts)).toEqual(inOrder(calm.accounts));
}

function inOrder<T>(stored: Iterable<readonly [string, T]>): (readonly [string, T])[] {
  return [...stored].toSorted(([a], [b]) => a.localeCompare(b));
}

function filterIn({ target }: Pick<RequestFacts, 'target'>): string {
  return new URLSearchParams(target.slice(target.indexOf('?'))).get('$filter') ?? '';
}

function spanIn(request: RequestFacts): Span {
  const [from, to] = filterIn(request).match(/20\S+Z/g) ?? [];
  return { from: Date.parse(from ?? ''), to: Date.parse(to ?? '') };
}

function hoursIn(request: RequestFacts): number {
  const { from, to } = spanIn(request);
  return (to - from) / HOUR_MS;
}

test.each<[string, Faults]>([
  [
    '504 to more than six hours at once',
    (request) => (hoursIn(request) > 6 ? { kind: 'status', status: 504 } : null),
  ],
  [
    'a link that leads back to its own page for more than six hours',
    (request) =>
      hoursIn(request) > 6
        ? {
            kind: 'status',
            status: 200,
            body: JSON.stringify({ value: [], '@odata.nextLink': `http://HOST${request.target}` }),
          }
        : null,
  ],
])('a tenant that answers %s is read in shorter spans, with nothing lost', async (_, faults) => {
  let host = '';
  const world = await aPolledTenant({
    faults: (request) => {
      const fault = faults(request);
      return fault?.kind === 'status' && fault.body
        ? { ...fault, body: fault.body.replace('http://HOST', host) }
        : fault;
    },
  });
  host = world.tenant.url;
  await expectLikeUndisturbed(world, await pollAll(world));
  expect(world.problems()).toEqual([]);
});

test('if page tokens expire before a span is read, spans get shorter and nothing is lost', async () => {
  const world = await aPolledTenant({ pageSize: 20, skipTokenMs: 4_000 }, 5_000);
  await expectLikeUndisturbed(world, await pollAll(world));
  expect(world.tenant.requests.some(({ status }) => status === 400)).toBe(true);
});

test.each<[string, Faults]>([
  [
    'refused',
    (request) => (filterIn(request).includes(' or appId') ? { kind: 'status', status: 400 } : null),
  ],
  [
    'never answered',
    (request) => (filterIn(request).includes(' or appId') ? { kind: 'status', status: 504 } : null),
  ],
])('a combined filter that is %s is sent in pieces, and health says so', async (_, faults) => {
  const world = await aPolledTenant({ faults });
  await expectLikeUndisturbed(world, await pollAll(world));
  expect(world.problems()).toEqual(['filterInPieces']);
});

test('a tenant that keeps seven days is read to their beginning, without a problem', async () => {
  const oldest = NOW_MS - 7 * DAY_MS;
  const world = await aPolledTenant({
    faults: (request) => (spanIn(request).from < oldest ? { kind: 'status', status: 400 } : null),
  });
  expect(await world.poll()).toMatchObject({ complete: true, readFrom: isoTime(oldest + HOUR_MS) });
  expect(world.problems()).toEqual([]);
  expect(world.findings.size).toBeGreaterThan(5);
});

test('a tenant that throttles never has to refuse a request', async () => {
  const world = await aPolledTenant({ throttle: true, pageSize: 50 });
  await world.poll();
  expect(world.tenant.requests.length).toBeGreaterThan(10);
  expect(world.tenant.requests.every(({ status }) => status === 200)).toBe(true);
  expect(world.waits.length).toBeGreaterThan(0);
});

test('a run that has no time for a wait ends without an error, and the next one goes on', async () => {
  let patience = 3;
  const world = await aPolledTenant({
    pageSize: 50,
    faults: () =>
      patience-- === 0 ? { kind: 'status', status: 429, headers: { 'Retry-After': '3600' } } : null,
  });
  expect(await world.poll()).toMatchObject({ complete: false });
  expect(world.problems()).toEqual([]);
  expect(world.waits.every((ms) => ms < 5 * MINUTE_MS)).toBe(true);
  await expectLikeUndisturbed(world, await pollAll(world));
});

test('a run stops within its time while it reads, and the next ones end with the same rows as one long run', async () => {
  const world = await aPolledTenant({ pageSize: 25 }, 20_000);
  const at = await pollAll(world);
  expect(at).toBeGreaterThan(NOW_MS);
  await expectLikeUndisturbed(world, at);
});

test('once the whole log is read, only the overlap is read again', async () => {
  const world = await aPolledTenant();
  await world.poll();
  const before = world.tenant.requests.length;
  await world.poll(NOW_MS + QUARTER_MS);
  expect(world.tenant.requests).toHaveLength(before + 1);
});
