import { expect, test } from '@jest/globals';
import { longDay, timeBetween, timeWriter, utcTime } from '../../shared/render/time';

test('marks each time with its zone', () => {
  expect(utcTime('2026-11-21T06:12:00.000Z')).toBe('21 Nov 2026, 06:12 UTC');
  expect(timeWriter('Europe/Berlin')('2026-11-21T23:30:00.000Z')).toBe('22 Nov 2026, 00:30 CET');
  expect(timeWriter('America/New_York')('2026-11-21T03:00:00.000Z')).toBe('20 Nov 2026, 22:00 GMT-5');
});

test('names the local day without moving it to another zone', () => {
  expect(longDay('2026-11-21')).toMatch(/^Saturday,? 21 November 2026$/);
});

test.each([
  ['2026-11-21T06:11:00Z', '1 minute'],
  ['2026-11-21T04:13:00Z', '119 minutes'],
  ['2026-11-20T21:12:00Z', '9 hours'],
  ['2026-11-19T05:00:00Z', '2 days'],
  ['2026-11-21T07:00:00Z', '0 minutes'],
])('gives the time since %s as %s', (from, words) => {
  expect(timeBetween(from, '2026-11-21T06:12:00Z')).toBe(words);
});
