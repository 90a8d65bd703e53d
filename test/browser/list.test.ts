import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { accounts, anAccount, anEffect, aReport } from '../render/builders';
import { describeInBrowser, inBrowser, type Opened } from './chromium';

const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10';
const MULLER = anAccount({
  userId: 'aaaaaaaa-0000-4000-8000-000000000001',
  userPrincipalName: 'karl.mueller@contoso.example',
  userDisplayName: 'Karl Müller',
  kind: 'guest',
  roles: [{ roleId: GLOBAL_ADMINISTRATOR, held: 'active' }],
  apps: ['adminPortals'],
  lastFinding: '2026-11-21T05:00:00.000Z',
  lastMfa: '2026-11-19T05:00:00.000Z',
  effect: anEffect({ kind: 'stopped', how: ['mustRegister'], apps: ['adminPortals'] }),
  deadline: { on: '2027-07-01', because: 'onlyPhoneMethods' },
  advice: ['registerPasskey'],
});
const REPORT = aReport({ accounts: [MULLER, ...accounts(120)] });

const rows = (page: Page) => page.locator('table.accounts tbody tr');
const names = (page: Page) => page.locator('table.accounts tbody .name').allTextContents();
const status = (page: Page) => page.locator('#account-list > [role=status]').textContent();
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search' });

describeInBrowser('the list of accounts', () => {
  const { open } = inBrowser();
  let opened: Opened;
  beforeAll(async () => {
    opened = await open(REPORT);
  }, 60_000);

  test('shows the first page of all accounts, the worst first', async () => {
    const { page } = opened;
    expect(await rows(page).count()).toBe(50);
    expect(await status(page)).toBe('121 accounts; here 1 to 50.');
    expect((await names(page))[0]).toBe('Karl Müller');
  });

  test.each([
    ['muller', 1],
    ['KARL guest', 1],
    ['contoso.example user11', 11],
    ['global administrator', 1],
    ['azure portal', 1],
    [MULLER.userId, 1],
  ])('finds accounts by "%s"', async (words, count) => {
    const { page } = opened;
    await search(page).fill(words);
    expect(await rows(page).count()).toBe(count);
    expect(await status(page)).toBe(`${count} of 121 accounts.`);
    await search(page).fill('');
  });

  test('says so if no account is found', async () => {
    const { page } = opened;
    await search(page).fill('nobody');
    expect(await page.locator('#account-list .empty').textContent()).toBe('No account passes these filters.');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    expect(await status(page)).toBe('121 accounts; here 1 to 50.');
    expect(await page.evaluate('document.activeElement.type')).toBe('search');
  });

  test.each([
    ['What happens', 'stopped', 'Stopped (1)'],
    ['Next step', 'registerPasskey', 'Have them register a passkey besides the phone (1)'],
    ['Kind', 'guest', 'Guest (1)'],
    ['Role', 'any', 'Any privileged role (1)'],
    ['Role', GLOBAL_ADMINISTRATOR, 'Global Administrator (1)'],
    ['Enforced app', 'adminPortals', 'Azure portal, Entra and Intune admin centers (1)'],
    ['Deadline', '2027-07-01', '1 July 2027 (1)'],
  ])('filters by %s, with the number of accounts behind each value', async (label, value, text) => {
    const { page } = opened;
    const choice = page.getByRole('combobox', { name: label });
    expect(await choice.locator(`option[value="${value}"]`).textContent()).toBe(text);
    await choice.selectOption(value);
    expect(await names(page)).toEqual(['Karl Müller']);
    await choice.selectOption('');
  });

  test('leaves out a filter that has nothing to choose from', async () => {
    expect(await opened.page.getByRole('combobox', { name: 'State' }).count()).toBe(0);
  });

  test('combines filters, and counts each filter by what the others leave', async () => {
    const { page } = opened;
    await page.getByRole('combobox', { name: 'Kind' }).selectOption('person');
    expect(
      await page.getByRole('combobox', { name: 'Enforced app' }).locator('option').allTextContents(),
    ).toEqual(['Any', 'Azure CLI (120)']);
    await page.getByRole('button', { name: 'Clear filters' }).click();
  });

  test('sorts by a column, and the other way at the second press', async () => {
    const { page } = opened;
    const header = page.locator('#account-list').getByRole('columnheader', { name: 'Account' });
    await header.getByRole('button').click();
    expect(await header.getAttribute('aria-sort')).toBe('ascending');
    expect((await names(page))[0]).toBe('Karl Müller');
    await header.getByRole('button').click();
    expect(await header.getAttribute('aria-sort')).toBe('descending');
    expect((await names(page))[0]).toBe('User 99');
    await page.getByRole('combobox', { name: 'Order' }).selectOption('lastMfa');
    expect((await names(page))[0]).toBe('Karl Müller');
    await page.getByRole('combobox', { name: 'Order' }).selectOption('urgency');
  });

  test('goes from page to page', async () => {
    const { page } = opened;
    const next = page.getByRole('button', { name: 'Next' });
    await next.click();
    await next.click();
    expect(await rows(page).count()).toBe(21);
    expect(await next.isDisabled()).toBe(true);
    expect(await page.locator('.pager').textContent()).toContain('101 to 121 of 121');
    expect(await page.evaluate('document.activeElement.id')).toBe('account-status');
    await search(page).fill('user');
    expect(await rows(page).count()).toBe(50);
    await search(page).fill('');
  });

  test('saves as CSV what the filters leave, on all pages', async () => {
    const { page } = opened;
    await search(page).fill('user');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('mfa-watch-accounts-2026-11-21.csv');
    const csv = await readFile(await download.path(), 'utf8');
    expect(csv.startsWith('\uFEFFuserId,')).toBe(true);
    const read: Record<string, string>[] = parse(csv, { columns: true, bom: true });
    expect(read).toHaveLength(120);
    expect(read[0]).toMatchObject({ userPrincipalName: 'user0@contoso.example', effect: 'getsIn' });
    await search(page).fill('');
  });

  test('copies the addresses of what the filters leave', async () => {
    const { page } = opened;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await search(page).fill('user11');
    await page.getByRole('button', { name: 'Copy addresses' }).click();
    await page.getByText('Copied 11 addresses.').waitFor();
    const copied = await page.evaluate('navigator.clipboard.readText()');
    expect(String(copied).split('\n')).toHaveLength(11);
    expect(String(copied)).toContain('user11@contoso.example\n');
    await search(page).fill('');
  });

  test('raises no error, asks for nothing, and is denied nothing by its own policy', () => {
    expect(opened.complaints).toEqual([]);
  });
});

