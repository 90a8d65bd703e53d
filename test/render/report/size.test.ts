import { expect, test } from '@jest/globals';
import { renderReport } from '../../../shared/render/report/reportPage';
import { bigReport } from '../../browser/bigReport';

test('a report of 10,000 accounts and 100,000 findings stays below 6 MB', () => {
  expect(Buffer.byteLength(renderReport(bigReport(10_000, 100_000)))).toBeLessThan(6_000_000);
}, 120_000);
