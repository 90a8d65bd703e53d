import { expect, test } from '@jest/globals';
import { courseInWords, rateInWords } from '../../../shared/render/words/trend';

test.each([
  [[5], '5 on 20 Nov, the first day counted'],
  [[5, 5], '5 on 21 Nov, as many as on 20 Nov'],
  [[5, 6], '6 on 21 Nov, 1 more than on 20 Nov'],
  [[8, 7, 5], '5 on 22 Nov, 3 fewer than on 20 Nov'],
])('the course of %j open accounts is "%s"', (values, words) => {
  expect(courseInWords(values.map((value, n) => ({ day: `2026-11-${20 + n}`, value })))).toBe(words);
});

test('findings are compared by whole weeks, without today', () => {
  const days = Array.from({ length: 15 }, (_, n) => ({
    day: `2026-11-${String(n + 1).padStart(2, '0')}`,
    value: n < 7 ? 3 : n < 14 ? 1 : 100,
  }));
  expect(rateInWords(days)).toBe('7 in the last 7 full days, 14 fewer than in the 7 days before');
  expect(rateInWords(days.slice(1))).toBe('125 in 14 days');
});