describeInBrowser('the address of the page', () => {
  const { open } = inBrowser();

  test('holds the state of the filters, so that the same list opens from it', async () => {
    const first = await open(REPORT);
    await search(first.page).fill('user1');
    await first.page.getByRole('combobox', { name: 'Order' }).selectOption('name');
    const hash = new URL(first.page.url()).hash;
    expect(hash).toBe('#/accounts?q=user1&sort=name');
    const second = await open(REPORT, hash);
    expect(await names(second.page)).toEqual(await names(first.page));
    expect(await search(second.page).inputValue()).toBe('user1');
  });

  test('leads from a link to the list, and back', async () => {
    const { page } = await open(REPORT);
    await page.getByRole('link', { name: 'Show in the list' }).first().click();
    const filtered = await names(page);
    expect(await status(page)).toBe(`${filtered.length} of 121 accounts.`);
    await page.goBack();
    expect(page.url()).not.toContain('#/');
    expect(await status(page)).toBe('121 accounts; here 1 to 50.');
  });

  test.each(['#/accounts?kind=dragon', '#/accounts?q=%3Cscript%3E&role=x&deadline=never'])(
    'survives values that nobody wrote: %s',
    async (hash) => {
      const { page, complaints } = await open(REPORT, hash);
      expect(await page.locator('#account-list .empty').count()).toBe(1);
      expect(complaints).toEqual([]);
    },
  );
});
