import { expect, test } from '@jest/globals';
import { renderReport } from '../../../shared/render/report/reportPage';
import { bigReport } from '../../browser/bigReport';
import { aProblem, aReport } from '../builders';
import { problemsOfHtml } from '../validHtml';

test.each([
  ['with accounts and findings', bigReport(80, 100)],
  ['before the first read', aReport({ accounts: [], findings: [], from: null, to: null })],
  ['with problems', aReport({ problems: [aProblem()] })],
])('the report is valid HTML %s', async (_case, report) => {
  expect(await problemsOfHtml(renderReport(report), [])).toEqual([]);
});
