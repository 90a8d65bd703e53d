import { expect, test } from '@jest/globals';
import { calmMachine } from '../../simulation/calmMachine';

test('a calm machine says when what it runs does not end', async () => {
  const { time, during } = calmMachine();
  await expect(during(new Promise(() => {}))).rejects.toThrow('does not end');
  expect(time.now()).toBe(3_600_000);
});

test('a calm machine hands on how its run ended, and lets no more time pass than that takes', async () => {
  const { on, time, during } = calmMachine();
  expect(await during(on.wait(1_500).then(() => 'done'))).toBe('done');
  expect(time.now()).toBe(2_000);
  await expect(during(on.wait(1_500).then(() => Promise.reject(new Error('no'))))).rejects.toThrow('no');
});
