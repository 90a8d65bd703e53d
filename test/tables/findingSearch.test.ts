import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../../shared/domain/finding/finding';
import type { FindingQuery } from '../../shared/domain/finding/findingQuery';
import { DAY_MS, HOUR_MS, isoTime, MINUTE_MS } from '../../shared/domain/time';
import { newestFirst } from '../../shared/tables/continuation';
import { findingKeys, findingRow } from '../../shared/tables/findingRow';
import { noMemory, type SearchMemory } from '../../shared/tables/findingSpacing';
import { listFindings } from '../../shared/tables/findings';
import { randomFrom } from '../../tenant/world/random';
import { fc } from '../seededFc';
import { type Counted, countedTables, store } from './countedTables';
import { aFinding, guid, NOON } from './world';

const ALL: FindingQuery = {
  from: null,
  to: null,
  user: null,
  app: null,
  verdict: null,
  limit: 100,
  continuation: null,
};

const random = randomFrom(1, 'findings');

/** Findings of four users, two apps and two verdicts, with ids in no order of time. */
function findingsAt(times: readonly number[]): readonly Finding[] {
  return times.map((ms, n) =>
    aFinding({
      id: guid(Math.imul(n + 1, 0x9e3779b1) >>> 0),
      createdDateTime: isoTime(ms),
      userId: guid(0xa0 + (n % 4)),
      userPrincipalName: `User${n % 4}@contoso.example`,
      app: n % 5 === 0 ? 'adminPortals' : 'azureCli',
      verdict: n % 3 === 0 ? 'cannotTell' : 'withoutMfa',
    }),
  );
}

/** Two bursts of 1,500 within minutes, one of them old, 300 over 100 days, and three that are dated ahead. */
const UNEVEN = findingsAt([
  ...Array.from({ length: 1_500 }, (_, n) => NOON - 3 * HOUR_MS - Math.floor(n / 3)),
  ...Array.from({ length: 1_500 }, () => NOON - 60 * DAY_MS - random.whole(0, 10 * MINUTE_MS)),
  ...Array.from({ length: 300 }, () => NOON - random.whole(0, 100 * DAY_MS)),
  ...[1, 2 * HOUR_MS, 40 * DAY_MS].map((ahead) => NOON + ahead),
]);

type Matching = Pick<FindingQuery, 'from' | 'to' | 'user' | 'app' | 'verdict'>;

/** What a list holds, by a look at each finding. */
function plainList(stored: readonly Finding[], { from, to, user, app, verdict }: Matching): Finding[] {
  const isOf = (one: Finding) => one.userId === user || one.userPrincipalName?.toLowerCase() === user;
  return stored
    .filter(
      (one) =>
        (from === null || Date.parse(one.createdDateTime) >= Date.parse(from)) &&
        (to === null || Date.parse(one.createdDateTime) < Date.parse(to)) &&
        (user === null || isOf(one)) &&
        (app === null || one.app === app) &&
        (verdict === null || one.verdict === verdict),
    )
    .sort(newestFirst);
}

/** A memory of things that never were: another spacing at each look. */
function wrongMemory(guesses: readonly (number | undefined)[], oldest: number | null): SearchMemory {
  let next = 0;
  const spacings = new Map<string, number>();
  spacings.get = () => guesses[next++ % guesses.length];
  return { spacings, oldest };
}

async function allPages({ tables }: Counted, query: FindingQuery, memory: SearchMemory) {
  const found: Finding[] = [];
  for (let continuation: string | null = null; ; ) {
    const page = await listFindings(tables.findings, { ...query, continuation }, { now: NOON, memory });
    found.push(...page.findings);
    continuation = page.continuation;
    if (continuation === null) return found;
    expect(page.findings).toHaveLength(query.limit);
  }
}

const time = fc.oneof(
  fc.integer({ min: NOON - 110 * DAY_MS, max: NOON + 50 * DAY_MS }).map(isoTime),
  fc.constantFrom(
    isoTime(NOON - 3 * HOUR_MS - 250),
    '0001-01-01T00:00:00.000Z',
    '+010000-01-01T00:00:00.000Z',
  ),
);
const anyQuery = fc.record({
  from: fc.option(time),
  to: fc.option(time),
  user: fc.constantFrom(null, null, guid(0xa1), 'user2@contoso.example', 'nobody'),
  app: fc.constantFrom(null, null, 'azureCli', 'adminPortals'),
  verdict: fc.constantFrom(null, null, 'withoutMfa' as const, 'cannotTell' as const),
  limit: fc.constantFrom(300, 600, 1_000),
});
const anyGuesses = fc.array(
  fc.constantFrom(undefined, 1e-6, 0.01, 1, 1_000, HOUR_MS, DAY_MS, 100 * DAY_MS, Number.POSITIVE_INFINITY),
  { minLength: 1, maxLength: 6 },
);

