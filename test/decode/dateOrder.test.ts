import { describe, expect, test } from '@jest/globals';
import { orderSurvey } from '../../shared/decode/dateOrder';
import type { DateOrder } from '../../shared/decode/regionalTime';
import { utcTime } from '../../shared/decode/utcTime';
import { fc } from '../seededFc';

/** @param near ISO times near each of the dates */
function orderOf(dates: readonly string[], near: readonly string[] = []) {
  const survey = orderSurvey();
  for (const date of dates) survey.note(date, () => near.map((time) => Date.parse(time)));
  const found = survey.result();
  return found.kind === 'order' ? (found.order ?? 'each says') : found.kind;
}

describe('the order of a column', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'a day above 12 in front',
      'dayFirst',
      ['05/06/2026, 12:01:47', '15/06/2026, 12:02:47', '04/06/2026, 12:03:47'],
    ],
    ['a day above 12 behind', 'monthFirst', ['6/5/2026, 12:01:47 PM', '6/15/2026, 12:02:47 PM']],
    ['a day above 12, even with AM', 'dayFirst', ['3/12/2025 7:22:01 AM', '15/11/2025 3:55:59 AM']],
    [
      'days in a row, day first',
      'dayFirst',
      ['04/06/2026 10:00', '05/06/2026 10:00', '06/06/2026 10:00', '07/06/2026 10:00'],
    ],
    [
      'days in a row, month first',
      'monthFirst',
      ['06/04/2026 10:00', '06/05/2026 10:00', '06/06/2026 10:00', '06/07/2026 10:00'],
    ],
    [
      'the style of the United States',
      'monthFirst',
      ['4/8/2021, 2:08:45.221 PM', '5/8/2021, 12:08:45.221 AM'],
    ],
    [
      'nothing, because no date depends on it',
      'each says',
      ['2026-06-05T12:01:47Z', '05.06.2026 12:01', '5/5/2026 10:00'],
    ],
    ['nothing, because one day may be two', 'undecided', ['05/06/2026, 12:01:47', '05/06/2026, 13:01:47']],
    ['nothing, because it may be Australian without a comma', 'undecided', ['5/6/2026 2:01:47 AM']],
    ['nothing, because it has leading zeros', 'undecided', ['05/06/2026 02:01:47 AM']],
    ['nothing, because AM and PM are not in capitals', 'undecided', ['5/6/2026, 2:01:47 pm']],
    [
      'nothing, because days are as far apart either way',
      'undecided',
      ['04/05/2026 10:00', '05/04/2026 10:00'],
    ],
    [
      'two dates that contradict each other',
      'mixed',
      ['05/06/2026 10:00', '15/06/2026 10:00', '06/15/2026 10:00'],
    ],
    ['each date by itself, without a contradiction', 'each says', ['15/06/2026 10:00', '06/15/2026 10:00']],
  ])('is shown by %s: %s', (_by, order, dates) => {
    expect(orderOf(dates)).toBe(order);
  });

  test('is shown by times that lie near', () => {
    const date = ['05/06/2026, 12:01:47'];
    expect(orderOf(date, ['2026-06-05T12:00:47Z'])).toBe('dayFirst');
    expect(orderOf(date, ['2026-05-06T12:00:47Z'])).toBe('monthFirst');
    expect(orderOf(date, ['2026-08-30T12:00:47Z'])).toBe('undecided');
    expect(orderOf(date, ['2026-06-05T12:00:47Z', '2026-05-06T12:00:47Z'])).toBe('undecided');
  });
});

test('a log in either order is read correctly, or not at all', () => {
  const anyDay = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true });
  const two = (n: number) => String(n).padStart(2, '0');
  const written = (day: Date, order: DateOrder) => {
    const [d, m] = [two(day.getUTCDate()), two(day.getUTCMonth() + 1)];
    return `${order === 'dayFirst' ? `${d}/${m}` : `${m}/${d}`}/${day.getUTCFullYear()} 12:00:00`;
  };
  const anyOrder = fc.constantFrom<DateOrder>('dayFirst', 'monthFirst');
  const aMonthOfDays = fc.array(fc.nat(30), { minLength: 1 });
  fc.assert(
    fc.property(anyOrder, anyDay, aMonthOfDays, (order, first, offsets) => {
      const days = offsets.map((offset) => new Date(first.getTime() + offset * 86_400_000));
      const survey = orderSurvey();
      for (const day of days) survey.note(written(day, order), () => []);
      const found = survey.result();
      if (found.kind !== 'order') return;
      for (const day of days) {
        const read = utcTime(written(day, order), found.order);
        expect(read?.slice(0, 10)).toBe(day.toISOString().slice(0, 10));
      }
    }),
    { numRuns: 2_000 },
  );
});
