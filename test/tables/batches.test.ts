import type { TransactionAction } from '@azure/data-tables';
import { describe, expect, test } from '@jest/globals';
import {
  deleteWhere,
  forEachTransaction,
  submitBatches,
  submitTransaction,
} from '../../shared/tables/batches';
import { connectTables } from '../../shared/tables/connect';
import { isGone, isStale, isTaken } from '../../shared/tables/errors';
import { rowAt } from '../../shared/tables/rows';
import { fc } from '../seededFc';
import { emptyTables, rowsOf } from './world';

const tables = emptyTables();

function upserts(partitionKey: string, count: number, text = 'a'): TransactionAction[] {
  return Array.from({ length: count }, (_, n) => [
    'upsert',
    { partitionKey, rowKey: `${n}`, text },
    'Replace',
  ]);
}

function deletion(partitionKey: string, rowKey: string): TransactionAction {
  return ['delete', { partitionKey, rowKey }];
}

describe('submitBatches', () => {
  test('takes one transaction per 100 rows of a partition', async () => {
    const actions = [...upserts('a', 250), ...upserts('b', 100), ...upserts('c', 1)];
    expect(await submitBatches(tables().rejects, actions)).toBe(3 + 1 + 1);
    expect(await rowsOf(tables().rejects)).toHaveLength(351);
  });

  test('does nothing when there is nothing to do', async () => {
    expect(await submitBatches(tables().rejects, [])).toBe(0);
  });

  test('keeps a transaction under 4 MiB', async () => {
    // 32 K control characters take 192 KiB on the wire: the most a column can come to.
    const actions = upserts('a', 60, '\u0001'.repeat(32 * 1024));
    expect(await submitBatches(tables().rejects, actions)).toBeGreaterThan(2);
    expect(await rowsOf(tables().rejects)).toHaveLength(60);
    await forEachTransaction(actions, async (batch) => {
      expect(JSON.stringify(batch).length).toBeLessThan(4 * 1024 * 1024);
    });
  });

  test('is harmless when a batch is submitted again', async () => {
    await submitBatches(tables().rejects, upserts('a', 3));
    const batch = [...upserts('a', 2, 'changed'), deletion('a', '2')];
    await submitBatches(tables().rejects, batch);
    await submitBatches(tables().rejects, batch);
    expect((await rowsOf(tables().rejects)).map(({ rowKey, text }) => [rowKey, text])).toEqual([
      ['0', 'changed'],
      ['1', 'changed'],
    ]);
  });

  test('deletes the existing rows if another row to delete is gone', async () => {
    await submitBatches(tables().rejects, upserts('a', 2));
    await submitBatches(tables().rejects, [deletion('a', '0'), deletion('a', 'gone'), deletion('a', '1')]);
    expect(await rowsOf(tables().rejects)).toEqual([]);
  });

  test('reports a row that is too big', async () => {
    const actions = upserts('a', 1, 'x'.repeat(32 * 1024 + 1));
    await expect(submitBatches(tables().rejects, actions)).rejects.toMatchObject({ code: 'tooBig' });
  });
});

