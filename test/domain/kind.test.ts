import { describe, expect, test } from '@jest/globals';
import type { AccountFacts } from '../../shared/domain/account/accountFacts';
import { countHours, soleMinutes } from '../../shared/domain/account/activityHours';
import { kindOf } from '../../shared/domain/account/kind';
import type { KindEvidence } from '../../shared/domain/account/kindEvidence';
import { scriptClientOf } from '../../shared/domain/account/scriptClients';
import { usesRopc } from '../../shared/domain/account/scriptSigns';
import { DAY_MS, isoTime } from '../../shared/domain/time';
import { aRegistration, NOW, someFacts } from './builders';

const at = (daysAgo: number) => isoTime(NOW - daysAgo * DAY_MS);
const kind = (change: Partial<AccountFacts>, syncAccounts: readonly string[] = []) =>
  kindOf(someFacts(change), {
    breakGlass: new Set(['root@contoso.example']),
    directory: { trust: null, syncAccounts },
    now: NOW,
  });
/** No sign-in was interactive. */
const unattended = { interactive: false, nonInteractive: true };
const hours = (count: number) => 2 ** count - 1;
const ALL_MINUTES = 2 ** 30 - 1;

describe('automation', () => {
  test('by ROPC alone, if it never signs in interactively', () => {
    const ropc = { interactive: false, protocols: { ropc: at(1) } };
    expect(kind(ropc)).toEqual({
      kind: 'automation',
      evidence: [{ code: 'ropc', last: at(1) }],
    });
    expect(kind({ ...ropc, registration: aRegistration() }).kind).toBe('automation');
  });

  test('by a script client, if it never signs in interactively', () => {
    const clients = { curl: at(1), axios: at(2) };
    expect(kind({ ...unattended, clients })).toEqual({
      kind: 'automation',
      evidence: [
        { code: 'neverInteractive' },
        { code: 'scriptClient', client: 'axios', last: at(2) },
        { code: 'scriptClient', client: 'curl', last: at(1) },
      ],
    });
  });

  test('by signing in round the clock, if it never signs in interactively', () => {
    expect(kind({ ...unattended, hours: hours(20), minutes: ALL_MINUTES })).toEqual({
      kind: 'automation',
      evidence: [{ code: 'neverInteractive' }, { code: 'roundTheClock', hours: 20 }],
    });
  });

  test('by signing in at the same minutes, if it never signs in interactively', () => {
    expect(kind({ ...unattended, hours: hours(8), minutes: 0b1100, registration: aRegistration() })).toEqual({
      kind: 'automation',
      evidence: [{ code: 'neverInteractive' }, { code: 'sameMinutes', from: 4, to: 7, hours: 8 }],
    });
  });

  test('lists device code beside another sign', () => {
    const protocols = { deviceCode: at(3) };
    expect(kind({ ...unattended, protocols, clients: { curl: at(1) } }).evidence).toEqual([
      { code: 'deviceCode', last: at(3) },
      { code: 'neverInteractive' },
      { code: 'scriptClient', client: 'curl', last: at(1) },
    ]);
    const old = { deviceCode: at(46), ropc: at(1) };
    expect(kind({ interactive: false, protocols: old }).evidence).toHaveLength(1);
  });

  test('ends 45 days after its last sign', () => {
    const ropc = (ago: string) => ({ interactive: false, protocols: { ropc: ago } });
    expect(kind(ropc(at(45))).kind).toBe('automation');
    expect(kind(ropc(isoTime(NOW - 45 * DAY_MS - 1)))).toEqual({
      kind: 'person',
      evidence: [],
    });
    expect(kind({ ...unattended, clients: { curl: at(45.1) } }).kind).toBe('person');
    expect(usesRopc(someFacts({ protocols: { ropc: at(45) } }), NOW)).toBe(true);
    expect(usesRopc(someFacts({ protocols: { deviceCode: at(1) } }), NOW)).toBe(false);
  });
});

