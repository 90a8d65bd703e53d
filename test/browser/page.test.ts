import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { renderReport } from '../../shared/render/report/reportPage';
import { problemsOfHtml } from '../render/validHtml';
import { violationsIn } from './axe';
import { bigReport } from './bigReport';
import { describeInBrowser, inBrowser } from './chromium';
import { demoReport } from './demoReport';

const WIDTHS = [360, 768, 1024, 1280];

/** Elements that stand outside the page. */
const OVERFLOWING = `[...document.querySelectorAll('body *')].filter((element) => {
  if (element.closest('caption, svg, pre, select, [hidden]') || element.getClientRects().length === 0) return false;
  const { left, right } = element.getBoundingClientRect();
  return left < -1 || right > document.documentElement.clientWidth + 1;
}).map((element) => element.outerHTML.slice(0, 120))`;

describeInBrowser('the report of the demo', () => {
  const { openFile } = inBrowser();
  let html = '';
  const hashes = { list: '', account: '' };
  beforeAll(async () => {
    html = await demoReport();
    hashes.account = /data-to="(#\/account\/[^"]+)"/.exec(html)?.[1] ?? '';
    expect(hashes.account).not.toBe('');
  }, 120_000);

  describe.each(WIDTHS)('at %d px', (width) => {
    const viewport = { width, height: 800 };

    test.each(['list', 'account'] as const)('fits: the %s', async (name) => {
      const { page, complaints } = await openFile(html, hashes[name], { viewport });
      expect(await page.evaluate(OVERFLOWING)).toEqual([]);
      expect(complaints).toEqual([]);
    });
  });

  test.each([
    ['light', 1280, 'list'],
    ['dark', 1280, 'list'],
    ['light', 360, 'list'],
    ['dark', 360, 'account'],
    ['light', 1280, 'account'],
  ] as const)('has nothing that axe finds: %s, %d px, the %s', async (colorScheme, width, name) => {
    const { page } = await openFile(html, hashes[name], { colorScheme, viewport: { width, height: 800 } });
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
    expect(await violationsIn(page)).toEqual([]);
  });

  // The title is the headline, so that a tab and a saved file show it; the limit is that of search engines.
  test('is valid HTML', async () => expect(await problemsOfHtml(html, ['long-title'])).toEqual([]));

  test('is dark if the device of the reader is', async () => {
    const ground = async (colorScheme: 'dark' | 'light') => {
      const { page } = await openFile(html, '', { colorScheme });
      return page.evaluate('getComputedStyle(document.body).backgroundColor');
    };
    expect(await ground('light')).toBe('rgb(244, 246, 248)');
    expect(await ground('dark')).toBe('rgb(14, 18, 23)');
  });

  test('takes at most 10 pages of paper', async () => {
    const { page } = await openFile(html);
    expect(await pagesOf(page)).toBeLessThanOrEqual(10);
  });
});

describeInBrowser('a report of 10,000 accounts, without its script', () => {
  const { openFile } = inBrowser();
  let page: Page;
  beforeAll(async () => {
    const html = renderReport(bigReport(10_000, 100));
    ({ page } = await openFile(html, '', { javaScriptEnabled: false }));
  }, 60_000);

  test('shows headline, work list and the first accounts under their headings', async () => {
    expect(await page.locator('h1').innerText()).toMatch(/stopped/);
    expect(await page.locator('#work li').count()).toBeGreaterThan(3);
    expect(await page.locator('table.accounts tbody tr').count()).toBe(50);
    expect(await page.locator('#accounts h3').first().innerText()).toMatch(/^Stopped/);
    expect(await page.locator('#accounts').innerText()).toContain('These are the first 50 of');
  });

  test('shows no control that would do nothing', async () => {
    for (const selector of ['input:visible', 'select:visible', 'button:visible', 'a.scripted:visible'])
      expect([selector, await page.locator(selector).count()]).toEqual([selector, 0]);
  });

  test('has no link that leads nowhere', async () => {
    expect(await page.locator('a[href^="#"]').count()).toBe(0);
    expect(await page.locator('a.to-account').count()).toBeGreaterThan(50);
  });

  test('shows the addresses of a step', async () => {
    await page.locator('#work summary').first().click();
    expect(await page.locator('#work pre').first().innerText()).toContain('@contoso.example\n');
  });
});

describeInBrowser('a report of 10,000 accounts', () => {
  const { openFile } = inBrowser();

  test('takes at most 10 pages of paper, with its script and without', async () => {
    const html = renderReport(bigReport(10_000, 1_000));
    for (const javaScriptEnabled of [true, false]) {
      const { page } = await openFile(html, '', { javaScriptEnabled });
      expect(await pagesOf(page)).toBeLessThanOrEqual(10);
    }
  }, 120_000);
});

async function pagesOf(page: Page): Promise<number> {
  const margin = { top: '10mm', bottom: '10mm', left: '10mm', right: '10mm' };
  const pdf = await page.pdf({ format: 'A4', margin });
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page(?!s)/g)?.length ?? 0;
  expect(pages).toBeGreaterThan(1);
  return pages;
}
