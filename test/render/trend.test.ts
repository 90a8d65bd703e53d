import { expect, test } from '@jest/globals';
import type { TrendDay } from '../../shared/domain/trend/trend';
import { renderReport } from '../../shared/render/report/reportPage';
import { aReport } from './builders';
import { count, unbalanced, visibleText } from './markup';

const known = { people: {}, names: {}, policies: {} };
const report = (trend: readonly TrendDay[]) =>
  renderReport(aReport({ tenant: { coverage: null, known, whatIf: null, trend, reportOnlyStops: null } }));
const words = (trend: readonly TrendDay[]) => visibleText(report(trend)).replace(/\s+/g, ' ');

const DAYS: readonly TrendDay[] = [
  { day: '2026-11-19', open: null, findings: 30 },
  { day: '2026-11-20', open: 8, findings: 0 },
  { day: '2026-11-21', open: 5, findings: 1 },
];

test('the trend is drawn, told in words, and there as numbers', () => {
  const html = report(DAYS);
  expect(unbalanced(html)).toEqual([]);
  expect(count(html, /<rect /g)).toBe(4);
  expect(html).toContain(
    'role="img" aria-label="Accounts that get in without proven MFA: 5 on 21 Nov, 3 fewer than on 20 Nov"',
  );
  expect(words(DAYS)).toContain('Findings 31 in 3 days');
  expect(words(DAYS)).toContain('21 Nov 5 1 20 Nov 8 0 19 Nov not counted 30');
});

test('a day with one finding among days with many is seen', () => {
  expect(report([...DAYS, { day: '2026-11-22', open: null, findings: 100_000 }])).toContain('height="1"');
});

test.each([
  [[5, 5], '5 on 21 Nov, as many as on 20 Nov'],
  [[5, 6], '6 on 21 Nov, 1 more than on 20 Nov'],
])('of %j it says %s', ([first, last], told) => {
  const days = [
    { day: '2026-11-20', open: first ?? null, findings: null },
    { day: '2026-11-21', open: last ?? null, findings: null },
  ];
  expect(words(days)).toContain(told);
});

test('of one day there is no course', () => {
  expect(words([{ day: '2026-11-21', open: 5, findings: null }])).toContain(
    '5 on 21 Nov, the first day counted',
  );
});

test('what was never counted is not drawn', () => {
  expect(report([])).not.toContain('id="trend"');
  expect(report([{ day: '2026-11-21', open: 5, findings: null }])).not.toContain('aria-label="Findings');
});

test('findings are compared by whole weeks, today apart', () => {
  const days = Array.from({ length: 15 }, (_, n) => ({
    day: `2026-11-${String(n + 1).padStart(2, '0')}`,
    open: null,
    findings: n < 7 ? 3 : n < 14 ? 1 : 100,
  }));
  expect(words(days)).toContain('Findings 7 in the last seven whole days, 14 fewer than in the seven before');
  expect(words(days.slice(1))).toContain('in 14 days');
});
