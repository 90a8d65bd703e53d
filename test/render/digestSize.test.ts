import { describe, expect, test } from '@jest/globals';
import type { DigestContent } from '../../shared/domain/digest/digest';
import { renderDigest } from '../../shared/render/digest/mail';
import { fc } from '../seededFc';
import { fullDigest } from './mail/fullDigest';

/** Gmail cuts a mail at 102 KB. */
const MOST_BYTES = 80_000;

const bytesOf = (content: DigestContent) => Buffer.byteLength(renderDigest(content).html);

describe('the HTML part with all lists full', () => {
  test.each([27, 1_000, 10_000])('is below 80 KB for %i accounts in each list', (size) => {
    expect(bytesOf(fullDigest(size, 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh'))).toBeLessThan(
      60_000,
    );
    expect(bytesOf(fullDigest(size, '"'.repeat(500)))).toBeLessThan(MOST_BYTES);
    expect(bytesOf(fullDigest(size, '𝕏'.repeat(500)))).toBeLessThan(MOST_BYTES);
  });

  test('is below 80 KB whatever the tenant calls itself, its people and its policies', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }),
        fc.integer({ min: 0, max: 40 }),
        (text, size) => {
          expect(bytesOf(fullDigest(size, text.repeat(4)))).toBeLessThan(MOST_BYTES);
        },
      ),
      { numRuns: 8 },
    );
  });
});
