import type { TableClient } from '@azure/data-tables';
import { describe, expect, test } from '@jest/globals';
import type { Finding, FindingTime } from '../../shared/domain/finding/finding';
import { DAY_MS, HOUR_MS, isoTime, type Span } from '../../shared/domain/time';
import { connectTables } from '../../shared/tables/connect';
import { noMemory } from '../../shared/tables/findingSpacing';
import {
  findingMarks,
  findingsOfUsers,
  findingTimes,
  forgetFindings,
  listFindings,
  removeFindings,
  writeFindings,
} from '../../shared/tables/findings';
import { fc } from '../seededFc';
import { aFinding, collected, DAY, emptyTables, guid, NOON, rowsOf } from './world';

const tables = emptyTables();
const NONE: ReadonlySet<string> = new Set();

/** Writes the findings of a span, and removes those that are over. */
async function settle(findings: readonly Finding[], cleared = NONE, span = DAY) {
  const { written, over, transactions } = await writeFindings(tables().findings, { span, findings, cleared });
  const removal = await removeFindings(tables().findings, over);
  return { written, removed: removal.removed, transactions: transactions + removal.transactions };
}

async function findingsOf(user: string): Promise<readonly Finding[]> {
  const all = { from: null, to: null, app: null, verdict: null, limit: 1_000, continuation: null };
  const aid = { now: NOON, memory: noMemory() };
  return (await listFindings(tables().findings, { ...all, user }, aid)).findings;
}

/** The fields that an account lists. */
function inTime(finding: Finding): FindingTime {
  const { id, userId, app, createdDateTime, verdict, cause, provisional, leansOn, ipAddress } = finding;
  return { id, userId, app, createdDateTime, verdict, cause, provisional, leansOn, ipAddress };
}

