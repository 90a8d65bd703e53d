import { describe, expect, test } from '@jest/globals';
import type { AccountKind, Readiness } from '../../shared/domain/account/account';
import type { AccountFacts } from '../../shared/domain/account/accountFacts';
import { viewOf } from '../../shared/domain/account/accountView';
import { ACTIONS, type Action } from '../../shared/domain/account/advice';
import { adviceFor } from '../../shared/domain/account/adviceFor';
import type { AccountAnswers } from '../../shared/domain/account/answers';
import { mergeOccasions, occasion } from '../../shared/domain/account/occasions';
import { DAY_MS, isoTime, MINUTE_MS } from '../../shared/domain/time';
import { SKIPS, type Skip } from '../../shared/domain/verdict/verdict';
import { aRegistration, NOW, someFacts } from './builders';

const at = (daysAgo: number) => isoTime(NOW - daysAgo * DAY_MS);
const view = (change: Partial<AccountFacts>) =>
  viewOf(someFacts(change), {
    breakGlass: new Set(['root@contoso.example']),
    sent: {},
    directory: { trust: { byDefault: false, byTenant: { trusted: true } }, syncAccounts: [] },
    now: NOW,
  });

const found = (app: string, lastMfa: string | null = null) => ({
  apps: { [app]: { firstFinding: at(1), lastFinding: at(1), lastMfa } },
});
const proved = found('adminPortals', at(0));
const capable = { registration: aRegistration() };
const forbidden = { registration: aRegistration({ isMfaCapable: false }) };
const none = { registration: aRegistration({ isMfaCapable: false, isMfaRegistered: false, methods: [] }) };
const ropc = { interactive: false, protocols: { ropc: at(1) } };
const ropcBeside = { protocols: { ropc: at(1) } };
const skipped = { occasions: occasion('adminPortals', 'rememberedDevice', at(1)) };
const script = { interactive: false, nonInteractive: true, clients: { curl: at(1) } };
const guest = { guest: true };
const trusted = { homeTenantId: 'trusted' };
const untrusted = { homeTenantId: 'another' };
const personal = { homeTenantId: '9188040d-6c67-4c5b-b112-36a304b66dad', hasHomeTenant: true };
const homeless = { homeTenantId: 'trusted', hasHomeTenant: false };
const root = { userPrincipalName: 'root@contoso.example' };
const passkey = { registration: aRegistration({ methods: ['passKeyDeviceBound'] }) };
const sync = { userPrincipalName: 'Sync_DC01@contoso.example', syncs: true };

