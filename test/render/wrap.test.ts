import { expect, test } from '@jest/globals';
import { COLUMNS, wrap } from '../../shared/render/wrap';
import { fc } from '../seededFc';

test('keeps every line within the columns and loses no character', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-zé👍]{1,120}$/u), { minLength: 1 }), (words) => {
      const wrapped = wrap(words.join(' '), '  ');
      for (const line of wrapped.split('\n')) expect([...line].length).toBeLessThanOrEqual(COLUMNS);
      expect(wrapped.replace(/\s/gu, '')).toBe(words.join(''));
    }),
  );
});

test('fills a line to the last column', () => {
  expect(wrap(`${'a'.repeat(35)} ${'b'.repeat(36)} c`)).toBe(`${'a'.repeat(35)} ${'b'.repeat(36)}\nc`);
});

test('keeps a URL whole', () => {
  const url = `https://learn.microsoft.com/${'a'.repeat(80)}`;
  expect(wrap(`See ${url}`, '  ')).toBe(`  See\n  ${url}`);
});
