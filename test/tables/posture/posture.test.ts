import { describe, expect, test } from '@jest/globals';
import { submitBatches } from '../../../shared/tables/batches';
import { columnsOf, jsonIn } from '../../../shared/tables/columns';
import {
  forgetPosture,
  latestPosture,
  postureSince,
  savePosture,
} from '../../../shared/tables/posture/posture';
import { rowAt } from '../../../shared/tables/rows';
import { aTenantCoverage } from '../../domain/builders';
import { fc } from '../../seededFc';
import { emptyTables, rowsOf } from '../world';

const tables = emptyTables();
const coverageAt = (at: string) => aTenantCoverage({ at });
const counts = {
  open: 1,
  byReadiness: {},
  byKind: {},
  findings: 2,
  findingsByDay: {},
  reportOnlyStops: null,
  coverage: {},
};

describe('the posture', () => {
  const [old, young] = ['2026-11-19T00:00:00.000Z', '2026-11-20T00:00:00.000Z'].map(coverageAt);
  if (!old || !young) throw new Error('two are needed');

  test('is the newest of its kind', async () => {
    expect(await latestPosture(tables().posture, 'coverage')).toBeNull();
    await savePosture(tables().posture, 'coverage', '2026-11-20', young);
    await savePosture(tables().posture, 'coverage', '2026-11-19', old);
    await savePosture(tables().posture, 'counts', '2026-11-21', counts);
    expect(await latestPosture(tables().posture, 'coverage')).toEqual(young);
  });

  test('is the newest of its kind, wherever it is looked for first', async () => {
    const latest = (likelySince: string) => latestPosture(tables().posture, 'coverage', likelySince);
    expect(await latest('2026-11-20')).toBeNull();
    await savePosture(tables().posture, 'coverage', '2026-11-20', young);
    await savePosture(tables().posture, 'coverage', '2026-11-19', old);
    for (const day of ['2026-11-18', '2026-11-20', '2026-11-21']) expect(await latest(day)).toEqual(young);
  });

  test('of the registration report is read back, also as an earlier version stored it', async () => {
    const earlier = { users: 9, mfaRegistered: 5, mfaCapable: 4 };
    await savePosture(tables().posture, 'registration', '2026-11-19', earlier);
    expect(await latestPosture(tables().posture, 'registration')).toEqual(earlier);
    const counted = { ...earlier, phoneOnly: 2, phoneOnlyAdmins: 1 };
    await savePosture(tables().posture, 'registration', '2026-11-20', counted);
    expect(await latestPosture(tables().posture, 'registration')).toEqual(counted);
  });

  test('of the coverage keeps which policies Microsoft created', async () => {
    const policies = [
      { id: 'p1', name: 'Own', state: 'enabled' as const },
      { id: 'p2', name: 'Managed', state: 'reportOnly' as const, isMicrosoftManaged: true as const },
    ];
    await savePosture(tables().posture, 'coverage', '2026-11-20', aTenantCoverage({ policies }));
    expect((await latestPosture(tables().posture, 'coverage'))?.policies).toEqual(policies);
  });

  test('of a day is replaced as a whole, also by a shorter one', async () => {
    const long = { ...young, likelyBreakGlass: ['a'.repeat(100_000)] };
    await savePosture(tables().posture, 'coverage', '2026-11-20', long);
    await savePosture(tables().posture, 'coverage', '2026-11-20', young);
    expect(await latestPosture(tables().posture, 'coverage')).toEqual(young);
  });

  test('is null if another version stored it', async () => {
    const row = {
      partitionKey: 'coverage',
      rowKey: '2026-11-20',
      ...columnsOf({ value: { later: true } }),
    };
    await tables().posture.createEntity(row);
    expect(await latestPosture(tables().posture, 'coverage')).toBeNull();
    expect(await postureSince(tables().posture, 'coverage', '2026-11-19')).toEqual([]);
  });

  test('says so if it is more than a row can hold', async () => {
    const long = { ...young, likelyBreakGlass: ['a'.repeat(900 * 512)] };
    const saved = savePosture(tables().posture, 'coverage', '2026-11-20', long);
    await expect(saved).rejects.toMatchObject({ code: 'tooBig' });
  });

  test('is forgotten by the day', async () => {
    await savePosture(tables().posture, 'coverage', '2026-11-19', old);
    await savePosture(tables().posture, 'coverage', '2026-11-20', young);
    await savePosture(tables().posture, 'counts', '2026-11-18', counts);
    expect(await forgetPosture(tables().posture, '2026-11-20')).toBe(2);
    expect(await rowsOf(tables().posture)).toHaveLength(1);
  });

  test('since a day comes oldest first, of that kind alone', async () => {
    for (const [index, day] of ['2026-11-21', '2026-11-19', '2026-11-20'].entries())
      await savePosture(tables().posture, 'counts', day, { ...counts, open: index });
    await savePosture(tables().posture, 'coverage', '2026-11-20', young);
    expect(await postureSince(tables().posture, 'counts', '2026-11-20')).toEqual([
      { day: '2026-11-20', value: { ...counts, open: 2 } },
      { day: '2026-11-21', value: { ...counts, open: 0 } },
    ]);
  });
});

describe('an object in JSON columns', () => {
  const keys = { partitionKey: 'kind', rowKey: 'day' };
  async function savedAndRead(value: object) {
    const saved = { ...keys, ...columnsOf({ value }) };
    await submitBatches(tables().posture, [['upsert', saved, 'Replace']]);
    const row = await rowAt(tables().posture, keys);
    return { row, value: row && jsonIn(row, 'value') };
  }

  test('is read as it was saved, whatever it holds and however long it is', async () => {
    const long = fc.tuple(fc.string({ unit: 'binary', maxLength: 9 }), fc.integer({ min: 1, max: 6000 }));
    const anyJson = fc.oneof(
      fc.jsonValue().map((held) => [held]),
      long.map(([text, times]) => [text.repeat(times)]),
    );
    await fc.assert(
      fc.asyncProperty(anyJson, async (value) => {
        expect((await savedAndRead(value)).value).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 6 },
    );
  });

  test('is never cut in the middle of a character', async () => {
    for (const text of ['💡'.repeat(40_000), `x${'💡'.repeat(40_000)}`]) {
      const value = [text];
      const { row, value: read } = await savedAndRead(value);
      expect(Object.values(row ?? {}).join('\n')).not.toMatch(/\p{Surrogate}/u);
      expect(read).toEqual(value);
    }
  });
});