describe('writing and removing findings', () => {
  test('stores a finding under its day and id, a column for each field that is not null', async () => {
    await settle([
      aFinding({ signal: null, detail: null, because: 'weakPrimary', ipAddress: null, interactive: false }),
    ]);
    const [{ etag: _, timestamp: __, ...row } = { etag: '', timestamp: '' }] = await rowsOf(
      tables().findings,
    );
    expect(row).toEqual({
      partitionKey: '2026-11-20',
      rowKey: guid(1),
      id: guid(1),
      createdDateTime: '2026-11-20T12:00:00.000Z',
      userId: guid(0xa1),
      userPrincipalName: 'Ada@contoso.example',
      resourceDisplayName: 'Windows Azure Service Management API',
      resourceId: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
      lowerUserPrincipalName: 'ada@contoso.example',
      app: 'azureCli',
      verdict: 'withoutMfa',
      cause: 'rememberedDevice',
      because: 'weakPrimary',
      evidence: 'status.additionalDetails: MFA requirement skipped due to remembered device',
      provisional: false,
      userDisplayName: 'Ada',
      interactive: false,
      correlationId: 'c0000001-0000-4000-8000-000000000001',
      client: 'Edge 140.0.0, Windows 11',
      place: 'Exampletown, US',
    });
  });

  test('writes nothing when nothing has changed', async () => {
    const findings = [
      aFinding(),
      aFinding({ id: 'odd/id#1', userPrincipalName: null, evidence: '💡'.repeat(20_000) }),
    ];
    expect(await settle(findings)).toMatchObject({ written: 2, removed: 0 });
    const before = await rowsOf(tables().findings);
    expect(await settle(findings)).toEqual({ written: 0, removed: 0, transactions: 0 });
    expect(await rowsOf(tables().findings)).toEqual(before);
  });

  test('replaces a finding that has changed, columns that are null now included', async () => {
    await settle([aFinding({ provisional: true })]);
    const changed = aFinding({ because: 'weakPrimary', detail: null });
    expect(await settle([changed])).toMatchObject({ written: 1, removed: 0 });
    expect(await findingsOf(guid(0xa1))).toEqual([changed]);
  });

  test('adds client and place to a row of an earlier version when its sign-in is read again', async () => {
    await settle([aFinding({ client: null, place: null })]);
    expect(await settle([aFinding()])).toMatchObject({ written: 1 });
    expect(await settle([aFinding()])).toMatchObject({ written: 0 });
    expect(await rowsOf(tables().findings)).toMatchObject([
      { client: 'Edge 140.0.0, Windows 11', place: 'Exampletown, US' },
    ]);
  });

  test('removes a finding that the log clears', async () => {
    await settle([
      aFinding(),
      aFinding({ id: guid(2) }),
      aFinding({ id: guid(3), userId: null }),
      aFinding({ id: guid(4), userId: guid(0xb2) }),
    ]);
    const settled = await settle([], new Set([guid(1), guid(2), guid(3), 'never a finding']));
    expect(settled).toMatchObject({ written: 0, removed: 3 });
    expect((await rowsOf(tables().findings)).map(({ rowKey }) => rowKey)).toEqual([guid(4)]);
  });

  test('leaves alone what lies outside the span, and what was not read', async () => {
    const outside = aFinding({ id: guid(2), createdDateTime: isoTime(DAY.to) });
    await settle([aFinding(), outside], NONE, { from: DAY.from, to: DAY.to + DAY_MS });
    const before = await rowsOf(tables().findings);
    expect(await settle([], new Set([guid(2)]))).toMatchObject({ written: 0, removed: 0 });
    expect(await rowsOf(tables().findings)).toEqual(before);
  });

  test('keeps one row of a sign-in whose time has moved to another day', async () => {
    const span = { from: DAY.from - DAY_MS, to: DAY.to };
    await settle([aFinding({ createdDateTime: isoTime(DAY.from - 1) })], NONE, span);
    const settled = await settle([aFinding({ createdDateTime: isoTime(DAY.from) })], NONE, span);
    expect(settled).toMatchObject({ written: 1, removed: 1 });
    expect((await rowsOf(tables().findings)).map(({ partitionKey }) => partitionKey)).toEqual(['2026-11-20']);
  });

  test('takes at most 12 transactions per 1,000 findings, across midnight too', async () => {
    const span = { from: NOON, to: NOON + DAY_MS };
    const findings = Array.from({ length: 1000 }, (_, n) =>
      aFinding({
        id: guid(n),
        createdDateTime: isoTime(NOON + (n * DAY_MS) / 1000),
        evidence: 'e'.repeat(2000),
      }),
    );
    const settled = await settle(findings, NONE, span);
    expect(settled.written).toBe(1000);
    expect(settled.transactions).toBeLessThanOrEqual(12);
    const gone = new Set(findings.slice(0, 500).map(({ id }) => id));
    const resettled = await settle(findings.slice(500), gone, span);
    expect(resettled).toMatchObject({ written: 0, removed: 500 });
    expect(resettled.transactions).toBeLessThanOrEqual(6);
  });

  test('takes no more when half of 1,000 come and half go, on two days', async () => {
    const span = { from: NOON, to: NOON + DAY_MS };
    const findings = Array.from({ length: 1000 }, (_, n) =>
      aFinding({ id: guid(n), createdDateTime: isoTime(NOON + (n * DAY_MS) / 1000) }),
    );
    const [going, coming] = [0, 1].map((odd) => findings.filter((_, n) => n % 2 === odd));
    await settle(going ?? [], NONE, span);
    const settled = await settle(coming ?? [], new Set(going?.map(({ id }) => id)), span);
    expect(settled).toMatchObject({ written: 500, removed: 500 });
    expect(settled.transactions).toBeLessThanOrEqual(12);
  });

  test('answers the stored findings that are over, and leaves them until they are removed', async () => {
    const [gone, moved, kept] = [1, 2, 3].map((n) => aFinding({ id: guid(n), userId: guid(n) }));
    if (!gone || !moved || !kept) throw new Error('three findings are needed');
    const before = { ...moved, createdDateTime: isoTime(DAY.from - 1) };
    const span = { from: DAY.from - DAY_MS, to: DAY.to };
    await settle([gone, before], NONE, span);
    const read = { span, findings: [moved, kept], cleared: new Set([gone.id]) };
    const ids = async () => (await rowsOf(tables().findings)).map(({ rowKey }) => rowKey);
    const { written, over } = await writeFindings(tables().findings, read);
    expect([written, over]).toEqual([2, [before, gone]]);
    expect(await ids()).toEqual([moved.id, gone.id, moved.id, kept.id]);
    // A run that dies here leaves them to the next one.
    expect(await writeFindings(tables().findings, read)).toMatchObject({ written: 0, over });
    expect(await removeFindings(tables().findings, over)).toMatchObject({ removed: 2 });
    expect(await ids()).toEqual([moved.id, kept.id]);
  });

  test('removes a finding that is gone already without an error', async () => {
    await settle([aFinding()]);
    await removeFindings(tables().findings, [aFinding(), aFinding({ id: guid(2) })]);
    expect(await rowsOf(tables().findings)).toEqual([]);
  });

  test('leaves the same state whatever spans are read, in whatever order and however often', async () => {
    await fc.assert(
      fc.asyncProperty(aLog, fc.array(aSpan, { maxLength: 4 }), async (log, spans) => {
        await forgetFindings(tables().findings, '9999-12-31');
        for (const span of spans) await settleLog(log.early, span);
        for (const span of fc.sample(fc.shuffledSubarray(PIECES, { minLength: PIECES.length }), 1)[0] ?? []) {
          await settleLog(log.final, span);
        }
        for (const span of spans) await settleLog(log.final, span);
        const pieced = await contents();
        await forgetFindings(tables().findings, '9999-12-31');
        await settleLog(log.final, WHOLE);
        expect(pieced).toEqual(await contents());
      }),
      { numRuns: 8 },
    );
  });
});

