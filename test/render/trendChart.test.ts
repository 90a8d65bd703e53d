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
  { day: '2026-11-19', getsIn: null, findings: 30 },
  { day: '2026-11-20', getsIn: 8, findings: 0 },
  { day: '2026-11-21', getsIn: 5, findings: 1 },
];

test('the trend is there as bars, words and numbers', () => {
  const html = report(DAYS);
  expect(unbalanced(html)).toEqual([]);
  expect(count(html, /<rect /g)).toBe(4);
  expect(html).toContain(
    'role="img" aria-label="Accounts that get in without proven MFA: 5 on 21 Nov, 3 fewer than on 20 Nov"',
  );
  expect(words(DAYS)).toContain('Findings 31 in 3 days');
  expect(words(DAYS)).toContain('21 Nov 5 1 20 Nov 8 0 19 Nov not counted 30');
});

test('the bar of a day with one finding among days with many is visible', () => {
  expect(report([...DAYS, { day: '2026-11-22', getsIn: null, findings: 100_000 }])).toContain('height="1"');
});

test('numbers that were never counted have no bars', () => {
  expect(report([])).not.toContain('id="trend"');
  expect(report([{ day: '2026-11-21', getsIn: 5, findings: null }])).not.toContain('aria-label="Findings');
});
