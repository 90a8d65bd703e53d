import { describe, expect, test } from '@jest/globals';
import {
  ACCOUNT_STATES,
  type AccountState,
  type AccountView,
  type Readiness,
} from '../../shared/domain/account/account';
import type { AccountFacts } from '../../shared/domain/account/accountFacts';
import { isOpenState, worstFirst } from '../../shared/domain/account/accountOrder';
import { isListed, viewOf } from '../../shared/domain/account/accountView';
import { isoTime } from '../../shared/domain/time';
import { aRegistration, NOW, someFacts } from './builders';

const view = (change: Partial<AccountFacts>, sent: Record<string, AccountState> = {}, breakGlass = '') =>
  viewOf(someFacts(change), { breakGlass: new Set([breakGlass]), sent, now: NOW });
const NINE = '2026-03-01T09:00:00.000Z';
const TEN = '2026-03-01T10:00:00.000Z';
const use = (firstFinding: string | null, lastFinding: string | null, lastMfa: string | null) => ({
  firstFinding,
  lastFinding,
  lastMfa,
});

describe('an account is shown', () => {
  test('with the first and last times over all its apps, and the apps sorted', () => {
    const apps = {
      azureCli: use(TEN, TEN, NINE),
      adminPortals: use(NINE, NINE, null),
      m365: use(null, null, TEN),
    };
    const lastSignal = { signal: 'blocked', at: NINE } as const;
    expect(view({ apps, lastSignal })).toMatchObject({
      userId: 'b0000001-0000-4000-8000-000000000001',
      userPrincipalName: 'alex@contoso.example',
      userDisplayName: 'Alex Example',
      apps: ['adminPortals', 'azureCli', 'm365'],
      firstFinding: NINE,
      lastFinding: TEN,
      lastMfa: TEN,
      lastSignal,
    });
  });

  test('without times if it has used no app', () => {
    expect(view({ apps: {} })).toMatchObject({
      state: 'resolved',
      readiness: 'unknown',
      apps: [],
      firstFinding: null,
      lastFinding: null,
      lastMfa: null,
    });
  });

  test('as resolved by an MFA of the same instant', () => {
    const days = '2026-02-27T09:00:00.000Z';
    expect(view({ apps: { adminPortals: use(days, days, days) } })).toMatchObject({
      state: 'resolved',
      readiness: 'usesMfa',
      advice: [],
    });
  });

  test('as not ready by an MFA before its last finding', () => {
    const apps = { adminPortals: use(NINE, TEN, NINE) };
    expect(view({ apps, registration: aRegistration() })).toMatchObject({
      state: 'new',
      readiness: 'willBePrompted',
    });
  });
});

describe('an excepted account', () => {
  const { userId } = someFacts();
  const until = (ms: number) => ({
    reason: 'Moves in June',
    until: isoTime(NOW + ms),
    by: 'kim@contoso.example',
    setAt: NINE,
  });

  test('is excepted while the exception runs, whatever was sent and found', () => {
    for (const sent of [{}, { [userId]: 'ongoing' }, { [userId]: 'resolved' }] as const) {
      expect(view({ exception: until(1) }, sent)).toMatchObject({ state: 'excepted', exception: until(1) });
    }
    expect(view({ apps: {}, exception: until(1) }).state).toBe('excepted');
  });

  test('returns when it ends, and is sent again', () => {
    const sent = { [userId]: 'excepted' } as const;
    expect(view({ exception: until(0) }, sent)).toMatchObject({ state: 'returned', exception: null });
    expect(view({}, sent)).toMatchObject({ state: 'returned', exception: null });
    expect(view({ exception: until(0) })).toMatchObject({ state: 'new', exception: null });
    expect(view({ apps: {}, exception: until(0) }, sent).state).toBe('resolved');
  });

  test('is not excepted once it is break-glass', () => {
    const found = view({ exception: until(1) }, { [userId]: 'excepted' }, 'alex@contoso.example');
    expect(found).toMatchObject({ kind: 'breakGlass', state: 'returned', exception: null });
  });

  test('is listed though it never had a finding', () => {
    expect(isListed(view({ apps: {}, exception: until(1) }))).toBe(true);
    expect(isListed(view({ apps: {}, exception: until(0) }))).toBe(false);
  });
});

