import { expect, test } from '@jest/globals';
import { ACCOUNT_DATA } from '../../../shared/render/report/dataIds';
import { renderReport } from '../../../shared/render/report/reportPage';
import { bigReport } from '../../browser/bigReport';

test('a report of 10,000 accounts and 100,000 findings stays below 6 MB', () => {
  expect(Buffer.byteLength(renderReport(bigReport(10_000, 100_000)))).toBeLessThan(6_000_000);
}, 120_000);

test('the data and the script of a report are ASCII, so that a browser opens it sooner', () => {
  const html = renderReport(bigReport(10, 100));
  const data = html.slice(html.indexOf(`<script type="application/json+gzip" id="${ACCOUNT_DATA}"`));
  expect(data.length).toBeGreaterThan(100_000);
  expect(data).toMatch(/^[\0-\x7F]*$/);
});
