import { expect, test } from '@jest/globals';
import { guidAt, guidTable, putGuid } from '../../shared/domain/guidTable';
import { fc } from '../seededFc';

const anyKeyPart = fc.oneof(
  fc.uuid(),
  // Close together, and some that are no GUIDs in lower case.
  fc.nat(50).map((n) => `a0000001-0000-4000-8000-${String(n).padStart(12, '0')}`),
  fc.constantFrom('', 'a', 'a b', 'b', 'A0000001-0000-4000-8000-000000000001'),
);

test('keeps under each key what was put there last, whatever the keys', () => {
  const anyEntries = fc.array(fc.tuple(anyKeyPart, anyKeyPart, fc.nat()), { maxLength: 300 });
  fc.assert(
    fc.property(anyEntries, anyKeyPart, (entries, other) => {
      const table = guidTable(2, 2);
      const expected = new Map<string, readonly [string, string, number]>();
      for (const [a, b, value] of entries) {
        const words = table.find(a, b) ?? table.add(a, b);
        words.set([value, ~value >>> 0]);
        expected.set(JSON.stringify([a, b]), [a, b, value]);
      }
      expect(table.size()).toBe(expected.size);
      for (const [a, b, value] of expected.values()) {
        expect([...(table.find(a, b) ?? [])]).toEqual([value, ~value >>> 0]);
        if (!expected.has(JSON.stringify([a, other]))) expect(table.find(a, other)).toBeNull();
      }
    }),
  );
});

test('keeps apart many keys that differ in one place only', () => {
  const table = guidTable(1, 1);
  const keyOf = (n: number) => `${n.toString(16).padStart(8, '0')}-0000-0000-0000-000000000000`;
  const all = Array.from({ length: 3_000 }, (_, n) => n);
  for (const n of all) table.add(keyOf(n)).set([n]);
  expect(all.filter((n) => table.find(keyOf(n))?.[0] !== n)).toEqual([]);
  expect(table.find(keyOf(3_000))).toBeNull();
});

test('packs GUIDs, and nothing else, without loss', () => {
  const words = new Uint32Array(6);
  fc.assert(
    fc.property(fc.uuid(), fc.nat(2), (guid, at) => {
      expect(putGuid(guid, words, at)).toBe(true);
      expect(guidAt(words, at)).toBe(guid);
      expect(putGuid(guid.toUpperCase(), words, at)).toBe(guid === guid.toUpperCase());
      expect(putGuid(`${guid}0`, words, at)).toBe(false);
    }),
  );
});