describe('forEachTransaction', () => {
  const MOST_BYTES = 4 * 1024 * 1024;
  // The most that a column holds, and the most that a character or a byte of it takes on the wire.
  const escaped = '\u0001'.repeat(32 * 1024);
  const bytes = new Uint8Array(64 * 1024).fill(255);
  type Columns = fc.Arbitrary<(string | Uint8Array)[]>;
  const anAction = (partitionKey: fc.Arbitrary<string>, isDeleted: fc.Arbitrary<boolean>, columns: Columns) =>
    fc
      .tuple(partitionKey, isDeleted, columns)
      .map(([partition, deleted, values]) => (rowKey: string): TransactionAction => {
        if (deleted) return ['delete', { partitionKey: partition, rowKey }];
        const named = values.map((value, n): [string, string | Uint8Array] => [`column${n}`, value]);
        return ['upsert', { partitionKey: partition, rowKey, ...Object.fromEntries(named) }, 'Replace'];
      });
  const texts = fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 3 });
  const light = anAction(fc.constantFrom('a', 'b', 'ü\u0001'), fc.boolean(), texts);
  const heavyWith = (value: string | Uint8Array) =>
    anAction(
      fc.constantFrom('a', 'a', 'a', 'b'),
      fc.constant(false),
      fc.array(fc.constant(value), { minLength: 1, maxLength: 4 }),
    );
  const someActions = fc
    .oneof(
      { weight: 3, arbitrary: fc.array(light, { maxLength: 400, size: 'max' }) },
      { weight: 1, arbitrary: fc.array(fc.oneof(light, heavyWith(escaped)), { maxLength: 40, size: 'max' }) },
      { weight: 1, arbitrary: fc.array(heavyWith(bytes), { maxLength: 40, size: 'max' }) },
    )
    .map((drawn) => drawn.map((action, n) => action(`${n}`)));

  test('does each action once, in order within its partition, at most 100 and 4 MiB of one partition at a time', async () => {
    const wire = measured();
    await fc.assert(
      fc.asyncProperty(someActions, async (actions) => {
        const batches: (readonly TransactionAction[])[] = [];
        await forEachTransaction(actions, async (batch) => {
          batches.push(batch);
        });
        const partitions = new Set(actions.map(([, row]) => row.partitionKey));
        for (const partition of partitions) {
          const ofIt = ([, row]: TransactionAction) => row.partitionKey === partition;
          expect(batches.flat().filter(ofIt)).toEqual(actions.filter(ofIt));
        }
        expect(batches.flat()).toHaveLength(actions.length);
        for (const batch of batches) {
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.length).toBeLessThanOrEqual(100);
          expect(new Set(batch.map(([, row]) => row.partitionKey)).size).toBe(1);
          const size = await wire(batch);
          expect(size).toBeGreaterThan(0);
          expect(size).toBeLessThan(MOST_BYTES);
        }
      }),
      // To look for a smaller case among rows of megabytes takes minutes.
      { endOnFailure: true, numRuns: 50 },
    );
  });

  /** Of the body that the client would send for a transaction; nothing is sent. */
  function measured(): (batch: readonly TransactionAction[]) => Promise<number> {
    const client = connectTables({ endpoint: tables().rejects.url, credential: null }).rejects;
    let size = 0;
    client.pipeline.addPolicy({
      name: 'measure',
      sendRequest: async ({ body }) => {
        size = Buffer.byteLength(String(body));
        throw new Error('measured');
      },
    });
    return async (batch) => {
      size = 0;
      await expect(submitTransaction(client, batch)).rejects.toThrow();
      return size;
    };
  }
});

describe('isTaken, isGone and isStale', () => {
  const keys = { partitionKey: 'a', rowKey: '0' };
  const stale = { etag: `W/"datetime'2020-01-01T00%3A00%3A00.0000000Z'"` };
  const kinds = (error: unknown) => ({ taken: isTaken(error), gone: isGone(error), stale: isStale(error) });
  const failed = async (call: Promise<unknown>) =>
    kinds(
      await call.then(
        () => null,
        (error: unknown) => error,
      ),
    );

  test('tell apart how a single call failed', async () => {
    const { rejects } = tables();
    expect(await failed(rejects.deleteEntity('a', '0'))).toEqual({ taken: false, gone: true, stale: false });
    await rejects.createEntity(keys);
    expect(await failed(rejects.createEntity(keys))).toEqual({ taken: true, gone: false, stale: false });
    const update = rejects.updateEntity(keys, 'Replace', stale);
    expect(await failed(update)).toEqual({ taken: false, gone: false, stale: true });
  });

  test('tell apart how a transaction failed, before and after it became our error', async () => {
    const { rejects } = tables();
    await rejects.createEntity(keys);
    const ways = [
      { action: ['create', keys], taken: true, gone: false, stale: false },
      { action: ['delete', { partitionKey: 'a', rowKey: 'gone' }], taken: false, gone: true, stale: false },
      { action: ['update', keys, 'Replace', stale], taken: false, gone: false, stale: true },
    ] satisfies { action: TransactionAction; taken: boolean; gone: boolean; stale: boolean }[];
    for (const { action, ...expected } of ways) {
      expect(await failed(rejects.submitTransaction([action]))).toEqual(expected);
      expect(await failed(submitTransaction(rejects, [action]))).toEqual(expected);
    }
  });

  test('do not take a missing table for a missing row', async () => {
    const missing = connectTables({ endpoint: tables().rejects.url, credential: null }).rejects;
    await missing.deleteTable();
    expect(await failed(missing.deleteEntity('a', '0'))).toEqual({ taken: false, gone: false, stale: false });
    await expect(rowAt(missing, keys)).rejects.toMatchObject({ code: 'noTable' });
    await missing.createTable();
  });
});

describe('submitTransaction', () => {
  test('does all or nothing', async () => {
    const batch = [...upserts('a', 2), deletion('a', 'gone')];
    await expect(submitTransaction(tables().rejects, batch)).rejects.toMatchObject({ code: 'contested' });
    expect(await rowAt(tables().rejects, { partitionKey: 'a', rowKey: '0' })).toBeNull();
  });
});

describe('deleteWhere', () => {
  test('deletes more rows than a page or a transaction holds, and counts them', async () => {
    await submitBatches(tables().rejects, [...upserts('a', 1200), ...upserts('b', 5)]);
    expect(await deleteWhere(tables().rejects, `PartitionKey eq 'a'`)).toBe(1200);
    expect(await rowsOf(tables().rejects)).toHaveLength(5);
  });
});
