import { expect, test } from '@jest/globals';
import type { TrendDay } from '../../shared/domain/trend/trend';
import { renderReport } from '../../shared/render/report/reportPage';
import { aReport } from './builders';
import { count, unbalanced, visibleText } from './markup';
import { outside, overlaps } from './textBoxes';

const known = { people: {}, names: {}, policies: {} };
const report = (trend: readonly TrendDay[]) =>
  renderReport(aReport({ tenant: { coverage: null, known, whatIf: null, trend, reportOnlyStops: null } }));
const words = (trend: readonly TrendDay[]) => visibleText(report(trend)).replace(/\s+/g, ' ');

const DAYS: readonly TrendDay[] = [
  { day: '2026-11-19', getsIn: null, findings: 30 },
  { day: '2026-11-20', getsIn: 8, findings: 0 },
  { day: '2026-11-21', getsIn: 5, findings: 1 },
];

/** The drawing of the numbers with a name. */
function chart(trend: readonly TrendDay[], name: 'Accounts' | 'Findings'): string {
  const [, svg = ''] =
    new RegExp(`<svg role="img" aria-label="${name}.*?>(.*?)</figure>`).exec(report(trend)) ?? [];
  return svg;
}
const texts = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
const values = (svg: string) =>
  [...svg.matchAll(/<text class="value"[^>]*>([^<]*)</g)].map(([, text]) => text);

test('the trend is there as drawings, words and numbers', () => {
  const html = report(DAYS);
  expect(unbalanced(html)).toEqual([]);
  expect(html).toContain(
    'role="img" aria-label="Accounts that get in without proven MFA: 5 on 21 Nov, 3 fewer than on 20 Nov. Highest: 8 on 20 Nov. Days on grey were not counted."',
  );
  expect(words(DAYS)).toContain('Findings 31 in 3 days. Highest: 30 on 19 Nov.');
  expect(words(DAYS)).toContain('21 Nov 5 1 20 Nov 8 0 19 Nov not counted 30');
});

test('both axes have numbers from zero and dates, and the highest and the last number are labelled', () => {
  const svg = chart(DAYS, 'Findings');
  expect(texts(svg)).toEqual(['0', '10', '20', '30', '19 Nov', '20 Nov', '21 Nov', '30', '1']);
  expect(values(svg)).toEqual(['30', '1']);
  expect(values(chart(DAYS.slice(0, 1), 'Findings'))).toEqual(['30']);
});

test('days that were not counted are a gap, and a counted zero is not', () => {
  const open = chart(DAYS, 'Accounts');
  expect(open).toContain('<rect class="gap" x="0%" width="33.3%"');
  expect(open).toContain('class="line" d="M50,22L83.3,63.3"');
  expect(chart(DAYS, 'Findings')).not.toContain('class="gap"');
});

test('a line does not cross days that were not counted, and a day alone is a dot', () => {
  const days = [3, null, 3, 4, null, null, 5].map((value, n) => ({
    day: `2026-11-${10 + n}`,
    getsIn: value,
    findings: null,
  }));
  const svg = chart(days, 'Accounts');
  expect(count(svg, /<circle/g)).toBe(2);
  expect(count(svg, /class="gap"/g)).toBe(2);
  expect(/class="line" d="([^"]*)"/.exec(svg)?.[1]?.match(/M/g)).toHaveLength(3);
});

test('the bar of a day with one finding among days with many is visible', () => {
  const many = [...DAYS, { day: '2026-11-22', getsIn: null, findings: 100_000 }];
  const bars = [...chart(many, 'Findings').matchAll(/<rect class="bar"[^>]*height="([\d.]+)"/g)];
  expect(bars.map(([, height]) => height)).toEqual(['1', '1', '110']);
});

/** Pixels: the plot on a screen of 360. */
const PHONE = 360 - 28 - 30 - 94;

test.each([
  ['the highest day is the last but one', 28],
  ['the highest day is the first', 0],
  ['the highest day is in the middle', 14],
])('no label meets another on a phone if %s', (_, highest) => {
  const days = Array.from({ length: 30 }, (_day, n) => ({
    day: new Date(Date.UTC(2026, 10, 1 + n)).toISOString().slice(0, 10),
    getsIn: null,
    findings: n === highest ? 99_999 : 99_990,
  }));
  const svg = chart(days, 'Findings');
  expect(values(svg)).toEqual(['99,999', '99,990']);
  expect(texts(svg).filter((text) => text?.endsWith('Nov')).length).toBeGreaterThanOrEqual(4);
  expect(overlaps(svg, PHONE)).toEqual([]);
  const [most = ''] = /<text class="value"[^>]*>99,999</.exec(svg) ?? [];
  expect(most).not.toBe('');
  expect(outside(most, PHONE)).toEqual([]);
});

test('numbers that were never counted have no drawing', () => {
  expect(report([])).not.toContain('id="trend"');
  expect(report([{ day: '2026-11-21', getsIn: 5, findings: null }])).not.toContain('aria-label="Findings');
});
