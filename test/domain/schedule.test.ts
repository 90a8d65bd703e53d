import { describe, expect, test } from '@jest/globals';
import type { AccountFacts } from '../../shared/domain/account/accountFacts';
import { kindOf } from '../../shared/domain/account/kind';
import { MOST_MOMENTS, minuteOf } from '../../shared/domain/account/moments';
import { ALONE, BESIDE_A_PERSON, scheduleIn } from '../../shared/domain/account/schedule';
import { DAY_MS } from '../../shared/domain/time';
import { fc } from '../seededFc';
import { NOW, someFacts } from './builders';

/** Minutes of one time of the day on days so many days ago, oldest first; `late` says by how many minutes on each. */
function times(clock: string, daysAgo: readonly number[], late: (day: number) => number = () => 0): number[] {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  const midnight = Math.floor(NOW / DAY_MS) * 1_440;
  return daysAgo.map((day) => midnight - day * 1_440 + hour * 60 + minute + late(day)).sort((a, b) => a - b);
}
const days = (count: number, every = 1) => Array.from({ length: count }, (_, n) => 1 + n * every);
const sorted = (...parts: readonly number[][]) => [...new Set(parts.flat())].sort((a, b) => a - b);
const found = (minutes: readonly number[]) => scheduleIn(minutes, ALONE);
const at = (clock: string, late = 0) => {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return { from: hour * 60 + minute, to: hour * 60 + minute + late };
};

describe('a job is recognised that runs', () => {
  test.each<[string, readonly number[], object]>([
    [
      'once a night',
      times('02:00', days(28)),
      { times: [at('02:00')], days: 28, weekday: null, isNearly: false },
    ],
    ['on five nights', times('02:00', days(5)), { days: 5 }],
    ['a little late each night', times('03:10', days(7), (day) => day % 4), { times: [at('03:10', 3)] }],
    ['later by up to nine minutes, for weeks', times('03:10', days(20), (day) => day % 10), { days: 20 }],
    [
      'around midnight',
      times('23:58', days(10), (day) => day % 4),
      { times: [{ from: 1_438, to: 1 }], days: 10 },
    ],
    [
      'on working days only',
      times('06:30', [3, 4, 5, 6, 7, 10, 11, 12, 13, 14]),
      { days: 10, weekday: null },
    ],
    // NOW is a Monday.
    ['once a week', times('04:00', days(4, 7)), { days: 4, weekday: 0 }],
    ['every second week', times('04:00', [1, 15, 29, 43]), { days: 4, weekday: 0 }],
    [
      'several times a day',
      sorted(times('06:00', days(6)), times('12:00', days(6)), times('18:30', days(6))),
      { times: [at('06:00'), at('12:00'), at('18:30')], days: 6 },
    ],
    [
      'for hours, with a token taken again and again',
      sorted(
        times('02:00', days(12)),
        times('03:05', days(12), (day) => (day * 7) % 25),
      ),
      { times: [at('02:00')], days: 12, isNearly: true },
    ],
    [
      'an hour earlier since the clocks changed',
      sorted(times('02:00', [8, 9, 10, 11, 12]), times('01:00', [1, 2, 3])),
      { times: [at('01:00'), at('02:00')], days: 8 },
    ],
    [
      'with one night repeated by hand',
      sorted(times('02:00', days(14)), times('14:23', [5])),
      { times: [at('02:00')], days: 14, isNearly: true },
    ],
  ])('%s', (_, minutes, schedule) => {
    expect(found(minutes)).toMatchObject(schedule);
  });
});

