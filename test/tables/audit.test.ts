import { describe, expect, test } from '@jest/globals';
import { AUDIT_ACTIONS, type AuditEntry, type AuditQuery } from '../../shared/domain/audit/auditEntry';
import { DAY_MS, isoTime } from '../../shared/domain/time';
import { forgetAudit, listAudit, saveAudit } from '../../shared/tables/audit';
import { auditKeyFrom } from '../../shared/tables/auditRow';
import { fc } from '../seededFc';
import { emptyTables, guid, NOON, rowsOf } from './world';

const tables = emptyTables();
const client = () => tables().audit;

const anEntry = (n: number, change: Partial<AuditEntry> = {}): AuditEntry => ({
  id: guid(n),
  at: isoTime(NOON),
  action: 'setException',
  outcome: 'done',
  by: 'kim@contoso.example',
  how: 'signedIn',
  byId: guid(0xa1),
  userId: guid(0xb0 + (n % 3)),
  to: null,
  before: null,
  after: { reason: 'Moves in June', until: isoTime(NOON + DAY_MS) },
  ...change,
});
const EVERYTHING: AuditQuery = { from: null, to: null, userId: null, action: null, limit: 100, after: null };

async function pagesOf(query: Partial<AuditQuery> = {}) {
  const all: AuditEntry[] = [];
  for (let after: AuditQuery['after'] = null; ; ) {
    const { entries, next } = await listAudit(client(), { ...EVERYTHING, ...query, after }, NOON);
    all.push(...entries);
    if (next === null) return all;
    after = next;
  }
}
const newestFirst = (a: AuditEntry, b: AuditEntry) =>
  a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? 1 : -1;

describe('an entry', () => {
  test.each<[string, Partial<AuditEntry>]>([
    ['that sets an exception', {}],
    [
      'that ends one',
      {
        action: 'endException',
        before: { reason: 'r', until: isoTime(NOON), by: 'function key 3f9a1c2b', setAt: isoTime(NOON - 1) },
        after: null,
      },
    ],
    ['of a mail', { action: 'sendTestMail', userId: null, to: 'alex@fabrikam.example', after: null }],
    ['of a caller that is not known', { by: 'unknown caller', how: 'unknown', byId: null }],
  ])('%s is read as it was stored', async (_what, change) => {
    await saveAudit(client(), [anEntry(1, change)]);
    expect(await pagesOf()).toEqual([anEntry(1, change)]);
  });

  test('takes the place of its earlier version, and storing it twice changes nothing', async () => {
    await saveAudit(client(), [anEntry(1, { outcome: 'begun' }), anEntry(2)]);
    await saveAudit(client(), [anEntry(1)]);
    await saveAudit(client(), [anEntry(1)]);
    expect(await pagesOf()).toEqual([anEntry(1), anEntry(2)]);
    expect(await rowsOf(client())).toHaveLength(2);
  });

  test('of thousands is stored with the others', async () => {
    const entries = Array.from({ length: 1_200 }, (_, n) => anEntry(n));
    await saveAudit(client(), entries);
    expect(await pagesOf({ limit: 1_000 })).toHaveLength(1_200);
  });
});

describe('a list', () => {
  test('of nothing is empty', async () => {
    expect(await listAudit(client(), EVERYTHING, NOON)).toEqual({ entries: [], next: null });
  });

  const stored = fc.uniqueArray(
    fc.record({
      n: fc.integer({ min: 0, max: 60 }),
      // Over a year and a half, often at one instant.
      at: fc.integer({ min: -18, max: 0 }).map((months) => isoTime(NOON + months * 31 * DAY_MS)),
      action: fc.constantFrom(...AUDIT_ACTIONS),
    }),
    { selector: ({ n }) => n, maxLength: 12 },
  );
  const time = fc.option(fc.integer({ min: -600, max: 2 }).map((days) => isoTime(NOON + days * DAY_MS)));
  const asked = fc.record({
    from: time,
    to: time,
    userId: fc.option(fc.integer({ min: 0, max: 2 }).map((n) => guid(0xb0 + n))),
    action: fc.option(fc.constantFrom(...AUDIT_ACTIONS)),
    limit: fc.integer({ min: 1, max: 5 }),
  });

  test('shows each entry that matches once, newest first, in pages of any size', async () => {
    await fc.assert(
      fc.asyncProperty(stored, asked, async (some, query) => {
        await forgetAudit(client(), '9999-12-31');
        const entries = some.map(({ n, ...change }) => anEntry(n, change));
        await saveAudit(client(), entries);
        const { from, to, userId, action } = query;
        const wanted = entries.filter(
          (entry) =>
            (from === null || entry.at >= from) &&
            (to === null || entry.at < to) &&
            (userId === null || entry.userId === userId) &&
            (action === null || entry.action === action),
        );
        expect(await pagesOf(query)).toEqual(wanted.sort(newestFirst));
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  test('has bounds that no entry is near, and asks little for them', async () => {
    await saveAudit(client(), [anEntry(1)]);
    for (const query of [
      { from: '0001-01-01T00:00:00.000Z', to: '9999-12-31T23:59:59.999Z' },
      { from: '1969-12-31T23:59:59.000Z' },
      { to: '9999-01-01T00:00:00.000Z' },
    ]) {
      expect(await pagesOf(query)).toEqual([anEntry(1)]);
    }
    expect(await pagesOf({ from: '9999-01-01T00:00:00.000Z' })).toEqual([]);
    expect(await pagesOf({ to: '0001-01-01T00:00:00.000Z' })).toEqual([]);
  });

  test('shows an entry that the clock of another instance dated a little ahead', async () => {
    await saveAudit(client(), [anEntry(1, { at: isoTime(NOON + DAY_MS / 2) })]);
    expect(await pagesOf()).toHaveLength(1);
  });
});

describe('forgetting', () => {
  test('deletes whole days before a day, and no other', async () => {
    const days = ['2025-01-31', '2025-10-19', '2025-11-18', '2025-11-19', '2025-11-20', '2025-12-01'];
    const entries = days.flatMap((day, n) => [
      anEntry(2 * n, { at: `${day}T00:00:00.000Z` }),
      anEntry(2 * n + 1, { at: `${day}T23:59:59.999Z` }),
    ]);
    await saveAudit(client(), entries);
    expect(await forgetAudit(client(), '2025-11-19')).toBe(6);
    const left = new Set((await pagesOf()).map(({ at }) => at.slice(0, 10)));
    expect([...left].sort()).toEqual(['2025-11-19', '2025-11-20', '2025-12-01']);
  });
});

test('keys of a month are in the order of time, later times first', () => {
  const anyTime = fc.integer({ min: 0, max: 4e12 });
  fc.assert(
    fc.property(anyTime, anyTime, (a, b) => {
      expect(auditKeyFrom(isoTime(a)) < auditKeyFrom(isoTime(b))).toBe(a > b);
    }),
  );
});