describe('the kind of an account', () => {
  test.each<[string, Partial<AccountFacts>, string, string]>([
    ['break-glass by its id', {}, 'b0000001-0000-4000-8000-000000000001', 'breakGlass'],
    [
      'break-glass by its UPN in any case',
      { userPrincipalName: 'ALEX@contoso.example' },
      'alex@contoso.example',
      'breakGlass',
    ],
    ['break-glass before guest', { guest: true }, 'alex@contoso.example', 'breakGlass'],
    ['a guest', { guest: true, protocols: { ropc: '2026-03-01T09:00:00.000Z' } }, '', 'guest'],
    ['the sync account', { syncs: true }, '', 'sync'],
    [
      'a person with the name of a sync account',
      { userPrincipalName: 'Sync_DC01@contoso.example' },
      '',
      'person',
    ],
    ['a person with such a name', { userPrincipalName: 'async_team@contoso.example' }, '', 'person'],
    ['automation', { interactive: false, protocols: { ropc: '2026-03-01T09:00:00.000Z' } }, '', 'automation'],
    ['a person without a name', { userPrincipalName: null }, 'nobody', 'person'],
  ])('%s', (_, change, breakGlass, kind) => {
    expect(view(change, {}, breakGlass).kind).toBe(kind);
  });
});

describe('a break-glass account is ready with', () => {
  const readiness = (method: string) =>
    view({ registration: aRegistration({ methods: ['mobilePhone', method] }) }, {}, 'alex@contoso.example')
      .readiness;

  // https://learn.microsoft.com/graph/api/resources/userregistrationdetails: methodsRegistered.
  test.each([
    'passKeyDeviceBound',
    'passKeyDeviceBoundAuthenticator',
    'fido2SecurityKey',
    'passKeySynced',
    'passKeyDeviceBoundAuthenticator',
    'x509CertificateMultiFactor',
  ])('%s', (method) => {
    expect(readiness(method)).toBe('willBePrompted');
  });

  test.each(['microsoftAuthenticatorPush', 'softwareOneTimePasscode', 'email'])('not with %s', (method) => {
    expect(readiness(method)).toBe('willBeStopped');
  });
});

describe('a break-glass account', () => {
  const breakGlass = (change: Partial<AccountFacts>) => view(change, {}, 'alex@contoso.example');
  const passkey = aRegistration({ methods: ['passKeyDeviceBound'] });

  test('is judged by its methods, even if it is a guest or federated', () => {
    expect(breakGlass({ federated: true, registration: passkey }).readiness).toBe('willBePrompted');
    expect(breakGlass({ guest: true, registration: aRegistration() })).toMatchObject({
      readiness: 'willBeStopped',
      reasons: [{ code: 'breakGlassWithoutStrongMethod' }],
    });
  });

  test('is stopped with a passkey that policy does not allow, and by ROPC', () => {
    const forbidden = { ...passkey, isMfaCapable: false };
    expect(breakGlass({ registration: forbidden }).readiness).toBe('willBeStopped');
    expect(breakGlass({ registration: passkey, protocols: { ropc: NINE } }).readiness).toBe('willBeStopped');
  });

  test('is stopped without a passkey, whatever MFA was seen', () => {
    const apps = { adminPortals: use(null, null, NINE) };
    expect(breakGlass({ apps, registration: aRegistration() })).toMatchObject({
      readiness: 'willBeStopped',
      reasons: [{ code: 'breakGlassWithoutStrongMethod' }, { code: 'mfaByWeakMethod', lastMfa: NINE }],
    });
  });

  test('is unknown before the registration report, and ready once it does MFA everywhere', () => {
    expect(breakGlass({}).readiness).toBe('unknown');
    const proved = { apps: { adminPortals: use(null, null, NINE) } };
    expect(breakGlass(proved).readiness).toBe('usesMfa');
    expect(breakGlass({ ...proved, registration: passkey }).readiness).toBe('usesMfa');
  });
});

