import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { aFinding, anAccount, anEffect, aReport } from '../render/builders';
import { describeInBrowser, inBrowser, type Opened } from './chromium';

const ID = '5a3c0c7e-0000-4000-8000-000000000001';
const HOSTILE = `<img src=x onerror=alert(1)>"'=HYPERLINK(1)\u202Eevil\r\n${'x'.repeat(10_000)}`;
const ANNA = anAccount({
  userId: ID,
  kindEvidence: [{ code: 'neverInteractive' }],
  roles: [{ roleId: '62e90394-69f5-4237-9190-012177145e10', held: 'eligible' }],
  registeredMethods: ['mobilePhone', 'passKeyDeviceBoundAuthenticator', 'newMethodOfMicrosoft'],
  lastMfa: '2026-11-19T05:00:00.000Z',
  lastSignal: { signal: 'mfaFailed', at: '2026-11-18T05:00:00.000Z' },
  exception: {
    reason: 'Moves next month.',
    until: '2026-12-01T00:00:00.000Z',
    by: 'lars',
    setAt: '2026-11-01T00:00:00.000Z',
  },
  state: 'excepted',
  whatIf: { azureManagement: 'mfa', perUserMfa: 'enforced' },
  advice: ['registerMethod', 'coverByPolicy'],
});
const findings = Array.from({ length: 230 }, (_, index) =>
  aFinding({
    id: `finding-${index}`,
    userId: ID,
    createdDateTime: `2026-11-20T17:${String(59 - (index % 60)).padStart(2, '0')}:30.000Z`,
  }),
);
const OTHER = anAccount({
  userId: 'other',
  userPrincipalName: 'other@contoso.example',
  userDisplayName: HOSTILE,
  effect: anEffect({ kind: 'none' }),
});
const REPORT = aReport({
  accounts: [ANNA, OTHER],
  findings: [
    ...findings,
    aFinding({
      id: '=1+1',
      userId: 'other',
      evidence: HOSTILE,
      ipAddress: HOSTILE,
      resourceDisplayName: HOSTILE,
      client: HOSTILE,
      place: HOSTILE,
    }),
  ],
  findingsCut: true,
});

describeInBrowser('the page of an account', () => {
  const { open } = inBrowser();
  let opened: Opened;
  let sheet = '';
  beforeAll(async () => {
    opened = await open(REPORT, `#/account/${ID}`);
    await opened.page.locator('table.sign-ins').waitFor();
    sheet = (await opened.page.locator('.sheet').innerText()).replace(/\s+/g, ' ');
  }, 60_000);

  test('stands alone, under the name of the account', async () => {
    const { page } = opened;
    expect(await page.locator('#one-account h1').innerText()).toBe('Anna Berg');
    expect(await page.locator('main > section:visible').count()).toBe(0);
  });

  test.each([
    ['Next step', 'Have the user register an MFA method at aka.ms/mfasetup.'],
    ['a second step', 'Require MFA for these apps with Conditional Access.'],
    ['Kind', 'Person. Never signs in interactively.'],
    ['Roles', 'Global Administrator (eligible)'],
    ['Registered methods', 'phone; passkey in Microsoft Authenticator; newMethodOfMicrosoft.'],
    ['First finding', '2 Nov 2026, 08:14 UTC'],
    ['Last MFA', '19 Nov 2026, 05:00 UTC'],
    ['What Entra says', 'According to Entra'],
    ['the exemption', 'Moves next month.'],
    ['User id', ID],
  ])('shows %s', (_label, text) => expect(sheet).toContain(text));

  test('links to the user, its methods and its sign-ins in Entra', async () => {
    const links = await opened.page
      .locator('.links a')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    expect(links.map((link) => link?.split('/~/')[1])).toEqual([
      `overview/userId/${ID}`,
      `UserAuthMethods/userId/${ID}`,
      `SignIns/userId/${ID}`,
    ]);
  });

  test('lists its findings with what decided each, the newest first', async () => {
    const { page } = opened;
    expect(await page.locator('table.sign-ins tbody tr').count()).toBe(200);
    expect(await page.locator('#sign-ins-title').innerText()).toContain('230');
    expect(await page.locator('#one-account .pager').innerText()).toContain('30 older findings');
    const first = await page.locator('table.sign-ins tbody tr').first().innerText();
    expect(first).toContain('MFA requirement skipped due to remembered device');
    expect(first).toContain('Windows Azure Service Management API');
    for (const text of ['203.0.113.24', 'Edge 140.0.0, Windows 11', 'Exampletown, US'])
      expect(first).toContain(text);
    expect(await page.locator('#one-account').innerText()).toContain(
      'This file holds the findings since 20 Nov 2026',
    );
  });

  test('saves its findings as CSV', async () => {
    const { page } = opened;
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('#one-account').getByRole('button', { name: 'Save as CSV' }).click(),
    ]);
    const read: unknown[] = parse(await readFile(await download.path(), 'utf8'), {
      columns: true,
      bom: true,
    });
    expect(read).toHaveLength(230);
    expect(read[0]).toMatchObject({ id: 'finding-0', verdict: 'withoutMfa', app: 'azureCli' });
  });

  test('goes back to the filters that the reader came from', async () => {
    const { page } = await open(REPORT, '#/accounts?q=anna');
    await page.getByRole('link', { name: 'Anna Berg' }).first().click();
    await page.locator('.sheet').waitFor();
    await page.getByRole('link', { name: 'Back to the list' }).click();
    expect(await page.getByRole('searchbox').inputValue()).toBe('anna');
    expect(await page.locator('.sheet:visible').count()).toBe(0);
  });

  test('shows hostile values as text, and runs nothing of them', async () => {
    const { page, complaints } = await open(REPORT, '#/account/other');
    await page.locator('table.sign-ins').waitFor();
    const text = await page.locator('#one-account').innerText();
    expect(text).toContain('<img src=x onerror=alert(1)>');
    expect(text).not.toContain('\u202E');
    expect(await page.locator('img').count()).toBe(0);
    expect(complaints).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('#one-account').getByRole('button', { name: 'Save as CSV' }).click(),
    ]);
    expect(await readFile(await download.path(), 'utf8')).toContain("\n'=1+1,");
  });

  test.each([
    ['has none', { firstFinding: null, lastFinding: null }, 'This account has no finding'],
    [
      'has older ones only',
      { firstFinding: '2026-08-01T00:00:00.000Z', lastFinding: '2026-08-02T00:00:00.000Z' },
      'so its older ones are not here',
    ],
    [
      'has no older ones',
      { firstFinding: '2026-11-20T17:41:30.000Z', lastFinding: '2026-11-20T17:41:30.000Z' },
      'Sign-ins with MFA are not in the report.',
    ],
  ])('says what the file leaves out of an account that %s', async (_case, over, sentence) => {
    const report = aReport({
      accounts: [anAccount({ userId: ID, ...over })],
      findings: [],
      findingsCut: false,
    });
    const { page } = await open(report, `#/account/${ID}`);
    await page.locator('#sign-ins-title').waitFor();
    const text = await page.locator('#one-account').innerText();
    expect(text).toContain(sentence);
    expect(text.includes('older ones')).toBe(sentence.includes('older ones'));
  });

  test('says so if the account is not in the report', async () => {
    const { page, complaints } = await open(REPORT, '#/account/nobody');
    expect(await page.locator('#one-account h1').innerText()).toBe('This account is not in the report.');
    expect(complaints).toEqual([]);
  });

  test('raises no error and is denied nothing by its own policy', () =>
    expect(opened.complaints).toEqual([]));
});