describe('findingsOfUsers', () => {
  test('finds all of one user and of nobody else, newest first', async () => {
    const mine = [0, 30, 10].map((hours, n) =>
      aFinding({ id: guid(n), createdDateTime: isoTime(NOON + hours * HOUR_MS) }),
    );
    await settle([...mine, aFinding({ id: guid(9), userId: guid(0xb2) })], NONE, {
      from: DAY.from,
      to: DAY.to + 2 * DAY_MS,
    });
    const found = await findingsOfUsers(tables().findings, new Set([guid(0xa1)]));
    expect(found.get(guid(0xa1))).toEqual([mine[1], mine[2], mine[0]].map((one) => one && inTime(one)));
  });

  test.each([
    [1, 1],
    [10, 1],
    [11, 2],
    [40, 4],
    [100, 10],
    [101, 1],
  ])('for %i users asks %i times, and has a list for each', async (count, times) => {
    const findings = Array.from({ length: 120 }, (_, n) =>
      aFinding({
        id: guid(n),
        userId: n < 100 ? guid(n % 50) : null,
        createdDateTime: isoTime(NOON - n * 1000),
      }),
    );
    await settle(findings);
    const wanted = new Set(["o'neil", ...Array.from({ length: count - 1 }, (_, n) => guid(n))]);
    const { client, asked } = counting(tables().findings);
    const found = await findingsOfUsers(client, wanted);
    expect([...found.keys()]).toEqual([...wanted]);
    for (const [userId, list] of found)
      expect(list).toEqual(findings.filter((finding) => finding.userId === userId).map(inTime));
    expect(asked()).toBe(times);
  });

  test('asks nothing for nobody', async () => {
    const { client, asked } = counting(tables().findings);
    expect(await findingsOfUsers(client, new Set())).toEqual(new Map());
    expect(asked()).toBe(0);
  });
});

describe('forgetFindings', () => {
  test('deletes whole days before the day given', async () => {
    const days = ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'];
    const findings = days.flatMap((day, n) => [
      aFinding({ id: guid(2 * n), createdDateTime: `${day}T00:00:00.000Z` }),
      aFinding({ id: guid(2 * n + 1), createdDateTime: `${day}T23:59:59.999Z` }),
    ]);
    await settle(findings, NONE, { from: DAY.from - 4 * DAY_MS, to: DAY.to });
    expect(await forgetFindings(tables().findings, '2026-11-19')).toBe(4);
    const left = (await rowsOf(tables().findings)).map(({ partitionKey }) => partitionKey);
    expect(left).toEqual(['2026-11-19', '2026-11-19', '2026-11-20', '2026-11-20']);
  });
});

// A log of three days as it first appears, when rows are missing or other than they will be, and as it ends up.
type SignIn = { readonly finding: Finding; readonly isFinding: boolean };
type Log = { readonly early: readonly SignIn[]; readonly final: readonly SignIn[] };

