import { describe, expect, test } from '@jest/globals';
import type { Reject } from '../../shared/domain/signIn/reject';
import { countRejects, forgetRejects, saveRejects } from '../../shared/tables/rejects';
import { emptyTables, rowsOf } from './world';

const tables = emptyTables();

function aReject(raw: string, fields: Partial<Reject> = {}): Reject {
  return { field: 'createdDateTime', reason: 'not a date', raw, ...fields };
}

describe('saveRejects', () => {
  test('keeps each record once, however often it is met', async () => {
    expect(await saveRejects(tables().rejects, '2026-11-20', [aReject('{"a":1}'), aReject('{"a":1}')])).toBe(
      1,
    );
    expect(await saveRejects(tables().rejects, '2026-11-20', [aReject('{"a":1}'), aReject('{"a":2}')])).toBe(
      2,
    );
    expect(await saveRejects(tables().rejects, '2026-11-20', [])).toBe(0);
    expect(await countRejects(tables().rejects, '2026-11-20')).toBe(2);
    const [row] = await rowsOf(tables().rejects);
    expect(row).toMatchObject({ partitionKey: '2026-11-20', field: 'createdDateTime', reason: 'not a date' });
    expect(row?.rowKey).toMatch(/^[0-9a-f]{40}$/);
  });

  test('cuts long records, and still distinguishes them', async () => {
    const long = '💡'.repeat(100_000);
    const rejects = [1, 2, 3].map((n) => aReject(`x${long}${n}`, { reason: long }));
    expect(await saveRejects(tables().rejects, '2026-11-20', rejects)).toBe(3);
    const rows = await rowsOf(tables().rejects);
    expect(rows).toHaveLength(3);
    for (const { raw } of rows) expect(raw).toBe(`x${long.slice(0, 32_766)}\uFFFD`);
  });
});

describe('countRejects and forgetRejects', () => {
  test('count once, though read on several days', async () => {
    const reject = { field: 'id', reason: 'not a text', raw: '{}' };
    await saveRejects(tables().rejects, '2026-11-20', [reject]);
    await saveRejects(tables().rejects, '2026-11-21', [reject, { ...reject, raw: '[]' }]);
    expect(await countRejects(tables().rejects, '2026-11-20')).toBe(2);
  });

  test('go by the day', async () => {
    for (const day of ['2026-11-18', '2026-11-19', '2026-11-20']) {
      await saveRejects(tables().rejects, day, [aReject(`{"on":"${day}"}`), aReject(`["${day}"]`)]);
    }
    expect(await countRejects(tables().rejects, '2026-11-19')).toBe(4);
    expect(await forgetRejects(tables().rejects, '2026-11-20')).toBe(4);
    expect(await countRejects(tables().rejects, '2026-01-01')).toBe(2);
  });
});
