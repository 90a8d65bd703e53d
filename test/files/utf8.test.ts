import { expect, test } from '@jest/globals';
import { utf8Decoder } from '../../local/files/utf8';
import { fc } from '../seededFc';

/** Whole characters, halves of them, and bytes that mean nothing. */
const bytes = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
      fc.constantFrom('\n', 'a', '漢', '\ufeff', '😀').map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 6 }).map((some) => Buffer.from(some)),
      fc.constantFrom([0xf0, 0x9f], [0xe6, 0xbc], [0xc3], [0x80, 0x80, 0x80], [0xf0, 0x80]).map(Buffer.from),
    ),
  )
  .map((parts) => Buffer.concat(parts));

test('decodes any bytes, in pieces of any size, as TextDecoder does', () => {
  fc.assert(
    fc.property(bytes, fc.array(fc.nat(40)), (whole, places) => {
      const decode = utf8Decoder();
      const cuts = [0, ...places.filter((place) => place < whole.length).toSorted((a, b) => a - b)];
      // One buffer for all pieces, as a file is read.
      const buffer = Buffer.alloc(whole.length);
      const texts = cuts.map((from, index) => {
        const piece = whole.subarray(from, cuts[index + 1] ?? whole.length);
        buffer.set(piece);
        return decode(buffer.subarray(0, piece.length));
      });
      expect([...texts, decode()].join('')).toBe(new TextDecoder().decode(whole));
    }),
    { numRuns: 1_000 },
  );
});

test('returns whole lines, so that a record on a line comes in one piece', () => {
  const decode = utf8Decoder();
  expect(decode(Buffer.from('{"id":1}\n{"id"'))).toBe('{"id":1}\n');
  expect(decode(Buffer.from(':2}\n'))).toBe('{"id":2}\n');
});
