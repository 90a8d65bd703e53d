import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../../shared/domain/finding/finding';
import type { FindingQuery } from '../../shared/domain/finding/findingQuery';
import { DAY_MS, HOUR_MS, isoTime } from '../../shared/domain/time';
import { noMemory } from '../../shared/tables/findingSpacing';
import { forgetFindings, listFindings, writeFindings } from '../../shared/tables/findings';
import type { StoredRow } from '../../shared/tables/rows';
import { fc } from '../seededFc';
import { aFinding, emptyTables, guid, NOON, rowsOf } from './world';

const tables = emptyTables();
const EVERYTHING: FindingQuery = {
  from: null,
  to: null,
  user: null,
  app: null,
  verdict: null,
  limit: 1000,
  continuation: null,
};

/** As a process keeps them from search to search. */
const memory = noMemory();

async function store(findings: readonly Finding[]): Promise<void> {
  const times = findings.map(({ createdDateTime }) => Date.parse(createdDateTime));
  const span = { from: Math.min(...times, NOON), to: Math.max(...times, NOON) + 1 };
  await writeFindings(tables().findings, { span, findings, cleared: new Set() });
}

function list(query: Partial<FindingQuery> = {}) {
  return listFindings(tables().findings, { ...EVERYTHING, ...query }, { now: NOON, memory });
}

async function allPages(query: Partial<FindingQuery>): Promise<Finding[]> {
  const findings: Finding[] = [];
  let continuation: string | null = null;
  for (let pages = 0; pages < 100; pages++) {
    const page = await list({ ...query, continuation });
    findings.push(...page.findings);
    continuation = page.continuation;
    if (continuation === null) return findings;
    expect(page.findings).toHaveLength(query.limit ?? 0);
  }
  throw new Error('the pages do not end');
}

function keysOf(row: StoredRow | undefined) {
  if (!row) throw new Error('no finding is stored');
  return { partitionKey: row.partitionKey, rowKey: row.rowKey };
}

function idsOf(findings: readonly Finding[]): string[] {
  return findings.map(({ id }) => id);
}

