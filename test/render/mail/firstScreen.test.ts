import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { renderDigest } from '../../../shared/render/digest/mail';
import { describeInBrowser, launchChromium } from '../../browser/chromium';
import { DAYS, digestOn } from './days';
import { fullDigest } from './fullDigest';
import { MAILS } from './mails';

/** A phone. */
const SCREEN = { width: 360, height: 780 };

/** Where the first letters of three names and of `and` are drawn, in the first list of names. */
const LEFTS = `(() => {
  const text = document.querySelector('td > div.muted').firstChild;
  const range = document.createRange();
  return [...text.data.matchAll(/ש|and/g)].map(({ index }) => {
    range.setStart(text, index);
    range.setEnd(text, index + 1);
    return Math.round(range.getBoundingClientRect().left);
  });
})()`;

describeInBrowser('on a phone', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchChromium();
    page = await browser.newPage({ viewport: SCREEN });
  });
  afterAll(() => browser?.close());

  describe.each([27, 1_000, 10_000])('the first screen of a digest of %i accounts', (size) => {
    test.each(DAYS)(
      'holds what to do first, with names, and the whole button to the report: %s',
      async (day) => {
        await page.setContent(renderDigest(digestOn(day, size)).html);
        const button = await page.locator('a.button').boundingBox();
        expect((button?.y ?? SCREEN.height) + (button?.height ?? 0)).toBeLessThanOrEqual(SCREEN.height);
        const names = await page.locator('td > div.muted').all();
        expect(names).toHaveLength(day === 'clear' ? 0 : 3);
      },
    );
  });

  test('a digest of long names is not wider than the screen', async () => {
    for (const name of ['Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh', 'W'.repeat(100)]) {
      await page.setContent(renderDigest(fullDigest(9, name)).html);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(SCREEN.width);
    }
  });

  test.each(MAILS)('%s is not wider than the screen', async (_name, { html }) => {
    await page.setContent(html);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(SCREEN.width);
  });

  test('right-to-left names stand in their order, and the words after them behind', async () => {
    await page.setContent(renderDigest(fullDigest(30, 'שלום 7')).html);
    const lefts = await page.evaluate(LEFTS);
    expect(lefts).toHaveLength(4);
    expect(lefts).toEqual([...(lefts as number[])].sort((a, b) => a - b));
  });
});
