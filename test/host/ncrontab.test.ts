import { describe, expect, test } from '@jest/globals';
import { parseNcrontab } from '../../local/host/ncrontab';
import { fc } from '../seededFc';

function dueAfter(expression: string, time: string): string | undefined {
  return parseNcrontab(expression).next(new Date(time))?.toISOString();
}

describe('a schedule', () => {
  test.each([
    ['0 */15 * * * *', '2026-11-21T08:00:00Z', '2026-11-21T08:15:00.000Z'],
    ['0 20 3 * * *', '2026-11-21T08:00:00Z', '2026-11-22T03:20:00.000Z'],
    ['30 5/15 * * * *', '2026-11-21T08:00:00Z', '2026-11-21T08:05:30.000Z'],
    ['30 5/15 * * * *', '2026-11-21T08:06:00Z', '2026-11-21T08:20:30.000Z'],
    ['0 0 0 * * Sun', '2026-11-21T08:00:00Z', '2026-11-22T00:00:00.000Z'],
    ['0 0 0 1 jan *', '2026-11-21T08:00:00Z', '2027-01-01T00:00:00.000Z'],
    ['0 0 9-17/4,20 * * 1-5', '2026-11-20T17:00:00Z', '2026-11-20T20:00:00.000Z'],
    ['0 0 0 29 2 *', '2026-11-21T08:00:00Z', '2028-02-29T00:00:00.000Z'],
  ])('%s, after %s, is due at %s', (expression, time, due) => {
    expect(dueAfter(expression, time)).toBe(due);
  });

  test('requires both the day of the month and the day of the week to match, unlike cron', () => {
    expect(dueAfter('0 0 0 13 * 5', '2026-11-21T00:00:00Z')).toBe('2027-08-13T00:00:00.000Z');
  });

  test('is in UTC, also on a day when clocks change', () => {
    expect(dueAfter('0 30 2 * * *', '2026-03-29T00:00:00Z')).toBe('2026-03-29T02:30:00.000Z');
  });

  test('is always due after the given time, at the next multiple of its period', () => {
    const period = fc.constantFrom(1, 2, 5, 10, 15, 20, 30);
    const time = fc.date({ min: new Date('2020-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(period, time, (minutes, now) => {
        const due = parseNcrontab(`0 */${minutes} * * * *`).next(now);
        const periodMs = minutes * 60_000;
        expect(due?.getTime()).toBe((Math.floor(now.getTime() / periodMs) + 1) * periodMs);
      }),
    );
  });

  test.each([
    ['*/5 * * * *', 'six fields'],
    ['0 0 0 * * * *', 'six fields'],
    ['00:05:00', 'six fields'],
    ['@daily', 'six fields'],
    ['0 0 0 * * 7', '"7" is no day of week'],
    ['0 0 0 L * *', '"L" is no day'],
    ['0 0 0 ? * 1', '"?" is no day'],
    ['0 0 0 15W * *', '"15W" is no day'],
    ['0 0 0 * * 5#2', '"5#2" is no day of week'],
    ['0 x * * * *', '"x" is no minute'],
    ['0 /5 * * * *', '"/5" is no minute'],
    ['0 1, * * * *', '"1," is no minute'],
    ['0 0 24 * * *', 'not NCRONTAB'],
    ['60 0 0 * * *', 'not NCRONTAB'],
    ['0 0 0 0 * *', 'not NCRONTAB'],
    ['0 0 0 * xyz *', 'not NCRONTAB'],
    ['0 0 0 31 2 *', 'there is no such day'],
  ])('%s is refused', (expression, why) => {
    expect(() => parseNcrontab(expression)).toThrow(
      expect.objectContaining({ code: 'badSchedule', message: expect.stringContaining(why) }),
    );
  });
});