describe('listFindings', () => {
  test('finds nothing in an empty table', async () => {
    expect(await list()).toEqual({ findings: [], continuation: null });
    expect(await list({ from: '2026-11-01', to: '2026-11-30' })).toEqual({
      findings: [],
      continuation: null,
    });
  });

  test('returns a finding as it was stored', async () => {
    const stored = [
      aFinding({
        id: 'odd/id#1?',
        userId: null,
        userPrincipalName: null,
        detail: null,
        because: 'weakPrimary',
      }),
      aFinding({
        id: guid(2),
        verdict: 'cannotTell',
        because: 'noDetails',
        detail: null,
        interactive: null,
        signal: 'blocked',
        requirements: [
          { source: 'mandate', name: null },
          { source: 'policy', name: 'Require "MFA", ; \uD83D\uDD10 for admins' },
        ],
      }),
    ];
    await store(stored);
    const { findings } = await list();
    expect(findings).toHaveLength(2);
    expect(findings).toEqual(expect.arrayContaining(stored));
  });

  test('shows nobody as requiring MFA in a row of an earlier version, or of a later one', async () => {
    await store([aFinding({ requirements: [{ source: 'perUserMfa', name: null }] })]);
    const [row] = await rowsOf(tables().findings);
    const rewrite = (requirements: string) =>
      tables().findings.upsertEntity({ ...keysOf(row), requirements }, 'Merge');
    for (const later of ['[{"source":"moon","name":null}]', '[{"source":"policy"}]', '{', '7']) {
      await rewrite(later);
      expect((await list()).findings).toEqual([aFinding()]);
    }
    await tables().findings.upsertEntity({ ...row, ...keysOf(row), requirements: undefined }, 'Replace');
    expect((await list()).findings).toEqual([aFinding()]);
  });

  test('shows no client and no place in a row of an earlier version', async () => {
    await store([aFinding()]);
    const [row] = await rowsOf(tables().findings);
    await tables().findings.upsertEntity(
      { ...row, ...keysOf(row), client: undefined, place: undefined },
      'Replace',
    );
    expect((await list()).findings).toEqual([aFinding({ client: null, place: null })]);
  });

  test('puts the newest first, across days and within a day', async () => {
    const hours = [0, -5, 40, 39, -100, -99, 1];
    await store(
      hours.map((hour, n) => aFinding({ id: guid(n), createdDateTime: isoTime(NOON + hour * HOUR_MS) })),
    );
    const newestFirst = [40, 39, 1, 0, -5, -99, -100].map((hour) => guid(hours.indexOf(hour)));
    expect(idsOf((await list()).findings)).toEqual(newestFirst);
  });

  test('shows every finding exactly once over the pages, in order, whatever the limit', async () => {
    const times = fc.array(
      fc.constantFrom(0, 1, 60_000, HOUR_MS, DAY_MS, DAY_MS + 1, 40 * DAY_MS, 300 * DAY_MS),
      {
        maxLength: 15,
      },
    );
    await fc.assert(
      fc.asyncProperty(times, fc.integer({ min: 2, max: 6 }), async (back, limit) => {
        await forgetFindings(tables().findings, '9999-12-31');
        await store(back.map((ms, n) => aFinding({ id: guid(n), createdDateTime: isoTime(NOON - ms) })));
        const whole = await list();
        expect(idsOf(whole.findings).toSorted()).toEqual(back.map((_, n) => guid(n)));
        expect(await allPages({ limit })).toEqual(whole.findings);
        expect(await allPages({ limit, from: '2020-01-01', to: '2030-01-01T00:00:00Z' })).toEqual(
          whole.findings,
        );
      }),
      { numRuns: 4 },
    );
  });

  test('pages through a day that holds far more than a page', async () => {
    const findings = Array.from({ length: 1300 }, (_, n) =>
      aFinding({ id: guid((n * 7919) % 1300), createdDateTime: isoTime(NOON + Math.floor(n / 3)) }),
    );
    await store(findings);
    const listed = await allPages({ limit: 130 });
    expect(new Set(idsOf(listed)).size).toBe(1300);
    expect(listed.map(({ createdDateTime }) => createdDateTime)).toEqual(
      findings.map(({ createdDateTime }) => createdDateTime).toReversed(),
    );
  });

  test('goes on where it was when newer findings arrive between two pages', async () => {
    const old = [0, 1, 2, 3].map((n) => aFinding({ id: guid(n), createdDateTime: isoTime(NOON - n) }));
    await store(old);
    const first = await list({ limit: 2 });
    await store([aFinding({ id: guid(9), createdDateTime: isoTime(NOON + 1) })]);
    const second = await list({ limit: 2, continuation: first.continuation });
    expect(idsOf([...first.findings, ...second.findings])).toEqual(idsOf(old));
    expect(second.continuation).toBeNull();
  });

  test('takes `from` as included and `to` as not, in any offset', async () => {
    await store([0, 1, 2].map((n) => aFinding({ id: guid(n), createdDateTime: isoTime(NOON + n) })));
    expect(idsOf((await list({ from: isoTime(NOON + 1), to: isoTime(NOON + 2) })).findings)).toEqual([
      guid(1),
    ]);
    expect(idsOf((await list({ to: '2026-11-20T13:00:00.001+01:00' })).findings)).toEqual([guid(0)]);
    expect((await list({ from: '2026-11-21' })).findings).toEqual([]);
    expect((await list({ from: '2026-11-20', to: '2026-11-21' })).findings).toHaveLength(3);
  });

  test('filters by user id, by UPN whatever its case in the log, by app and by verdict', async () => {
    await store([
      aFinding({ id: guid(1), userId: guid(0xa1), userPrincipalName: "Ada.O'Neil@contoso.example" }),
      aFinding({ id: guid(2), userId: guid(0xb2), userPrincipalName: null, app: 'adminPortals' }),
      aFinding({
        id: guid(3),
        userId: guid(0xb2),
        verdict: 'cannotTell',
        because: 'noDetails',
        detail: null,
      }),
    ]);
    const ids = async (query: Partial<FindingQuery>) => idsOf((await list(query)).findings).toSorted();
    expect(await ids({ user: guid(0xb2) })).toEqual([guid(2), guid(3)]);
    expect(await ids({ user: "ada.o'neil@contoso.example" })).toEqual([guid(1)]);
    expect(await ids({ user: "' or true or '" })).toEqual([]);
    expect(await ids({ app: 'adminPortals' })).toEqual([guid(2)]);
    expect(await ids({ verdict: 'cannotTell' })).toEqual([guid(3)]);
    expect(await ids({ user: guid(0xb2), verdict: 'withoutMfa', app: 'azureCli' })).toEqual([]);
  });

  test.each([
    ['no base64url', '%%%'],
    ['no JSON', Buffer.from('{').toString('base64url')],
    ['no position', Buffer.from('{"id":"a"}').toString('base64url')],
    ['no time', Buffer.from('{"id":"a","createdDateTime":"yesterday"}').toString('base64url')],
    ['empty', ''],
  ])('refuses a continuation token that is %s', async (_, continuation) => {
    await expect(list({ continuation })).rejects.toMatchObject({
      name: 'TablesError',
      code: 'badContinuation',
    });
  });

  test('names the missing columns of a broken row', async () => {
    await store([aFinding()]);
    const keys = { partitionKey: '2026-11-20', rowKey: guid(1) };
    await tables().findings.upsertEntity({ ...keys, id: guid(1), createdDateTime: isoTime(NOON) }, 'Replace');
    await expect(list()).rejects.toMatchObject({
      code: 'badRow',
      fault: { columns: expect.arrayContaining(['verdict']) },
      row: { table: 'Findings', ...keys },
    });
  });

  test('does not mind columns it does not know', async () => {
    await store([aFinding()]);
    const extra = { partitionKey: '2026-11-20', rowKey: guid(1), reviewed: true };
    await tables().findings.updateEntity(extra, 'Merge');
    expect((await list()).findings).toEqual([aFinding()]);
  });
});
