import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { reportFile } from '../../shared/render/report/reportFile';
import { OUTPUTS, reportOf } from '../hostileText/outputs';
import { HOSTILE_TEXTS, hostileText } from '../hostileText/texts';
import { fc } from '../seededFc';
import { describeInBrowser, inBrowser, launchChromium } from './chromium';

const PAGES = Object.entries(OUTPUTS)
  .filter(([, { form }]) => form === 'page')
  .map(([name, { write }]): [string, typeof write] => [name, write]);

type Parsed = {
  /** Names of elements with the names of their attributes, each once. */
  readonly elements: readonly string[];
  readonly scripts: number;
  /** Addresses that lead to neither a page nor a place in this one. */
  readonly addresses: readonly string[];
};

/** What a browser makes of a page. It parses it, and runs nothing. */
function parsed(html: string): Parsed {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const all = [...page.querySelectorAll('*')];
  return {
    elements: [
      ...new Set(all.map((one) => [one.tagName, ...one.getAttributeNames().sort()].join(' ').toLowerCase())),
    ],
    scripts: page.scripts.length,
    addresses: all
      .flatMap((one) => [one.getAttribute('href'), one.getAttribute('src'), one.getAttribute('action')])
      .filter((address) => address !== null)
      .filter((address) => !/^(https:\/\/|mailto:|#|data:,$)/.test(address)),
  };
}

describeInBrowser('to a browser, a page has the elements and attributes that it has for any name', () => {
  jest.setTimeout(120_000);
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchChromium();
    page = await browser.newPage();
  }, 120_000);
  afterAll(() => browser?.close());

  test.each(PAGES)('%s', async (_name, write) => {
    const plain = await page.evaluate(parsed, await write('Anna'));
    const usual = new Set(plain.elements);
    const check = async (text: string) => {
      const found = await page.evaluate(parsed, await write(text));
      expect(found.elements.filter((element) => !usual.has(element))).toEqual([]);
      expect([found.scripts, found.addresses]).toEqual([plain.scripts, []]);
    };
    for (const text of Object.values(HOSTILE_TEXTS)) await check(text);
    await fc.assert(fc.asyncProperty(hostileText, check), { numRuns: 15 });
  });
});

describeInBrowser('the report with its script', () => {
  jest.setTimeout(180_000);
  const { openFile } = inBrowser();

  test.each(Object.entries(HOSTILE_TEXTS))('runs nothing of %s', async (_what, text) => {
    const { html } = reportFile(reportOf(text));
    const { page, complaints } = await openFile(html);
    await page.evaluate('globalThis.alert = () => { globalThis.pwned = true; }');
    const link = page.locator('#account-list a[href^="#/account/"]').first();
    if ((await link.count()) > 0) {
      await link.click();
      await page.locator('#one-account h1').waitFor();
    }
    expect(await page.evaluate('globalThis.pwned')).toBeUndefined();
    expect(await page.locator('img, iframe, object, svg[onload], [onerror], [onmouseover]').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
