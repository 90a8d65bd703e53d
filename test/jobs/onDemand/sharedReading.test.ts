import { expect, test } from '@jest/globals';
import { sharedReading } from '../../../shared/jobs/onDemand/sharedReading';
import { NOW } from '../../domain/builders';

const at = (ms: number) => new Date(NOW + ms);

test('a reading is shared by all who ask while it is under way, and for five seconds from its start', async () => {
  const asked: number[] = [];
  const read = sharedReading(async (now) => {
    asked.push(now.getTime() - NOW);
    return asked.length;
  });
  expect(await Promise.all([read(at(0)), read(at(0)), read(at(9_000))])).toEqual([1, 1, 1]);
  expect([await read(at(1)), await read(at(4_999)), await read(at(5_000))]).toEqual([1, 1, 2]);
  expect(asked).toEqual([0, 5_000]);
});

test('a reading of a clock that was ahead is not kept when the clock is right again', async () => {
  let readings = 0;
  const read = sharedReading(async () => ++readings);
  await read(at(3_600_000));
  expect(await read(at(0))).toBe(2);
});

test('a reading that fails is shared with those who wait for it, and the next caller reads anew', async () => {
  let readings = 0;
  const read = sharedReading(async () => {
    if (++readings === 1) throw new Error('away');
    return readings;
  });
  const waiting = await Promise.allSettled([read(at(0)), read(at(0))]);
  expect(waiting.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await read(at(0))).toBe(2);
});