const WHOLE = { from: DAY.from - DAY_MS, to: DAY.to + DAY_MS };
const PIECES = Array.from({ length: 6 }, (_, n) => ({
  from: WHOLE.from + n * 12 * HOUR_MS,
  to: WHOLE.from + (n + 1) * 12 * HOUR_MS,
}));

const aSpan: fc.Arbitrary<Span> = fc
  .tuple(fc.integer({ min: 0, max: 71 }), fc.integer({ min: 1, max: 72 }))
  .map(([start, hours]) => ({
    from: WHOLE.from + start * HOUR_MS,
    to: WHOLE.from + (start + hours) * HOUR_MS,
  }));

const aSignInOfTheLog = fc.record({
  hour: fc.integer({ min: 0, max: 71 }),
  late: fc.boolean(),
  changed: fc.boolean(),
  wasFinding: fc.boolean(),
  isFinding: fc.boolean(),
});

const aLog: fc.Arbitrary<Log> = fc.array(aSignInOfTheLog, { maxLength: 30 }).map((signIns) => {
  const final = signIns.map(({ hour, isFinding }, n) => ({
    finding: aFinding({ id: guid(n), createdDateTime: isoTime(WHOLE.from + hour * HOUR_MS) }),
    isFinding,
  }));
  const early = final
    .map(({ finding }, n) => ({
      finding: signIns[n]?.changed ? { ...finding, provisional: true, ipAddress: null } : finding,
      isFinding: signIns[n]?.wasFinding ?? false,
    }))
    .filter((_, n) => !signIns[n]?.late);
  return { early, final };
});

function settleLog(log: readonly SignIn[], span: Span) {
  const read = log.filter(({ finding }) => {
    const at = Date.parse(finding.createdDateTime);
    return at >= span.from && at < span.to;
  });
  const findings = read.filter(({ isFinding }) => isFinding).map(({ finding }) => finding);
  const cleared = new Set(read.filter(({ isFinding }) => !isFinding).map(({ finding }) => finding.id));
  return settle(findings, cleared, span);
}

/** A client of its own for the same table, and how many requests it has made. */
function counting({ url }: TableClient) {
  const { findings: client } = connectTables({ endpoint: url, credential: null });
  let asked = 0;
  client.pipeline.addPolicy({
    name: 'counting',
    sendRequest: (request, next) => {
      asked++;
      return next(request);
    },
  });
  return { client, asked: () => asked };
}

async function contents() {
  return (await rowsOf(tables().findings)).map(({ etag: _, timestamp: __, ...row }) => row);
}

test('the counts of findings are read by the day, and policies are stored with them', async () => {
  const findings = [
    aFinding({ id: guid(1), reportOnlyStops: ['p1', 'p2'] }),
    aFinding({ id: guid(2), provisional: true }),
    aFinding({ id: guid(3), createdDateTime: isoTime(NOON + DAY_MS) }),
  ];
  await settle(findings, NONE, { from: DAY.from, to: DAY.to + DAY_MS });
  expect(await collected(findingMarks(tables().findings, '2026-11-20'))).toEqual([
    { createdDateTime: isoTime(NOON), provisional: false, reportOnlyStops: ['p1', 'p2'] },
    { createdDateTime: isoTime(NOON), provisional: true, reportOnlyStops: [] },
  ]);
});

describe('the findings of a span', () => {
  const span = { from: NOON, to: NOON + DAY_MS };
  const at = (ms: number, n: number, change: Partial<Finding> = {}) =>
    aFinding({ id: guid(n), createdDateTime: isoTime(ms), ...change });

  test('are read with the fields that accounts list, of all its days, from its beginning up to its end', async () => {
    const inside = [
      at(span.from, 1, { leansOn: 's' }),
      at(span.to - 1, 2, { provisional: true, userId: null }),
    ];
    await settle([at(span.from - 1, 3), ...inside, at(span.to, 4)], NONE, {
      from: span.from - DAY_MS,
      to: span.to + DAY_MS,
    });
    expect(await collected(findingTimes(tables().findings, span))).toEqual(inside.map(inTime));
  });
});
