import { expect, test } from '@jest/globals';
import { throttledMs } from '../../shared/email/acsOutcome';
import { pauseMs } from '../../shared/http/pause';
import { retryAfterMs } from '../../shared/http/retryAfter';
import { fc } from '../seededFc';

const NOON = Date.parse('2026-11-21T12:00:00Z');
const LONGEST_MS = 120_000;

test.each([
  ['17', 17_000],
  ['0', 0],
  ['0.5', 500],
  ['Sat, 21 Nov 2026 12:00:42 GMT', 42_000],
  ['Sat, 21 Nov 2020 12:00:00 GMT', 0],
  ['-5', 0],
  ['soon', null],
  ['1e3', null],
  ['17 18', null],
  ['', null],
  [null, null],
])('a Retry-After of %j is a wait of %j', (header, ms) => {
  expect(retryAfterMs(header, NOON)).toBe(ms);
});

test('no Retry-After of any length, date or text makes anyone wait longer than the bound', () => {
  const headers = fc.oneof(
    fc.string(),
    fc.double().map(String),
    fc.bigInt({ min: 0n }).map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    fc.constantFrom('9'.repeat(400), 'Fri, 31 Dec 9999 23:59:59 GMT', '+275760-09-13', 'Infinity', 'NaN'),
  );
  fc.assert(
    fc.property(headers, fc.integer({ min: 1, max: 10 }), (header, tried) => {
      const pause = pauseMs(retryAfterMs(header, NOON), tried, {
        random: () => 1,
        longestWaitMs: LONGEST_MS,
      });
      expect(pause ?? 0).toBeGreaterThanOrEqual(0);
      expect(pause ?? 0).toBeLessThanOrEqual(LONGEST_MS);
      const answer = { status: 429, retryAfter: header, state: null, code: null, isOfProxy: false };
      const asked = throttledMs({ answers: [answer], error: null }, NOON);
      expect(asked === null || asked >= 0).toBe(true);
    }),
  );
});