describe('advice', () => {
  const capable = aRegistration();
  const actions = (change: Partial<AccountFacts>, breakGlass = '') => view(change, {}, breakGlass).advice;
  const at = (app: string) => ({ apps: { [app]: use(NINE, NINE, null) }, registration: capable });

  test('a user of the command line needs a version that can ask for MFA', () => {
    expect(actions(at('azureCli'))).toEqual(['coverByPolicy', 'upgradeClient']);
    expect(actions(at('azurePowerShell'))).toEqual(['coverByPolicy', 'upgradeClient']);
    expect(actions(at('adminPortals'))).toEqual(['coverByPolicy']);
  });

  test('a break-glass account that does MFA needs nothing, any other needs a passkey first', () => {
    const apps = { adminPortals: use(null, null, NINE) };
    expect(actions({ apps }, 'alex@contoso.example')).toEqual([]);
    expect(actions({}, 'alex@contoso.example')).toEqual(['enablePasskey']);
    const ropc = { protocols: { ropc: '2026-03-01T09:00:00.000Z' } };
    expect(actions(ropc, 'alex@contoso.example')).toEqual(['moveToWorkloadIdentity']);
  });
});

describe('the list', () => {
  test('holds accounts that had a finding or were stopped', () => {
    const proved = { adminPortals: use(null, null, NINE) };
    expect(isListed(view({}))).toBe(true);
    expect(isListed(view({ apps: {}, lastSignal: { signal: 'blocked', at: NINE } }))).toBe(true);
    expect(isListed(view({ apps: proved }))).toBe(false);
  });

  test('counts as open an account that is neither resolved nor excepted', () => {
    expect(ACCOUNT_STATES.filter(isOpenState)).toEqual(['new', 'ongoing', 'returned']);
  });

  const row = (change: Partial<AccountView>): AccountView => ({ ...view({}), ...change });

  test('is worst first: open, then by what will happen, then by the latest finding, then by id', () => {
    const readiness: readonly Readiness[] = [
      'willBeStopped',
      'mustRegister',
      'providerDecides',
      'homeTenantDecides',
      'unknown',
      'willBePrompted',
      'usesMfa',
    ];
    const expected = [
      ...readiness.map((each) => row({ state: 'ongoing', readiness: each })),
      row({ state: 'excepted', readiness: 'willBeStopped' }),
      row({ state: 'excepted', readiness: 'usesMfa' }),
      row({ state: 'resolved', readiness: 'unknown', lastFinding: TEN }),
      row({ state: 'resolved', readiness: 'unknown', lastFinding: NINE, userId: 'a' }),
      row({ state: 'resolved', readiness: 'unknown', lastFinding: NINE, userId: 'b' }),
      row({ state: 'resolved', readiness: 'unknown', lastFinding: null, userId: 'a' }),
      row({ state: 'resolved', readiness: 'unknown', lastFinding: null, userId: 'b' }),
      row({ state: 'resolved', readiness: 'usesMfa' }),
    ];
    expect(expected.toReversed().sort(worstFirst)).toEqual(expected);
    expect([...expected].sort(worstFirst)).toEqual(expected);
  });
});

test('an account whose last finding is 14 days old to the millisecond is resolved', () => {
  const lastFinding = isoTime(NOW - 14 * 24 * 3_600_000);
  const justAfter = isoTime(NOW - 14 * 24 * 3_600_000 + 1);
  expect(view({ apps: { adminPortals: use(NINE, lastFinding, null) } }).state).toBe('resolved');
  expect(view({ apps: { adminPortals: use(NINE, justAfter, null) } }).state).toBe('new');
});
