import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { NO_EFFECT } from '../../shared/domain/account/effect';
import { accounts, anAccount, anEffect, aReport } from '../render/builders';
import { describeInBrowser, inBrowser } from './chromium';

const MULLER = anAccount({
  userId: 'aaaaaaaa-0000-4000-8000-000000000001',
  userDisplayName: 'Karl Müller',
  roles: [{ roleId: '62e90394-69f5-4237-9190-012177145e10', held: 'active' }],
  effect: anEffect({ kind: 'stopped', how: ['mustRegister'] }),
  advice: ['registerPasskey'],
});
const REPORT = aReport({ accounts: [MULLER, ...accounts(120)] });
const status = (page: Page) => page.locator('#account-status').textContent();

describeInBrowser('the keyboard', () => {
  const { open } = inBrowser();

  test('reaches search, filters, columns and accounts in their order, and opens an account', async () => {
    const { page } = await open(aReport({ accounts: [MULLER, ...accounts(3)] }));
    await page.getByRole('searchbox').focus();
    const reached: string[] = [];
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press('Tab');
      const on = await page.evaluate(() => document.activeElement?.textContent?.slice(0, 12) ?? '');
      reached.push(String(on));
      if (String(on).startsWith('Karl')) break;
    }
    expect(reached.at(-1)).toMatch(/^Karl/);
    expect(reached).toContain('Copy address');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Karl Müller' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Karl Müller');
    await page.getByRole('link', { name: 'Back to the list' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('searchbox').waitFor();
  });
});

describeInBrowser('the numbers of the page', () => {
  const { open } = inBrowser();
  const report = aReport({
    accounts: [
      MULLER,
      ...accounts(7),
      anAccount({ userId: 'exempt', state: 'excepted' }),
      anAccount({ userId: 'new', grace: '2026-12-05T08:00:00.000Z' }),
      anAccount({ userId: 'over', state: 'resolved', effect: NO_EFFECT }),
    ],
  });

  test('of the work list are those of the list that each step leads to', async () => {
    const { page } = await open(report);
    const steps = await page.locator('#work li').count();
    expect(steps).toBe(2);
    for (let step = 0; step < steps; step++) {
      const item = page.locator('#work li').nth(step);
      const [, counted] = /: (\d+) account/.exec(await item.innerText()) ?? [];
      await item.getByRole('link', { name: 'Show in the list' }).click();
      expect(await status(page)).toBe(`${counted} of 11 accounts.`);
    }
  });

  test('of the headline are those of the lists of their effects', async () => {
    const { page } = await open(report, '#/accounts?effect=getsIn');
    expect(await page.locator('h1').innerText()).toBe(
      '1 account (1 administrator) is stopped, 7 get in without proven MFA.',
    );
    expect(await status(page)).toBe('7 of 11 accounts.');
  });
});

describeInBrowser('the way back from an account', () => {
  const { open } = inBrowser();

  test('leads to the same page of the list, the same place and the same name', async () => {
    const { page } = await open(REPORT, '#/accounts?q=user');
    await page.getByRole('button', { name: 'Next' }).click();
    const link = page.locator('table.accounts a.to-account').nth(30);
    const address = await link.getAttribute('href');
    await link.scrollIntoViewIfNeeded();
    const scrolled = await page.evaluate('scrollY');
    await link.click();
    await page.locator('.sheet').waitFor();
    expect(await page.title()).toMatch(/^MFA Watch: User \d+$/);
    await page.getByRole('link', { name: 'Back to the list' }).click();
    await page.locator('.sheet').waitFor({ state: 'hidden' });
    expect(await status(page)).toBe('120 of 121 accounts; here 51 to 100.');
    expect(await page.evaluate('scrollY')).toBe(scrolled);
    expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe(address);
    expect(await page.title()).toMatch(/^MFA Watch: 1 account/);
  });

  test('leads to the list also if the reader came from elsewhere', async () => {
    const { page } = await open(REPORT, `#/account/${MULLER.userId}`);
    await page.getByRole('link', { name: 'Back to the list' }).click();
    expect(await status(page)).toBe('121 accounts; here 1 to 50.');
    expect(page.url()).toMatch(/#\/accounts$/);
  });
});
