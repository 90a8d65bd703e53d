import { describe, expect, test } from '@jest/globals';
import { isOpen } from '../../shared/domain/account/effectCounts';
import { DAY_MS, isoTime } from '../../shared/domain/time';
import { type DayCounts, dayCounts } from '../../shared/domain/trend/dayCounts';
import { countedDays, findingCounter } from '../../shared/domain/trend/findingCounter';
import { trendOf } from '../../shared/domain/trend/trend';
import { anAccount, NO_COUNTS } from '../render/builders';
import { aFinding, aTenantCoverage, NOW } from './builders';

const at = (ms: number) => isoTime(NOW - ms);

describe('the days that are counted', () => {
  test('are the last thirty UTC days, newest first', () => {
    const days = countedDays(NOW);
    expect([days.length, days[0], days[1], days.at(-1)]).toEqual([
      30,
      '2026-03-02',
      '2026-03-01',
      '2026-02-01',
    ]);
  });
});

describe('findings', () => {
  const counted = (findings: readonly Parameters<typeof aFinding>[0][], days = countedDays(NOW)) => {
    const counter = findingCounter(NOW);
    for (const day of days) counter.beginDay(day);
    for (const finding of findings) counter.add(aFinding(finding));
    return counter.counts();
  };

  test('count by UTC day, including days without one', () => {
    const { findingsByDay } = counted([
      { createdDateTime: '2026-03-01T23:59:59.999Z' },
      { createdDateTime: '2026-03-01T00:00:00.000Z' },
      { createdDateTime: '2026-02-28T23:59:59.999Z' },
    ]);
    expect(findingsByDay).toMatchObject({
      '2026-03-02': 0,
      '2026-03-01': 2,
      '2026-02-28': 1,
      '2026-02-27': 0,
    });
    expect(Object.keys(findingsByDay)).toHaveLength(30);
  });

  test('count for the last 24 hours', () => {
    const old = { createdDateTime: at(DAY_MS + 1) };
    expect(counted([{ createdDateTime: at(DAY_MS) }, { createdDateTime: at(1) }, old]).findings).toBe(2);
  });

  test('do not count while their record may still change', () => {
    const provisional = { createdDateTime: at(1), provisional: true, reportOnlyStops: ['p'] };
    expect(counted([provisional])).toMatchObject({
      findings: 0,
      findingsByDay: { '2026-03-02': 0 },
      reportOnlyStops: {},
    });
  });

  test('count for each report-only policy that would have stopped them, over 14 days', () => {
    const { reportOnlyStops } = counted([
      { createdDateTime: at(14 * DAY_MS), reportOnlyStops: ['p', 'q'] },
      { createdDateTime: at(1), reportOnlyStops: ['p'] },
      { createdDateTime: at(1) },
      { createdDateTime: at(14 * DAY_MS + 1), reportOnlyStops: ['p'] },
    ]);
    expect(reportOnlyStops).toEqual({ p: 2, q: 1 });
  });

  test('are not counted by policy unless all of the 14 days were counted', () => {
    expect(counted([], countedDays(NOW).slice(0, 15)).reportOnlyStops).toEqual({});
    expect(counted([], countedDays(NOW).slice(0, 14)).reportOnlyStops).toBeNull();
  });
});

describe('accounts', () => {
  const NO_FINDINGS = { findings: 0, findingsByDay: {}, reportOnlyStops: null };

  test.each([
    ['new', true],
    ['ongoing', true],
    ['returned', true],
    ['resolved', false],
    ['excepted', false],
  ] as const)('that are %s are open: %s', (state, open) => {
    expect(isOpen(anAccount({ state }))).toBe(open);
  });

  test('that are open count by readiness and kind, next to coverage and findings', () => {
    const views = [
      anAccount({ kind: 'guest', readiness: 'homeTenantDecides' }),
      anAccount({ state: 'ongoing' }),
      anAccount({}),
      anAccount({ state: 'resolved', kind: 'sync' }),
    ];
    expect(dayCounts(views, aTenantCoverage(), { ...NO_FINDINGS, findings: 7 })).toEqual({
      ...NO_FINDINGS,
      findings: 7,
      effects: { ...NO_COUNTS, getsIn: 4 },
      open: 3,
      byReadiness: { homeTenantDecides: 1, mustRegister: 2 },
      byKind: { guest: 1, person: 2 },
      coverage: { azureCli: 'everyone' },
    });
  });

  test('count even if coverage is not known', () => {
    expect(dayCounts([], null, NO_FINDINGS)).toMatchObject({ open: 0, coverage: {} });
  });
});

describe('the trend', () => {
  const withGetsIn = (getsIn: number) => ({ effects: { ...NO_COUNTS, getsIn } });
  const counts = (change: Partial<DayCounts> = {}): DayCounts => ({
    ...withGetsIn(5),
    open: 7,
    byReadiness: {},
    byKind: { guest: 2 },
    findings: 0,
    findingsByDay: {},
    reportOnlyStops: null,
    coverage: {},
    ...change,
  });

  test('is empty before anything was counted', () => {
    expect(trendOf([], NOW)).toEqual([]);
    expect(trendOf([{ day: '2026-01-31', counts: counts() }], NOW)).toEqual([]);
  });

  test('begins on the first day with a number, and ends today', () => {
    const findingsByDay = { '2026-02-26': 0, '2026-02-27': 3, '2026-03-01': 0 };
    expect(trendOf([{ day: '2026-02-28', counts: counts({ findingsByDay }) }], NOW)).toEqual([
      { day: '2026-02-27', getsIn: null, findings: 3 },
      { day: '2026-02-28', getsIn: 5, findings: null },
      { day: '2026-03-01', getsIn: null, findings: 0 },
      { day: '2026-03-02', getsIn: null, findings: null },
    ]);
  });

  test('begins with a day on which no account got in', () => {
    const [first] = trendOf([{ day: '2026-03-01', counts: counts(withGetsIn(0)) }], NOW);
    expect(first).toEqual({ day: '2026-03-01', getsIn: 0, findings: null });
  });

  test('goes back 30 days', () => {
    const kept = [
      { day: '2026-02-01', counts: counts() },
      { day: '2026-01-31', counts: counts() },
    ];
    expect(trendOf(kept, NOW).map(({ day }) => day)).toEqual(countedDays(NOW).toReversed());
  });

  test.each([
    ['oldest first', false],
    ['newest first', true],
  ])('takes findings as they were counted last, given %s', (_, isTurned) => {
    const kept = [
      { day: '2026-03-01', counts: counts({ ...withGetsIn(9), findingsByDay: { '2026-03-01': 8 } }) },
      { day: '2026-03-02', counts: counts({ findingsByDay: { '2026-03-01': 2 } }) },
    ];
    expect(trendOf(isTurned ? kept.toReversed() : kept, NOW)[0]).toEqual({
      day: '2026-03-01',
      getsIn: 9,
      findings: 2,
    });
  });

  test('has no number of accounts for a day that an earlier version counted', () => {
    const findingsByDay = { '2026-03-02': 4 };
    const [first] = trendOf(
      [{ day: '2026-03-02', counts: counts({ effects: undefined, findingsByDay }) }],
      NOW,
    );
    expect(first).toEqual({ day: '2026-03-02', getsIn: null, findings: 4 });
  });
});