const anyOldest = fc.constantFrom(null, 0, NOON - 90 * DAY_MS, NOON - DAY_MS, NOON + DAY_MS);

describe('whatever earlier searches have found', () => {
  test.each([
    ['pages of 1,000 rows', countedTables(1_000)],
    ['short pages', countedTables(null)],
  ])('a list is the same: %s', async (_, counted) => {
    await store(counted.tables, UNEVEN);
    await fc.assert(
      fc.asyncProperty(anyQuery, anyGuesses, anyOldest, async (query, guesses, oldest) => {
        const expected = plainList(UNEVEN, query);
        const found = await allPages(counted, { ...ALL, ...query }, wrongMemory(guesses, oldest));
        expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });
});

test('a finding that stays stored is listed exactly once, in order, while others come and go', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), anyGuesses, anyOldest, async (seed, guesses, oldest) => {
      const coming = randomFrom(seed, 'coming');
      const [stay, go] = [UNEVEN.slice(0, 600), UNEVEN.slice(1_500, 2_000)];
      let isListing = false;
      let busy = false;
      const counted = countedTables(1_000, () => {
        if (!isListing || busy) return;
        busy = true;
        const news = aFinding({
          id: guid(coming.whole(0xf0000000, 0xffffffff)),
          createdDateTime: isoTime(NOON - coming.whole(0, 70 * DAY_MS)),
        });
        const gone = go[coming.whole(0, go.length - 1)];
        const { findings } = counted.tables;
        void findings.submitTransaction([['upsert', findingRow(news), 'Replace']]);
        if (gone) void findings.submitTransaction([['delete', findingKeys(gone)]]).catch(() => {});
        busy = false;
      });
      await store(counted.tables, [...stay, ...go]);
      isListing = true;
      const found = await allPages(counted, { ...ALL, limit: 90 }, wrongMemory(guesses, oldest));
      isListing = false;
      const staying = new Set(stay.map(({ id }) => id));
      expect(found).toEqual(found.toSorted(newestFirst));
      expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
      expect(found.filter(({ id }) => staying.has(id)).map(({ id }) => id)).toEqual(
        plainList(stay, ALL).map(({ id }) => id),
      );
    }),
    { numRuns: 10, endOnFailure: true },
  );
});

describe('requests to the table for a page of 100', () => {
  /** As many findings, evenly spread over so many days. */
  const tenant = (count: number, days: number) => {
    const counted = countedTables(1_000);
    const memory = noMemory();
    const list = async (query: Partial<FindingQuery> = {}) => {
      counted.requests();
      const page = await listFindings(counted.tables.findings, { ...ALL, ...query }, { now: NOON, memory });
      return { ...page, requests: counted.requests() };
    };
    const filled = store(
      counted.tables,
      findingsAt(
        Array.from({ length: count }, (_, n) => NOON - Math.floor(((n + 0.5) * days * DAY_MS) / count)),
      ),
    );
    return { list, filled };
  };

  test.each([
    ['no findings', 0, 1, 3, 0],
    ['40 in 30 days', 40, 30, 3, 0],
    ['400 in 30 days', 400, 30, 3, 3],
    ['20,000 in 30 days', 5_000, 7.5, 1, 20],
    ['a million a day', 20_000, 0.02, 4, 5],
    ['a million in 90 days', 8_000, 0.72, 2, 20],
  ])('%s: few at first, then one', async (_, count, days, first, later) => {
    const { list, filled } = tenant(count, days);
    await filled;
    expect((await list()).requests).toBeLessThanOrEqual(first);
    let page = await list();
    expect(page.requests).toBe(1);
    let requests = 0;
    for (let pages = 0; pages < later; pages++) {
      page = await list({ continuation: page.continuation });
      requests += page.requests;
    }
    expect(requests).toBeLessThanOrEqual(later + 2);
  });

  test('of findings that all lie in the past: few', async () => {
    const { tables, requests } = countedTables(1_000);
    const old = Array.from({ length: 3_000 }, (_, n) => NOON - 80 * DAY_MS - n * MINUTE_MS);
    await store(tables, findingsAt(old));
    for (const limit of [100, 1_000]) {
      requests();
      const query = { ...ALL, limit, user: guid(0xa1) };
      const page = await listFindings(tables.findings, query, { now: NOON, memory: noMemory() });
      expect(page.findings).toHaveLength(limit === 100 ? 100 : 750);
      expect(requests()).toBeLessThanOrEqual(8);
    }
  });

  test('of a user with few findings: one', async () => {
    const { list, filled } = tenant(380, 30);
    await filled;
    expect(await list({ user: guid(0xa1) })).toMatchObject({ requests: 1, continuation: null });
    expect((await list({ user: 'nobody' })).requests).toBe(1);
  });
});
