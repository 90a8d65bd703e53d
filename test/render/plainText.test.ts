import { describe, expect, test } from '@jest/globals';
import { plainLines, plainText, unlinked } from '../../shared/domain/plainText';
import { fc } from '../seededFc';

const BIDI = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
const CONTROLS = /(?! )[\p{Cc}\p{Zl}\p{Zp}]/u;

test('leaves one line without controls and without turned reading direction, whatever comes in', () => {
  const nasty = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\r\n', '\u202E', '\u2067', '\0', '\u2028', '\uD800'),
    ),
  );
  fc.assert(
    fc.property(nasty, (parts) => {
      const shown = plainText(parts.join(''), 50);
      expect(shown).not.toMatch(BIDI);
      expect(shown).not.toMatch(CONTROLS);
      expect([...shown].length).toBeLessThanOrEqual(50);
      expect(Buffer.from(shown, 'utf8').toString('utf8')).toBe(shown);
    }),
  );
});

test('shows that something was hidden', () => {
  expect(plainText('Anna\u202Egreb')).toBe('Anna\uFFFDgreb');
  expect(plainText('Anna\u200BBerg')).toBe('Anna\uFFFDBerg');
});

test('keeps the names of people as they write them', () => {
  for (const name of [
    'Zoë O’Brien',
    'ليلى حداد',
    'علی\u200Cرضا',
    '山田 太郎',
    'Team 👩\u200D💻 ❤\uFE0F',
    'a < b & c',
  ]) {
    expect(plainText(name)).toBe(name);
  }
});

test('a text of megabytes is cut before it is looked through', () => {
  const begun = performance.now();
  expect(plainText(`${' \u202E'.repeat(20_000_000)}`, 50)).toHaveLength(50);
  expect(performance.now() - begun).toBeLessThan(1_000);
});

test('lines stay lines, each of them harmless, and not too many', () => {
  const stack = 'Error: \u001b[2J\u202Edeteled\n    at read (a.js:1:2)\r\n    at x\u2028y\n'.repeat(1_000);
  const lines = plainLines(stack).split('\n');
  expect(lines.slice(0, 3)).toEqual(['Error: \uFFFD[2J\uFFFDdeteled', '    at read (a.js:1:2)', '    at x']);
  expect(plainLines('x\nmfa-watch: All is well')).toBe('x\n    mfa-watch: All is well');
  expect(lines).toHaveLength(40);
  for (const line of lines) {
    expect(line).not.toMatch(BIDI);
    expect(line).not.toMatch(CONTROLS);
  }
  expect(plainLines('a'.repeat(100_000))).toHaveLength(500);
});

test('cuts between characters, never within one', () => {
  expect(plainText('👍👍👍👍', 3)).toBe('👍👍…');
});

describe('a name never becomes a link', () => {
  test.each([
    ['https://evil.example/a', 'https[:]//evil[.]example/a'],
    ['Pay at evil.example/now', 'Pay at evil[.]example/now'],
    ['www.evil.example', 'www[.]evil[.]example'],
    ['x@evil.example/https://evil.example', 'x@evil[.]example/https[:]//evil[.]example'],
  ])('%s', (name, shown) => {
    expect(unlinked(name)).toBe(shown);
  });

  test('while addresses, initials and versions stay', () => {
    const text = 'J.R. Weber <3 Az 14.3, anna.berg@contoso.example';
    expect(unlinked(text)).toBe(text);
  });
});
