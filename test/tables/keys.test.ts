import { describe, expect, test } from '@jest/globals';
import { accountPartition, keyOf, textOfKey } from '../../shared/tables/keys';
import { fc } from '../seededFc';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc
    .array(
      fc.constantFrom(
        '/',
        '\\',
        '#',
        '?',
        '%',
        '~',
        '\u0000',
        '\u001f',
        '\u007f',
        '\u0085',
        '\ud800',
        '\udc00',
        'a',
      ),
      { maxLength: 80 },
    )
    .map((units) => units.join('')),
);

describe('keyOf', () => {
  test('leaves the ids Microsoft gives as they are', () => {
    expect(keyOf('2f3b1c5e-9a75-4f0e-8d51-0a6e4c3f1200')).toBe('2f3b1c5e-9a75-4f0e-8d51-0a6e4c3f1200');
    expect(keyOf('2026-11-20')).toBe('2026-11-20');
  });

  test('can be undone for any text', () => {
    fc.assert(fc.property(anyText, (text) => expect(textOfKey(keyOf(text))).toBe(text)));
  });

  test('never holds what the service forbids', () => {
    fc.assert(fc.property(anyText, (text) => expect(keyOf(text)).not.toMatch(/[/\\#?%\p{Cc}\p{Cs}]/u)));
  });

  test('keeps texts that are too long for a key apart, within the length of a key', () => {
    const long = 'a'.repeat(600);
    expect(keyOf(`${long}1`)).not.toBe(keyOf(`${long}2`));
    expect(keyOf('/'.repeat(200)).length).toBeLessThanOrEqual(512);
    expect(keyOf('a'.repeat(512))).toBe('a'.repeat(512));
  });
});

describe('accountPartition', () => {
  test('is the first hex digit of the user id, in lower case', () => {
    expect(accountPartition('7f00')).toBe('7');
    expect(accountPartition('Ab00')).toBe('a');
  });

  test('gathers every other id', () => {
    expect(['guest@fabrikam.example', '', '/'].map(accountPartition)).toEqual(['x', 'x', 'x']);
  });
});
