import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { gunzip } from '../../local/files/gunzip';

test('yields its unpacked bytes before it asks for more', async () => {
  const packed = gzipSync(Array.from({ length: 100_000 }, (_, index) => Math.sin(index)).join());
  let asked = 0;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < packed.length; at += 10_000) {
      asked++;
      yield packed.subarray(at, at + 10_000);
    }
  }
  let given = 0;
  for await (const bytes of gunzip(pieces())) {
    given += bytes.length;
    // Deflate packs these digits to about half.
    expect(given).toBeGreaterThan((asked - 1) * 10_000);
  }
  expect(asked).toBeGreaterThan(10);
  expect(given).toBeGreaterThan(1_000_000);
});