const CASES: readonly [AccountKind, Readiness, Partial<AccountFacts>, readonly Action[]][] = [
  ['person', 'usesMfa', proved, []],
  ['person', 'usesMfa', { ...proved, ...skipped }, []],
  ['person', 'willBePrompted', capable, ['coverByPolicy']],
  ['person', 'willBePrompted', { ...capable, ...found('azureCli') }, ['coverByPolicy', 'upgradeClient']],
  [
    'person',
    'willBePrompted',
    { ...capable, ...found('azurePowerShell') },
    ['coverByPolicy', 'upgradeClient'],
  ],
  ['person', 'willBePrompted', { ...capable, ...skipped }, ['endSkip']],
  [
    'person',
    'willBePrompted',
    { ...capable, ...skipped, ...found('azureCli') },
    ['endSkip', 'upgradeClient'],
  ],
  ['person', 'mustRegister', none, ['registerMethod']],
  ['person', 'mustRegister', { ...none, ...skipped }, ['registerMethod', 'endSkip']],
  ['person', 'willBeStopped', forbidden, ['registerMethod']],
  ['person', 'providerDecides', { federated: true }, ['sendMultipleAuthn']],
  ['person', 'providerDecides', { federated: true, ...skipped }, ['sendMultipleAuthn', 'endSkip']],
  ['person', 'unknown', {}, ['checkDetails']],
  ['person', 'unknown', skipped, ['endSkip', 'checkDetails']],
  ['person', 'usesMfa', { ...proved, ...ropcBeside }, ['moveToWorkloadIdentity']],
  ['person', 'willBePrompted', { ...capable, ...ropcBeside }, ['moveToWorkloadIdentity', 'coverByPolicy']],
  ['person', 'mustRegister', { ...none, ...ropcBeside }, ['moveToWorkloadIdentity', 'registerMethod']],
  [
    'person',
    'mustRegister',
    { ...none, clients: { curl: at(1) } },
    ['moveToWorkloadIdentity', 'registerMethod'],
  ],
  ['person', 'mustRegister', { ...none, protocols: { deviceCode: at(1) } }, ['registerMethod']],
  [
    'person',
    'providerDecides',
    { federated: true, ...ropcBeside },
    ['moveToWorkloadIdentity', 'sendMultipleAuthn'],
  ],
  ['person', 'willBePrompted', { ...capable, stops: { azureCli: at(0) } }, ['finishMfa', 'upgradeClient']],
  ['person', 'willBePrompted', { ...capable, stops: { adminPortals: at(0) } }, ['finishMfa']],
  ['guest', 'usesMfa', { ...guest, ...proved }, []],
  ['guest', 'homeTenantDecides', guest, ['trustHomeTenant']],
  ['guest', 'homeTenantDecides', { ...guest, ...skipped }, ['trustHomeTenant', 'endSkip']],
  ['guest', 'homeTenantDecides', { ...guest, ...trusted }, ['coverByPolicy']],
  ['guest', 'mustRegister', { ...guest, ...untrusted, ...none }, ['trustHomeTenant', 'registerMethod']],
  ['guest', 'willBePrompted', { ...guest, ...untrusted, ...capable }, ['trustHomeTenant', 'coverByPolicy']],
  ['guest', 'unknown', { ...guest, ...untrusted }, ['trustHomeTenant', 'checkDetails']],
  ['guest', 'usesMfa', { ...guest, ...untrusted, ...proved }, []],
  ...[personal, homeless].flatMap((own): typeof CASES => [
    ['guest', 'unknown', { ...guest, ...own }, ['checkDetails']],
    ['guest', 'mustRegister', { ...guest, ...own, ...none }, ['registerMethod']],
    ['guest', 'willBePrompted', { ...guest, ...own, ...capable }, ['coverByPolicy']],
    ['guest', 'willBeStopped', { ...guest, ...own, ...forbidden }, ['registerMethod']],
    ['guest', 'usesMfa', { ...guest, ...own, ...proved }, []],
  ]),
  ['guest', 'willBeStopped', { ...guest, ...ropc }, ['moveToWorkloadIdentity']],
  ['automation', 'usesMfa', { ...script, ...proved }, []],
  ['automation', 'willBeStopped', script, ['moveToWorkloadIdentity']],
  ['automation', 'willBeStopped', { ...script, ...none }, ['moveToWorkloadIdentity']],
  ['automation', 'willBeStopped', { ...script, ...forbidden }, ['moveToWorkloadIdentity']],
  ['automation', 'willBeStopped', { ...script, federated: true }, ['moveToWorkloadIdentity']],
  ['automation', 'willBeStopped', { ...capable, ...ropc, ...proved }, ['moveToWorkloadIdentity']],
  ['automation', 'willBePrompted', { ...script, ...capable }, ['moveToWorkloadIdentity']],
  ['breakGlass', 'usesMfa', { ...root, ...proved }, []],
  ['breakGlass', 'unknown', root, ['enablePasskey']],
  ['breakGlass', 'willBeStopped', { ...root, ...capable }, ['enablePasskey']],
  ['breakGlass', 'willBeStopped', { ...root, ...none }, ['enablePasskey']],
  ['breakGlass', 'willBeStopped', { ...root, ...passkey, ...ropc }, ['moveToWorkloadIdentity']],
  ['breakGlass', 'willBePrompted', { ...root, ...passkey }, ['validateBreakGlass']],
  ['breakGlass', 'usesMfa', { ...root, ...passkey, ...proved }, []],
  ['sync', 'usesMfa', { ...sync, ...proved }, []],
  ['sync', 'willBeStopped', sync, ['keepToSync']],
  ['sync', 'willBeStopped', { ...sync, ...none, ...skipped }, ['keepToSync']],
  ['sync', 'willBeStopped', { ...sync, federated: true }, ['keepToSync']],
  ['sync', 'willBeStopped', { ...sync, ...ropc }, ['keepToSync']],
  ['sync', 'unknown', { ...sync, apps: {} }, []],
];

