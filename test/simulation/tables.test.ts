import { odata, type TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Azurite, startAzurite } from '../../local/azurite';
import { deleteWhere, submitTransaction } from '../../shared/tables/batches';
import { conditionalWrite } from '../../shared/tables/conditionalWrite';
import { connectTables, type Tables } from '../../shared/tables/connect';
import { deleteRow, lastRow, rowAt, rowsWhere } from '../../shared/tables/rows';
import { calmMachine } from '../../simulation/calmMachine';
import { tableService } from '../../simulation/tableService';
import { randomFrom } from '../../tenant/world/random';
import { collected } from '../tables/world';

// What the product relies on of Table Storage, of the real client over Azurite and of the simulated one alike.

type Service = {
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly tables: () => Tables;
  /** Lets the calls go on that are under way. */
  readonly during: <T>(calls: Promise<T>) => Promise<T>;
};

function azurite(): Service {
  let running: Azurite | undefined;
  let tables: Tables | undefined;
  return {
    start: async () => {
      running = await startAzurite();
      tables = connectTables({ endpoint: running.tablesEndpoint, credential: null });
      await tables.ensure();
    },
    stop: async () => void (await running?.stop()),
    tables: () => opened(tables),
    during: (calls) => calls,
  };
}

function simulation(): Service {
  const { on, during } = calmMachine();
  const tables = tableService().reachedFrom(on, randomFrom(1, 'pages'));
  return { start: async () => {}, stop: async () => {}, tables: () => tables, during };
}

function opened<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The service has not started.');
  return value;
}

describe.each([
  ['Azurite', azurite()],
  ['the simulated service', simulation()],
])('%s', (_, service) => {
  beforeAll(service.start);
  afterAll(service.stop);
  const { during } = service;
  const table = (): TableClient => service.tables().findings;
  beforeEach(() => during(deleteWhere(table(), odata`PartitionKey ge ${''}`)));

  const row = (rowKey: string, columns: object = {}) => ({ partitionKey: 'p', rowKey, ...columns });
  const write = (rowKey: string, columns: object = {}, etag: string | null = null) =>
    during(conditionalWrite(table(), row(rowKey, columns), etag));
  const keys = async (filter?: string) => {
    const rows = await during(collected(rowsWhere(table(), filter === undefined ? {} : { filter })));
    return rows.map(({ rowKey }) => rowKey);
  };

  test('gives back what was written, each column as it was', async () => {
    const columns = { text: 'ä💡', number: 7, flag: false, bytes: Buffer.from([0, 1, 255]) };
    const etag = await write('a', columns);
    const stored = await during(rowAt(table(), row('a')));
    expect(stored).toMatchObject({ ...row('a'), text: 'ä💡', number: 7, flag: false, etag });
    expect(Buffer.from(stored?.bytes as Uint8Array)).toEqual(columns.bytes);
    expect(await during(rowAt(table(), row('b')))).toBeNull();
  });

  test('creates a row once, and replaces it whole, only for who read it last', async () => {
    const first = await write('a', { one: '1' });
    expect(await write('a', { one: '2' })).toBeNull();
    const second = await write('a', { two: '2' }, first);
    expect(second).not.toBeNull();
    expect(await write('a', { three: '3' }, first)).toBeNull();
    const stored = await during(rowAt(table(), row('a')));
    expect([stored?.one, stored?.two]).toEqual([undefined, '2']);
    expect(await write('b', {}, first)).toBeNull();
  });

  test('deletes a row that is as it was read, and says whether it did', async () => {
    const first = await write('a');
    const second = await write('a', { changed: true }, first);
    expect(await during(deleteRow(table(), row('a'), first ?? ''))).toBe(false);
    expect(await during(deleteRow(table(), row('a'), second ?? ''))).toBe(true);
    expect(await during(deleteRow(table(), row('a')))).toBe(false);
  });

  test.each<[string, string]>([
    ['creates what is there', 'create'],
    ['updates what somebody else changed', 'update'],
    ['deletes what is gone', 'delete'],
  ])('carries out nothing of a transaction that %s', async (_case, kind) => {
    const stale = (await write('a')) ?? '';
    await write('a', { changed: true }, stale);
    const last = {
      create: ['create', row('a')] as const,
      update: ['update', row('a'), 'Replace', { etag: stale }] as const,
      delete: ['delete', row('z')] as const,
    }[kind];
    const batch = [['upsert', row('b'), 'Replace'], last] as Parameters<typeof submitTransaction>[1];
    await expect(during(submitTransaction(table(), batch))).rejects.toMatchObject({ code: 'contested' });
    expect(await keys()).toEqual(['a']);
  });

  test.each<[string, Parameters<typeof submitTransaction>[1]]>([
    [
      'two partitions',
      [
        ['upsert', row('a'), 'Replace'],
        ['upsert', { ...row('b'), partitionKey: 'q' }, 'Replace'],
      ],
    ],
    [
      'one row twice',
      [
        ['upsert', row('a'), 'Replace'],
        ['upsert', row('a'), 'Replace'],
      ],
    ],
    [
      '101 rows',
      Array.from(
        { length: 101 },
        (_row, index) =>
          ['upsert', row(`${index}`), 'Replace'] as ['upsert', ReturnType<typeof row>, 'Replace'],
      ),
    ],
  ])('refuses a transaction over %s', async (_case, batch) => {
    await expect(during(submitTransaction(table(), batch))).rejects.toMatchObject({ name: 'TablesError' });
    expect(await keys()).toEqual([]);
  });

  test('lists what matches, by key', async () => {
    for (const rowKey of ['b', 'a', 'ab', 'B', '1']) {
      await write(rowKey, { userId: rowKey, ...(rowKey !== 'a' && { leansOn: 's' }), app: "o'x" });
    }
    expect(await keys()).toEqual(['1', 'B', 'a', 'ab', 'b']);
    expect(await keys(odata`PartitionKey eq ${'p'} and RowKey ge ${'a'} and RowKey lt ${'b'}`)).toEqual([
      'a',
      'ab',
    ]);
    expect(await keys(odata`leansOn gt ${''}`)).toEqual(['1', 'B', 'ab', 'b']);
    expect(await keys(odata`userId eq ${'a'} or userId eq ${'b'}`)).toEqual(['a', 'b']);
    expect(await keys(odata`app eq ${"o'x"} and RowKey le ${'B'}`)).toEqual(['1', 'B']);
    expect(await during(lastRow(table(), 'p', odata`RowKey lt ${'b'}`))).toMatchObject({ rowKey: 'ab' });
  });

  test('leaves out the columns that were not asked for', async () => {
    await write('a', { one: '1', two: '2' });
    const found = await during(collected(rowsWhere(table(), { select: ['one', 'rowKey', 'partitionKey'] })));
    expect(found).toMatchObject([{ rowKey: 'a', one: '1' }]);
    expect(found[0]).not.toHaveProperty('two');
  });
});