describe('no job is recognised in', () => {
  test.each<[string, readonly number[]]>([
    ['nothing', []],
    ['four nights', times('02:00', days(4))],
    ['three weeks', times('04:00', days(3, 7))],
    ['once a month', times('04:00', days(2, 30))],
    ['a person who comes at about nine', times('08:50', days(20), (day) => (day * 17) % 40)],
    ['five mornings within ten minutes', times('09:00', days(5), (day) => day * 2)],
    ['a person who comes at any time', times('08:00', days(28), (day) => (day * 137) % 600)],
    [
      'a night job among as many other sign-ins',
      sorted(
        times('02:00', days(14)),
        times('09:00', days(14), (day) => (day * 97) % 500),
      ),
    ],
    [
      'many times of the day',
      sorted(...[0, 3, 6, 9, 12, 15, 18, 21].map((hour) => times(`${hour}:00`, days(7)))),
    ],
    [
      'a computer that refreshes all day long',
      Array.from({ length: 60 }, (_, n) => minuteOf('2026-03-01T00:00:00Z') + n * 75),
    ],
  ])('%s', (_, minutes) => {
    expect(found(minutes)).toBeNull();
  });

  test('sign-ins that a person may make by chance', () => {
    expect(scheduleIn(times('02:00', days(9)), BESIDE_A_PERSON)).toBeNull();
    expect(scheduleIn(times('02:00', days(10)), BESIDE_A_PERSON)).not.toBeNull();
    expect(scheduleIn(times('04:00', days(5, 7)), BESIDE_A_PERSON)).toBeNull();
  });

  test.each([313, 500, 674])(
    'a script that starts every %i minutes, whose times lie hours apart on other days',
    (every) => {
      const start = Math.floor(NOW / 60_000);
      expect(found(sorted(Array.from({ length: 60 }, (_, n) => start - n * every)))).toBeNull();
    },
  );

  test('times drawn at random', () => {
    const random = fc.array(fc.nat(45 * 1_440), { minLength: 5, maxLength: MOST_MOMENTS });
    fc.assert(
      fc.property(random, (minutes) => {
        expect(found(sorted(minutes.map((minute) => minute + 29_000_000)))).toBeNull();
      }),
    );
  });
});

test('the oldest of a full list is no start: what came before is not known', () => {
  const long = Array.from({ length: MOST_MOMENTS / 3 }, (_, day) =>
    times('02:00', [day + 1]).flatMap((m) => [m, m + 60, m + 120]),
  );
  const full = sorted(...long);
  expect(full).toHaveLength(MOST_MOMENTS);
  expect(found(full)).toMatchObject({ times: [at('02:00')], days: 19 });
});

describe('the kind of an account is automation by its schedule', () => {
  const kind = (change: Partial<AccountFacts>) =>
    kindOf(someFacts({ interactive: false, nonInteractive: true, ...change }), {
      breakGlass: new Set(),
      now: NOW,
    });
  const nightly = times('02:00', days(28));

  const always = (weekday: number | null, clock: string, days: number, isNearly = false) => ({
    code: 'schedule',
    schedule: { times: [at(clock)], days, weekday, isNearly },
  });

  test('if it never signs in interactively', () => {
    expect(kind({ unattended: { azureCli: nightly } })).toEqual({
      kind: 'automation',
      evidence: [{ code: 'neverInteractive' }, always(null, '02:00', 28)],
    });
    expect(kind({ unattended: { azureCli: times('23:58', days(4, 7)) } }).evidence[1]).toEqual(
      always(0, '23:58', 4),
    );
    expect(kind({ unattended: { azureCli: sorted(nightly, times('14:00', [9])) } }).evidence[1]).toEqual(
      always(null, '02:00', 28, true),
    );
  });

  test('once if several apps keep to the same', () => {
    const noise = times('08:00', days(28), (day) => (day * 137) % 600);
    const unattended = { azureCli: nightly, azurePowerShell: nightly, adminPortals: noise };
    expect(kind({ unattended }).evidence).toHaveLength(2);
  });

  test('by all its apps together, or by one of them', () => {
    const job = { azureCli: nightly, azurePowerShell: times('02:01', days(28)) };
    expect(kind({ unattended: job }).evidence).toHaveLength(2);
    const noise = times('08:00', days(28), (day) => (day * 137) % 600);
    expect(kind({ unattended: { azureCli: nightly, adminPortals: noise } }).kind).toBe('automation');
    expect(kind({ unattended: { azureCli: nightly.slice(-8), adminPortals: noise } }).kind).toBe('person');
  });

  test('until 45 days after', () => {
    const old = times(
      '02:00',
      days(28).map((day) => day + 45),
    );
    expect(kind({ unattended: { azureCli: old } })).toEqual({ kind: 'person', evidence: [] });
  });

  test('and is a person with a script if it signs in interactively', () => {
    expect(kind({ interactive: true, unattended: { azureCli: nightly } })).toEqual({
      kind: 'person',
      evidence: [always(null, '02:00', 28)],
    });
    expect(kind({ interactive: true, unattended: { azureCli: nightly.slice(-9) } }).evidence).toEqual([]);
  });
});