describe('a person is an account that', () => {
  test.each<[string, Partial<AccountFacts>]>([
    ['only refreshes tokens in the background', { ...unattended, hours: hours(19), minutes: ALL_MINUTES }],
    ['used device code once', { ...unattended, protocols: { deviceCode: at(1) } }],
    [
      'is in a log that does not say whether sign-ins are interactive',
      { interactive: false, clients: { curl: at(1) } },
    ],
    ['comes at the same minutes in a few hours', { ...unattended, hours: hours(7), minutes: 0b11 }],
    [
      'leaves the computer on, and has registered a method',
      { ...unattended, hours: hours(24), minutes: ALL_MINUTES, registration: aRegistration() },
    ],
    [
      'leaves the computer on, and has done MFA',
      {
        ...unattended,
        hours: hours(24),
        minutes: ALL_MINUTES,
        apps: { azureCli: { firstFinding: null, lastFinding: null, lastMfa: at(20) } },
      },
    ],
  ])('%s', (_, change) => {
    expect(kind(change)).toEqual({ kind: 'person', evidence: [] });
  });

  test('is not one that has registered nothing and runs round the clock', () => {
    const registration = aRegistration({ isMfaRegistered: false, isMfaCapable: false });
    expect(kind({ ...unattended, hours: hours(24), minutes: ALL_MINUTES, registration }).kind).toBe(
      'automation',
    );
  });
});

describe('a script under the account of a person is evidence beside the person', () => {
  test.each<[string, Partial<AccountFacts>, readonly KindEvidence[]]>([
    ['by ROPC', { protocols: { ropc: at(1) } }, [{ code: 'ropc', last: at(1) }]],
    [
      'by a script client',
      { nonInteractive: true, clients: { curl: at(1) } },
      [{ code: 'scriptClient', client: 'curl', last: at(1) }],
    ],
    ['device code beside', { protocols: { deviceCode: at(1) } }, [{ code: 'deviceCode', last: at(1) }]],
    [
      'until 45 days are over',
      { protocols: { ropc: at(46), deviceCode: at(46) }, clients: { curl: at(46) } },
      [],
    ],
    ['and not by the clock of a desk', { nonInteractive: true, hours: hours(24), minutes: 1 }, []],
  ])('%s', (_, change, evidence) => {
    expect(kind(change)).toEqual({ kind: 'person', evidence });
  });
});

describe('a guest', () => {
  const evidence = (change: Partial<AccountFacts>) => kind({ guest: true, ...change }).evidence;

  test('is shown by its home', () => {
    expect(evidence({ homeTenantId: 'x', hasHomeTenant: true })).toEqual([
      { code: 'homeTenant', tenantId: 'x' },
    ]);
    expect(evidence({ homeTenantId: '9188040d-6c67-4c5b-b112-36a304b66dad', hasHomeTenant: true })).toEqual([
      { code: 'personalAccount' },
    ]);
    for (const homeTenantId of ['x', null])
      expect(evidence({ homeTenantId, hasHomeTenant: false })).toEqual([{ code: 'noHomeTenant' }]);
    expect(evidence({})).toEqual([{ code: 'homeTenantNotNamed' }]);
  });
});

describe('the directory sync account', () => {
  const app = { code: 'syncsDirectory' } as const;
  const name = { code: 'hasSyncName' } as const;
  const role = { code: 'holdsSyncRole' } as const;
  const named = { userPrincipalName: 'Sync_DC01_0a1b@contoso.example' };
  const enrolled = { registration: aRegistration() };

  test.each<[string, Partial<AccountFacts>, readonly KindEvidence[]]>([
    ['its app and name', { ...named, syncs: true }, [app, name]],
    ['its app and name, whatever else was done', { ...named, syncs: true, ...enrolled }, [app, name]],
    ['its app', { syncs: true }, [app]],
    ['its app, before a script', { syncs: true, protocols: { ropc: at(1) } }, [app]],
  ])('is shown by %s', (_, change, evidence) => {
    expect(kind(change)).toEqual({ kind: 'sync', evidence });
  });

  test.each<[string, Partial<AccountFacts>, readonly KindEvidence[]]>([
    ['its role', {}, [role]],
    ['its role and app', { syncs: true, ...enrolled }, [app, role]],
    ['its role and name, whatever else was done', { ...named, ...enrolled }, [role, name]],
    [
      'its role and its name in cloud sync',
      { userPrincipalName: 'ADToAADSyncServiceAccount@contoso.example' },
      [role, name],
    ],
  ])('is shown by %s', (_, change, evidence) => {
    expect(kind(change, [someFacts().userId])).toEqual({ kind: 'sync', evidence });
  });

  test.each<[string, Partial<AccountFacts>]>([
    ['who has such a name and nothing else', named],
    ['of such a name who has registered a method', { ...named, ...enrolled }],
    ['who has used the app and registered a method', { syncs: true, ...enrolled }],
    ['whose name only contains it', { userPrincipalName: 'async_team@contoso.example' }],
    ['without a name', { userPrincipalName: null }],
  ])('a person %s is none', (_, change) => {
    expect(kind(change, ['another']).kind).toBe('person');
  });

  test('a person who has the role and registered a method is none', () => {
    expect(kind(enrolled, [someFacts().userId]).kind).toBe('person');
  });
});