describe('an account is not advised to be covered by policy', () => {
  const advised = (answers: AccountAnswers, change: Partial<AccountFacts>) =>
    viewOf(someFacts(change), {
      breakGlass: new Set(),
      sent: {},
      answers: { [someFacts().userId]: answers },
      now: NOW,
    }).advice;

  test('if the policies ask for MFA, or block it, wherever Microsoft requires MFA', () => {
    // It got in all the same.
    expect(advised({ azureManagement: 'mfa', adminPortals: 'mfa' }, capable)).toEqual(['checkDetails']);
    expect(advised({ azureManagement: 'blocked', adminPortals: 'mfa' }, capable)).toEqual(['checkDetails']);
    const cli = { ...capable, ...found('azureCli') };
    expect(advised({ azureManagement: 'mfa', adminPortals: 'mfa' }, cli)).toEqual(['upgradeClient']);
  });

  test.each<AccountAnswers>([
    {},
    { adminPortals: 'mfa' },
    { azureManagement: 'nothing', adminPortals: 'mfa' },
    { azureManagement: 'mfaOrOther', adminPortals: 'mfa' },
    { azureManagement: 'sometimes', adminPortals: 'mfa' },
  ])('but it is, given %j', (answers) => {
    expect(advised(answers, capable)).toEqual(['coverByPolicy']);
  });

  test('and its other advice stays', () => {
    expect(advised({ azureManagement: 'mfa', adminPortals: 'mfa' }, { ...capable, ...proved })).toEqual([]);
    expect(advised({ azureManagement: 'mfa', adminPortals: 'mfa' }, none)).toEqual(['registerMethod']);
  });
});

describe('an account is not advised to be covered by policy if security defaults are on', () => {
  const advised = (byDefaults: readonly string[], change: Partial<AccountFacts>) =>
    viewOf(someFacts(change), {
      breakGlass: new Set(),
      sent: {},
      byDefaults: new Set(byDefaults),
      now: NOW,
    }).advice;
  const cli = found('azureCli');

  test('and cover each app that it uses', () => {
    expect(advised(['adminPortals'], capable)).toEqual(['checkDetails']);
    expect(advised(['azureCli', 'adminPortals'], { ...capable, ...cli })).toEqual(['upgradeClient']);
    expect(advised(['azureCli'], { ...none, ...cli })).toEqual(['registerMethod']);
  });

  test('but it is if they leave one out', () => {
    expect(advised([], capable)).toEqual(['coverByPolicy']);
    const both = { apps: { ...cli.apps, ...found('m365AdminCenter').apps } };
    expect(advised(['azureCli'], { ...capable, ...both })).toEqual(['coverByPolicy', 'upgradeClient']);
  });
});

describe('advice by kind and readiness', () => {
  test.each(CASES)('%s, %s: %j', (kind, readiness, change, actions) => {
    const { advice, ...account } = view(change);
    expect([account.kind, account.readiness, advice]).toEqual([kind, readiness, actions]);
    expect(account.reasons.length).toBeGreaterThan(0);
  });

  test('each action is advised to some account', () => {
    const advised = new Set(CASES.flatMap(([, , , actions]) => actions));
    const elsewhere: readonly Action[] = ['registerPasskey'];
    expect([...advised, ...elsewhere].sort()).toEqual([...ACTIONS].sort());
  });
});

