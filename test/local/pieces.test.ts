import { expect, test } from '@jest/globals';
import { inPieces } from '../../local/commands/pieces';

test('writes short texts together, in their order, and the last of them when asked', async () => {
  const written: string[] = [];
  const pieces = inPieces(async (text) => void written.push(text));
  const lines = Array.from({ length: 3_000 }, (_, n) => `${n} ${'x'.repeat(50)}\n`);
  for (const line of lines) await pieces.write(line);
  await pieces.flush();
  await pieces.flush();
  expect(written.join('')).toBe(lines.join(''));
  expect(written).toHaveLength(3);
});

test('waits for the reader', async () => {
  let release = () => {};
  const pieces = inPieces(() => new Promise((resolve) => (release = resolve)));
  let isTaken = false;
  const taken = pieces.write('x'.repeat(70_000)).then(() => (isTaken = true));
  await Promise.resolve();
  expect(isTaken).toBe(false);
  release();
  await taken;
});