test('the setting and the home tenant come before the signs of a script', () => {
  const protocols = { ropc: at(1) };
  expect(kind({ protocols, guest: true })).toEqual({
    kind: 'guest',
    evidence: [{ code: 'homeTenantNotNamed' }],
  });
  expect(kind({ protocols, guest: true, userPrincipalName: 'Root@contoso.example' })).toEqual({
    kind: 'breakGlass',
    evidence: [{ code: 'namedBreakGlass' }],
  });
});

describe('a script client', () => {
  test.each([
    ['python-requests/2.32.3', 'python-requests'],
    ['Python-urllib/3.12', 'Python urllib'],
    ['Python/3.12 aiohttp/3.9.5', 'Python aiohttp'],
    ['python-httpx/0.27.0', 'Python HTTPX'],
    ['azsdk-python-identity/1.19.0 Python/3.12.8 (Linux-6.8.0-x86_64)', 'Azure SDK'],
    ['azsdk-net-Identity/1.13.2 (.NET 8.0.6; Microsoft Windows 10.0.20348)', 'Azure SDK'],
    ['HashiCorp Terraform/1.9.8 (+https://www.terraform.io)', 'Terraform'],
    ['terraform-provider-azurerm/4.0', 'Terraform'],
    [
      'Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.22621',
      'PowerShell web request',
    ],
    ['Mozilla/5.0 (Linux; Ubuntu 24.04; en-US) PowerShell/7.4.6', 'PowerShell web request'],
    ['Go-http-client/1.1', 'Go HTTP client'],
    ['curl/8.5.0', 'curl'],
    ['Wget/1.21.4', 'Wget'],
    ['axios/1.7.2', 'axios'],
    ['node-fetch/1.0 (+https://github.com/bitinn/node-fetch)', 'node-fetch'],
    ['Apache-HttpClient/4.5.14 (Java/17.0.9)', 'Apache HttpClient'],
  ])('is %s', (userAgent, name) => {
    expect(scriptClientOf(userAgent, 'azureResourceManager')).toBe(name);
  });

  test.each([
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    'python/3.12.8 (Windows-11-10.0.26100-SP0) AZURECLI/2.77.0',
    'AzurePowerShell/v14.3.0 PSVersion/v7.5.2',
    'PostmanRuntime/7.39.0',
    'Xcurl/8.5.0',
    'curl',
    '',
    null,
  ])('is not %s', (userAgent) => {
    expect(scriptClientOf(userAgent, 'azureResourceManager')).toBeNull();
  });

  test.each([
    ['azureCli', 'python-requests/2.32.3', null],
    ['azurePowerShell', 'python-requests/2.32.3', 'python-requests'],
    ['azureCli', 'azsdk-python-core/1.30.0', null],
    ['azurePowerShell', 'azsdk-net-Identity/1.13.2', null],
    ['azurePowerShell', 'curl/8.5.0', 'curl'],
  ])('says nothing at the app whose own tool is made with it: %s, %s', (app, userAgent, name) => {
    expect(scriptClientOf(userAgent, app)).toBe(name);
  });
});

describe('activity hours', () => {
  test('counts the hours of the day', () => {
    expect([0, 1, 2 ** 23, 0b101, hours(24)].map((mask) => countHours({ hours: mask, minutes: 0 }))).toEqual([
      0, 1, 1, 2, 24,
    ]);
  });

  test.each([
    ['none', 0, null],
    ['the first two', 0b1, { from: 0, to: 3 }],
    ['four next to each other', 0b110, { from: 2, to: 5 }],
    ['the last two', 2 ** 29, { from: 56, to: 59 }],
    ['four over the full hour', 2 ** 29 + 1, { from: 58, to: 1 }],
    ['two apart', 0b101, null],
    ['six', 0b111, null],
    ['all', ALL_MINUTES, null],
  ])('finds the only minutes: %s', (_, minutes, sole) => {
    expect(soleMinutes({ hours: 0, minutes })).toEqual(sole);
  });
});