describe('an account whose methods end on a known day is advised to register a passkey', () => {
  const advised = (
    kind: AccountKind,
    readiness: Readiness,
    change: Partial<AccountFacts> = capable,
    hasDeadline: boolean | null = true,
  ) =>
    adviceFor(someFacts(change), {
      kind,
      readiness,
      homeMfaTrusted: null,
      now: NOW,
      whatIf: null,
      byDefaults: new Set(),
      ...(hasDeadline === null ? {} : { hasDeadline }),
    });

  test('first of all, and in place of any method', () => {
    expect(advised('person', 'willBePrompted')).toEqual(['registerPasskey', 'coverByPolicy']);
    expect(advised('person', 'willBeStopped', forbidden)).toEqual(['registerPasskey']);
    expect(advised('guest', 'willBePrompted')).toEqual(['registerPasskey', 'coverByPolicy']);
    expect(advised('person', 'willBePrompted', { ...capable, ...ropcBeside })).toEqual([
      'moveToWorkloadIdentity',
      'registerPasskey',
      'coverByPolicy',
    ]);
  });

  test('also if it uses MFA today', () => {
    expect(advised('person', 'usesMfa', proved)).toEqual(['registerPasskey']);
  });

  test('except if it does not get in by its phone', () => {
    expect(advised('breakGlass', 'willBeStopped')).toEqual(['enablePasskey']);
    expect(advised('automation', 'willBeStopped')).toEqual(['moveToWorkloadIdentity']);
    expect(advised('automation', 'usesMfa')).toEqual([]);
    expect(advised('person', 'providerDecides')).toEqual(['sendMultipleAuthn']);
    expect(advised('guest', 'homeTenantDecides')).toEqual(['trustHomeTenant']);
  });

  test('and to nothing of the kind if there is no such day, or nobody says so', () => {
    expect(advised('person', 'willBePrompted', capable, false)).toEqual(['coverByPolicy']);
    expect(advised('person', 'willBePrompted', capable, null)).toEqual(['coverByPolicy']);
    expect(advised('person', 'usesMfa', proved, false)).toEqual([]);
  });
});

describe('an account is advised to end the skipping of MFA', () => {
  const actions = (seen: Partial<Record<Skip, string>>) =>
    view({
      ...capable,
      occasions: SKIPS.map((skip) => occasion('adminPortals', skip, seen[skip] ?? at(40))).reduce(
        mergeOccasions,
      ),
    }).advice;

  test('if a setting of the tenant allows the skip', () => {
    const asked = SKIPS.filter((skip) => actions({ [skip]: at(1) }).includes('endSkip'));
    expect(asked).toEqual(['appPassword', 'rememberedDevice', 'location', 'corporateNetwork']);
  });

  test('for 14 days', () => {
    expect(actions({ location: at(14), registeredDevice: at(1) })).toEqual(['coverByPolicy']);
    expect(actions({ location: isoTime(NOW - 14 * DAY_MS + MINUTE_MS) })).toEqual(['endSkip']);
  });
});

test('automation that uses device code is moved where security defaults block it, even if it did MFA', () => {
  const change = { ...script, ...found('azureCli', at(0)), protocols: { deviceCode: at(1) } };
  const of = (byDefaults: readonly string[]) =>
    viewOf(someFacts(change), { breakGlass: new Set(), sent: {}, byDefaults: new Set(byDefaults), now: NOW });
  expect(of([])).toMatchObject({ kind: 'automation', readiness: 'usesMfa', advice: [] });
  expect(of(['azureCli'])).toMatchObject({ kind: 'automation', advice: ['moveToWorkloadIdentity'] });
});
