import { beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { renderReport } from '../../shared/render/report/reportPage';
import { bigReport } from './bigReport';
import { describeInBrowser, inBrowser } from './chromium';

/** `npm run speed`: alone on the machine, because times are compared with a limit. */
const ROUNDS = 11;
const WORDS = ['m', 'mu', 'mul', 'muller', 'muller 9', ''];

describeInBrowser('a report of 10,000 accounts and 100,000 findings', () => {
  const { openFile } = inBrowser();
  let html = '';
  beforeAll(() => {
    html = renderReport(bigReport(10_000, 100_000));
  }, 120_000);

  test('opens within 1.5 times the time of an empty page of its size', async () => {
    const times = { report: [] as number[], list: [] as number[], empty: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      const report = await openFile(html);
      times.report.push(await loadedAt(report.page));
      times.list.push(
        Number(await report.page.evaluate('performance.getEntriesByName("accounts-ready")[0].startTime')),
      );
      await report.page.context().close();
      const empty = await openFile(emptyPage(html.length));
      times.empty.push(await loadedAt(empty.page));
      await empty.page.context().close();
    }
    // The medians: the least of the empty page is a lucky round, which the larger page has less often.
    const [report, list, empty] = [median(times.report), median(times.list), median(times.empty)];
    const of = (ms: number) => `${ms.toFixed(0)} ms (${(ms / empty).toFixed(2)})`;
    tell(
      `empty page of ${html.length} bytes: ${of(empty)}; report loaded: ${of(report)}; list ready: ${of(list)}`,
    );
    expect(report / empty).toBeLessThan(1.5);
  }, 120_000);

  test('answers a letter in the search and a filter within 100 ms', async () => {
    const { page } = await openFile(html);
    // The texts of the search are made just after the list is ready.
    await page.waitForTimeout(1_000);
    const answers: number[] = [];
    for (const words of [...WORDS, ...WORDS]) answers.push(await answerTo(page, words));
    tell(`answers to letters: ${answers.map((ms) => ms.toFixed(0)).join(', ')} ms`);
    expect(median(answers)).toBeLessThan(100);
  }, 60_000);
});

function tell(line: string) {
  process.stdout.write(`${line}\n`);
}

/** As large as the report, and with nothing in it to draw or to run. */
function emptyPage(bytes: number): string {
  const start = '<!doctype html><html lang="en"><title>Empty</title><script type="text/plain">';
  return `${start}${'x'.repeat(bytes - start.length - 16)}</script></html>`;
}

async function loadedAt(page: Page): Promise<number> {
  await page.waitForFunction('performance.getEntriesByType("navigation")[0].loadEventEnd > 0');
  return Number(await page.evaluate('performance.getEntriesByType("navigation")[0].loadEventEnd'));
}

/** The time from a letter to the frame that shows its answer, in milliseconds. */
async function answerTo(page: Page, words: string): Promise<number> {
  const ms = await page.evaluate(`new Promise((resolve) => {
    const box = document.querySelector('input[type=search]');
    const begun = performance.now();
    box.value = ${JSON.stringify(words)};
    box.dispatchEvent(new Event('input', { bubbles: true }));
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)));
  })`);
  return Number(ms);
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
