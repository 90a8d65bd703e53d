import { expect, test } from '@jest/globals';
import { simulate } from '../../simulation/simulate';

// A failing seed is worth something only if it fails again.

test('a life is the same each time it is lived', async () => {
  const lives: string[][] = [[], []];
  for (const lines of lives) await simulate(7, { trace: (line) => lines.push(line) });
  expect(lives[0]?.length).toBeGreaterThan(100);
  expect(lives[1]).toEqual(lives[0]);
}, 120_000);
