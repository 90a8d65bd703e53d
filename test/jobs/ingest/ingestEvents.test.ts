import { describe, expect, test } from '@jest/globals';
import { MINUTE_MS } from '../../../shared/domain/time';
import { NOW } from '../../domain/builders';
import { aRawSignIn } from '../rawSignIn';
import { aStream, streamed } from '../streamWorld';

const record = (change = {}) => streamed(aRawSignIn(change), NOW);
const OTHER_APP = { appId: 'x1', resourceId: 'x2' };

describe('a batch', () => {
  test('is counted by what became of its records', async () => {
    const world = aStream();
    const broken = record({ id: 'b', status: { errorCode: 0.5 } });
    const bodies = [
      { records: [record(), record(OTHER_APP), { category: 'AuditLogs', operationName: 'x' }] },
      JSON.stringify([record({ id: 'a2' }), broken]),
      'no JSON',
    ];
    expect(await world.send(bodies)).toEqual({
      ...{ events: 3, records: 5, stored: 2, unwanted: 1, otherLogs: 1, rejected: 2 },
      ...{ transactions: 2, missing: 0, tries: 1 },
    });
    expect(world.rows('rejects').map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['not JSON', 'not a whole number']),
    );
  });

  test('that is delivered again changes nothing', async () => {
    const world = aStream();
    await world.send([{ records: [record()] }, 'no JSON'], { from: 7 });
    const before = ['unsettled', 'rejects'].map((name) =>
      world.rows(name as 'rejects').map((row) => row.rowKey),
    );
    const mark = world.rows('checkpoints');
    await world.send([{ records: [record()] }, 'no JSON'], { from: 7 });
    expect(
      ['unsettled', 'rejects'].map((name) => world.rows(name as 'rejects').map((row) => row.rowKey)),
    ).toEqual(before);
    expect(world.rows('checkpoints')).toEqual(mark);
  });

  test('without a place in its partition is stored all the same', async () => {
    const world = aStream();
    expect(await world.sendUnplaced([{ records: [record()] }])).toMatchObject({ stored: 1, missing: 0 });
    expect(world.rows('unsettled')).toHaveLength(2);
  });
});

describe('while the tables do not answer', () => {
  const failing = (times: number) => {
    let left = times;
    return aStream({
      ingest: {
        saveVersions: async () => {
          if (left-- > 0) throw new Error('the tables do not answer');
          return 1;
        },
      },
    });
  };

  test('a run tries again, longer and longer', async () => {
    const world = failing(3);
    expect(await world.send([{ records: [record()] }])).toMatchObject({ tries: 4 });
    expect(world.now() - NOW).toBe((5 + 10 + 20) * 1_000);
  });

  test('it fails before the host would end it, so that the host repeats it, and moves no mark', async () => {
    const world = failing(1_000);
    await expect(world.send([{ records: [record()] }])).rejects.toThrow('the tables do not answer');
    expect(world.now() - NOW).toBeLessThanOrEqual(5 * MINUTE_MS);
    expect(world.now() - NOW).toBeGreaterThan(3 * MINUTE_MS);
    expect(world.rows('checkpoints')).toEqual([]);
  });
});

describe('events that are missing', () => {
  test('before a batch are noted as a gap, and counted', async () => {
    const world = aStream();
    await world.send(['x', 'x'], { from: 10, at: NOW - 9 * MINUTE_MS });
    expect(await world.send(['y'], { from: 15 })).toMatchObject({ missing: 3 });
    const [gap] = world.rows('checkpoints').filter(({ partitionKey }) => partitionKey === 'eventHub gaps');
    expect(gap).toMatchObject({ partition: '0', after: 11, events: 3 });
  });

  test('are counted for each partition by itself', async () => {
    const world = aStream();
    await world.send(['x'], { partition: '0', from: 10 });
    expect(await world.send(['y'], { partition: '1', from: 500 })).toMatchObject({ missing: 0 });
  });
});
