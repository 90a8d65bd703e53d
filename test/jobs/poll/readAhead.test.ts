import { describe, expect, test } from '@jest/globals';

import { readAhead } from '../../../shared/jobs/poll/readAhead';
import { fc } from '../../seededFc';

const aMoment = () => new Promise(setImmediate);

/** Numbers from 1 on, each read asynchronously, and counts of what has been started and closed. */
function numbers(count: number, failAt = Number.POSITIVE_INFINITY) {
  const noted = { begun: 0, atOnce: 0, mostAtOnce: 0, closed: false };
  async function* items() {
    try {
      for (let number = 1; number <= count; number++) {
        noted.begun = number;
        noted.mostAtOnce = Math.max(noted.mostAtOnce, ++noted.atOnce);
        await aMoment();
        noted.atOnce--;
        if (number === failAt) throw new Error(`cannot read ${number}`);
        yield number;
      }
    } finally {
      noted.closed = true;
    }
  }
  return { items: items(), noted };
}

async function allOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe('items that are read ahead', () => {
  test('are all there, in order, and read one after the other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(12), fc.nat(4), async (count, most) => {
        const { items, noted } = numbers(count);
        expect(await allOf(readAhead(items, most))).toEqual(
          Array.from({ length: count }, (_, index) => index + 1),
        );
        expect(noted.mostAtOnce).toBeLessThanOrEqual(1);
      }),
    );
  });

  test.each([0, 1, 2])('are %i beside the one at work, however long its work takes', async (most) => {
    const { items, noted } = numbers(10);
    const begun: number[] = [];
    for await (const item of readAhead(items, most)) {
      for (let wait = 0; wait < 20; wait++) await aMoment();
      begun.push(noted.begun - item);
    }
    expect(begun.slice(0, 8)).toEqual(Array(8).fill(most));
  });

  test('come up to the one that cannot be read, and none is begun after it', async () => {
    const { items, noted } = numbers(10, 4);
    const got: number[] = [];
    const reading = (async () => {
      for await (const item of readAhead(items, 2)) got.push(item);
    })();
    await expect(reading).rejects.toThrow('cannot read 4');
    expect([got, noted.begun]).toEqual([[1, 2, 3], 4]);
  });

  test('are begun no more once the caller leaves, and the one that is being read is waited for', async () => {
    const { items, noted } = numbers(10);
    for await (const item of readAhead(items, 2)) {
      await aMoment();
      if (item === 2) break;
    }
    const { begun } = noted;
    await aMoment();
    expect(noted).toMatchObject({ begun, atOnce: 0, closed: true });
    expect(begun).toBeLessThanOrEqual(4);
  });

  test('leave the error of the caller alone if another item cannot be read meanwhile', async () => {
    const { items } = numbers(10, 2);
    const working = (async () => {
      for await (const item of readAhead(items, 2)) {
        await aMoment();
        throw new Error(`cannot store ${item}`);
      }
    })();
    await expect(working).rejects.toThrow('cannot store 1');
  });
});
