import { describe, expect, test } from '@jest/globals';
import { holdsMore, readBytes, textOf } from '../../shared/http/readBytes';
import { fc } from '../seededFc';

async function* piecesOf(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

describe('readBytes', () => {
  test('gives the bytes as they came, whatever the pieces', async () => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 40_000 }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(pieces, async (parts) => {
        const whole = Buffer.concat(parts);
        const read = await readBytes(
          (async function* () {
            yield* parts;
          })(),
          whole.length,
        );
        expect(read.isWhole).toBe(true);
        expect(Buffer.compare(Buffer.concat(read.blocks), whole)).toBe(0);
      }),
    );
  });

  test('keeps of a longer body what the bound allows, and asks for no more', async () => {
    let given = 0;
    let left = false;
    async function* endless() {
      try {
        for (;;) {
          given++;
          yield Buffer.alloc(1_000, 'a');
        }
      } finally {
        left = true;
      }
    }
    const { blocks, isWhole } = await readBytes(endless(), 2_500);
    expect([Buffer.concat(blocks).length, isWhole, given, left]).toEqual([2_500, false, 3, true]);
  });

  test('takes a body of exactly the bound, and none at all', async () => {
    expect(await readBytes(piecesOf('abc', ''), 3)).toMatchObject({ isWhole: true });
    expect(await readBytes(piecesOf('abc', 'd'), 3)).toMatchObject({ isWhole: false });
    expect(textOf((await readBytes(null, 3)).blocks)).toBe('');
  });
});

test('a text is read as UTF-8, without a byte order mark, also if a character comes in two pieces', async () => {
  const [first, second] = [Buffer.from('\uFEFFZoë').subarray(0, 6), Buffer.from('\uFEFFZoë').subarray(6)];
  const { blocks } = await readBytes(
    (async function* () {
      yield first;
      yield second;
    })(),
    100,
  );
  expect(textOf(blocks)).toBe('Zoë');
});

test('a large text with more values than is right is recognised before it is parsed', () => {
  const objects = Buffer.from(`[${'{},'.repeat(2_200_000)}{}]`);
  expect(holdsMore([objects], 2_000_000)).toBe(true);
  expect(holdsMore([objects], 5_000_000)).toBe(false);
  expect(holdsMore([Buffer.from('[{},{},{}]')], 1)).toBe(false);
  const texts = Buffer.from(
    JSON.stringify(Array(150_000).fill('a text, with [commas], "quotes" and {}, \\,')),
  );
  const blocksOf = (size: number) =>
    Array.from({ length: Math.ceil(texts.length / size) }, (_, block) =>
      texts.subarray(block * size, (block + 1) * size),
    );
  for (const size of [texts.length, 100_000, 7]) {
    expect(holdsMore(blocksOf(size), 150_000)).toBe(false);
    expect(holdsMore(blocksOf(size), 149_999)).toBe(true);
  }
});
