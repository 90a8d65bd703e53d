import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { inParallel, PARTITIONS_AT_ONCE } from '../../shared/tables/parallel';

describe('inParallel', () => {
  test('works on eight items at once, and no more', async () => {
    let underWay = 0;
    let most = 0;
    const work = async (item: number) => {
      most = Math.max(most, ++underWay);
      await new Promise(setImmediate);
      underWay--;
      return item;
    };
    const items = Array.from({ length: 40 }, (_, n) => n);
    expect((await inParallel(items, work)).toSorted((a, b) => a - b)).toEqual(items);
    expect(most).toBe(PARTITIONS_AT_ONCE);
  });

  test('begins nothing after a failure, and throws it once all that had begun have ended', async () => {
    const ended: number[] = [];
    const work = async (item: number) => {
      await setTimeout(item < 2 ? 5 + item : 40);
      if (item < 2) throw new Error(item === 0 ? 'the first' : 'the second');
      ended.push(item);
    };
    await expect(
      inParallel(
        Array.from({ length: 40 }, (_, n) => n),
        work,
      ),
    ).rejects.toThrow('the first');
    expect(ended.toSorted()).toEqual([2, 3, 4, 5, 6, 7]);
  });
});
