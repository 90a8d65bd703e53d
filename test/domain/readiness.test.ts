import { describe, expect, test } from '@jest/globals';
import type { AccountFacts } from '../../shared/domain/account/accountFacts';
import { readinessOf } from '../../shared/domain/account/readiness';
import type { ReadinessReason } from '../../shared/domain/account/readinessReason';
import type { Registration } from '../../shared/domain/account/registration';
import { HOUR_MS, isoTime } from '../../shared/domain/time';
import { aRegistration, NOW, someFacts } from './builders';

const NOT_KNOWN = { homeMfaTrusted: null, now: NOW };
const person = (change: Partial<AccountFacts>) =>
  readinessOf(someFacts(change), { kind: 'person', ...NOT_KNOWN });
const hoursAgo = (hours: number) => isoTime(NOW - hours * HOUR_MS);
const none = aRegistration({ isMfaCapable: false, isMfaRegistered: false, methods: [] });
const forbidden = aRegistration({ isMfaCapable: false });
/** MFA so many hours ago at the portals; at another app a later finding, unless it did MFA there as well. */
const did = (hours: number, everywhere = false) => ({
  apps: {
    adminPortals: { firstFinding: null, lastFinding: null, lastMfa: hoursAgo(hours) },
    azureCli: everywhere
      ? { firstFinding: hoursAgo(99), lastFinding: hoursAgo(99), lastMfa: hoursAgo(98) }
      : { firstFinding: hoursAgo(1), lastFinding: hoursAgo(1), lastMfa: null },
  },
});

describe('the registration report decides', () => {
  test.each<[string, ReadinessReason, Registration | null]>([
    ['willBePrompted', { code: 'methodAllowed' }, aRegistration()],
    ['willBeStopped', { code: 'onlyForbiddenMethods' }, forbidden],
    ['mustRegister', { code: 'noMethod' }, none],
    ['unknown', { code: 'notInReport' }, null],
  ])('%s', (readiness, reason, registration) => {
    expect(person({ registration })).toEqual({ readiness, reasons: [reason] });
  });

  test('and is not blamed if nobody read it', () => {
    const unread = { kind: 'person', registrationsRead: false, ...NOT_KNOWN } as const;
    expect(readinessOf(someFacts(), unread).reasons).toEqual([{ code: 'registrationsUnread' }]);
  });

  test('for a script as well', () => {
    expect(
      readinessOf(someFacts({ registration: aRegistration() }), { kind: 'automation', ...NOT_KNOWN }),
    ).toEqual({ readiness: 'willBePrompted', reasons: [{ code: 'methodNeedsPerson' }] });
  });
});

describe('MFA at every app comes before the report', () => {
  test.each<[string, Registration | null, readonly ReadinessReason[]]>([
    ['without the account', null, []],
    ['that agrees', aRegistration(), []],
    ['without a method', none, [{ code: 'reportOmitsMfa', lack: { code: 'noMethod' } }]],
    [
      'without an allowed method',
      forbidden,
      [{ code: 'reportOmitsMfa', lack: { code: 'onlyForbiddenMethods' } }],
    ],
  ])('%s', (_, registration, more) => {
    expect(person({ ...did(1, true), registration })).toEqual({
      readiness: 'usesMfa',
      reasons: [{ code: 'mfaAtEveryApp', lastMfa: hoursAgo(1) }, ...more],
    });
  });
});

describe('MFA at one app only', () => {
  test('shows that the account can do it while it may be newer than the report', () => {
    expect(person({ ...did(36), registration: none })).toEqual({
      readiness: 'willBePrompted',
      reasons: [{ code: 'mfaNewerThanReport', lastMfa: hoursAgo(36), lack: { code: 'noMethod' } }],
    });
    expect(person({ ...did(1), registration: forbidden })).toEqual({
      readiness: 'willBePrompted',
      reasons: [{ code: 'mfaNewerThanReport', lastMfa: hoursAgo(1), lack: { code: 'onlyForbiddenMethods' } }],
    });
  });

  test('does not count later, but is reported', () => {
    const former = { code: 'mfaByFormerMethod', lastMfa: hoursAgo(36.001) };
    expect(person({ ...did(36.001), registration: forbidden })).toEqual({
      readiness: 'willBeStopped',
      reasons: [{ code: 'onlyForbiddenMethods' }, former],
    });
    expect(person({ ...did(36.001), registration: none })).toEqual({
      readiness: 'mustRegister',
      reasons: [{ code: 'noMethod' }, former],
    });
  });

  test('adds nothing to a registered method, and does not suffice without a report', () => {
    expect(person({ ...did(1), registration: aRegistration() }).reasons).toEqual([{ code: 'methodAllowed' }]);
    expect(person(did(1)).readiness).toBe('unknown');
  });
});

describe('a guest', () => {
  const guest = (homeMfaTrusted: boolean | null, change: Partial<AccountFacts>) =>
    readinessOf(someFacts(change), { kind: 'guest', homeMfaTrusted, now: NOW });

  test('depends on its home tenant if MFA done there counts here, whatever is registered here', () => {
    for (const registration of [null, none, forbidden, aRegistration()]) {
      expect(guest(true, { registration })).toEqual({
        readiness: 'homeTenantDecides',
        reasons: [{ code: 'guestHomeMfaCounts' }],
      });
    }
  });

  test('needs a method here if MFA in its home tenant does not count here', () => {
    const readiness = [null, none, forbidden, aRegistration()].map(
      (registration) => guest(false, { registration }).readiness,
    );
    expect(readiness).toEqual(['unknown', 'mustRegister', 'willBeStopped', 'willBePrompted']);
    expect(guest(false, { registration: none }).reasons).toEqual([
      { code: 'guestHomeMfaIgnored' },
      { code: 'noMethod' },
    ]);
  });

  test('depends on its home tenant if it is not known whether MFA done there counts', () => {
    expect(guest(null, { registration: none })).toEqual({
      readiness: 'homeTenantDecides',
      reasons: [{ code: 'guestHomeMfaUnknown' }],
    });
  });

  test.each<[ReadinessReason, Partial<AccountFacts>]>([
    [{ code: 'guestWithPersonalAccount' }, { homeTenantId: '9188040d-6c67-4c5b-b112-36a304b66dad' }],
    [{ code: 'guestWithoutTenant' }, { hasHomeTenant: false }],
  ])('does its MFA here, whatever is trusted: %j', (reason, home) => {
    for (const homeMfaTrusted of [true, false, null]) {
      expect(guest(homeMfaTrusted, { ...home, guest: true, registration: none })).toEqual({
        readiness: 'mustRegister',
        reasons: [reason, { code: 'noMethod' }],
      });
    }
  });
});

describe('the methods in the report decide', () => {
  const has = (methods: readonly string[], change = {}) =>
    person({
      registration: aRegistration({ isMfaCapable: false, isMfaRegistered: false, methods, ...change }),
    });
  const capable = { isMfaCapable: true, isMfaRegistered: true };

  test.each([
    ['windowsHelloForBusiness', 'windowsHello'],
    ['passKeyDeviceBoundWindowsHello', 'windowsHello'],
    ['macOsSecureEnclaveKey', 'platformCredential'],
    ['platformCredential', 'platformCredential'],
  ])('%s works on one computer', (name, method) => {
    const lacking = {
      readiness: 'mustRegister',
      reasons: [{ code: 'onlyOneComputer', method, hasForbidden: false }],
    };
    expect(has([name])).toEqual(lacking);
    expect(has([name, 'email', 'securityQuestion'])).toEqual(lacking);
    expect(has([name], capable)).toEqual({
      readiness: 'willBePrompted',
      reasons: [{ code: 'oneComputerAllowed', method }],
    });
    expect(has([name, 'microsoftAuthenticatorPush'], capable).reasons).toEqual([{ code: 'methodAllowed' }]);
  });

  test('Windows Hello beside a method that policy forbids', () => {
    expect(has(['windowsHelloForBusiness', 'mobilePhone'], { isMfaRegistered: true })).toEqual({
      readiness: 'mustRegister',
      reasons: [{ code: 'onlyOneComputer', method: 'windowsHello', hasForbidden: true }],
    });
  });

  test('a Temporary Access Pass is no lasting method', () => {
    for (const change of [{}, capable])
      expect(has(['temporaryAccessPass', 'email'], change)).toEqual({
        readiness: 'mustRegister',
        reasons: [{ code: 'onlyTemporaryPass' }],
      });
    expect(has(['temporaryAccessPass', 'microsoftAuthenticatorPush'], capable).readiness).toBe(
      'willBePrompted',
    );
  });

  test('MFA by such a method contradicts nothing', () => {
    const registration = aRegistration({ ...none, methods: ['windowsHelloForBusiness'] });
    for (const hours of [1, 99])
      expect(person({ ...did(hours), registration })).toEqual({
        readiness: 'mustRegister',
        reasons: [{ code: 'onlyOneComputer', method: 'windowsHello', hasForbidden: false }],
      });
  });

  test.each<[string, boolean]>([
    ['fido2', true],
    ['fido2SecurityKey', true],
    ['passKeyDeviceBound', true],
    ['passKeyDeviceBoundAuthenticator', true],
    ['passKeySynced', true],
    ['certificateBasedAuthentication', true],
    ['x509CertificateMultiFactor', true],
    ['x509CertificateSingleFactor', false],
    ['windowsHelloForBusiness', false],
    ['passKeyDeviceBoundWindowsHello', false],
    ['macOsSecureEnclaveKey', false],
    ['microsoftAuthenticatorPasswordless', false],
    ['temporaryAccessPass', false],
  ])('whether a break-glass account may rely on %s: %s', (method, may) => {
    const registration = aRegistration({ methods: [method] });
    const { readiness } = readinessOf(someFacts({ registration }), { kind: 'breakGlass', ...NOT_KNOWN });
    expect(readiness === 'willBePrompted').toBe(may);
  });

  test('the Windows Hello of a break-glass account is reported as bound to one computer', () => {
    const registration = aRegistration({ methods: ['windowsHelloForBusiness'] });
    expect(readinessOf(someFacts({ registration }), { kind: 'breakGlass', ...NOT_KNOWN })).toEqual({
      readiness: 'willBeStopped',
      reasons: [
        { code: 'breakGlassWithoutStrongMethod' },
        { code: 'boundToOneComputer', method: 'windowsHello' },
      ],
    });
  });
});

test('a script with ROPC under the account of a person adds a reason and changes no readiness', () => {
  const protocols = { ropc: hoursAgo(1) };
  expect(person({ protocols, registration: aRegistration() })).toEqual({
    readiness: 'willBePrompted',
    reasons: [{ code: 'methodAllowed' }, { code: 'scriptUsesRopc' }],
  });
  const automation = readinessOf(someFacts({ protocols }), { kind: 'automation', ...NOT_KNOWN });
  expect(automation).toEqual({ readiness: 'willBeStopped', reasons: [{ code: 'usesRopc' }] });
});

test('denied changes count as a stop, once', () => {
  const stops = { azureCli: hoursAgo(1) };
  const found = readinessOf(someFacts({ apps: {}, stops }), {
    kind: 'person',
    changesDenied: true,
    ...NOT_KNOWN,
  });
  expect(found.reasons).toEqual([{ code: 'stoppedNow' }, { code: 'changesDenied' }, { code: 'notInReport' }]);
});

describe('security defaults block device code', () => {
  const by = (change: Partial<AccountFacts>, byDefaults?: readonly string[]) =>
    readinessOf(someFacts({ registration: aRegistration(), ...change }), {
      kind: 'person',
      ...NOT_KNOWN,
      ...(byDefaults && { byDefaults: new Set(byDefaults) }),
    }).reasons;
  const blocked: ReadinessReason = { code: 'defaultsBlockDeviceCode' };
  const recent = { protocols: { deviceCode: hoursAgo(24) } };

  test('which is said of an account that has used it of late', () => {
    expect(by(recent, ['azureCli'])).toEqual([{ code: 'methodAllowed' }, blocked]);
    expect(by({ protocols: { deviceCode: hoursAgo(14 * 24) } }, ['azureCli'])).not.toContainEqual(blocked);
    expect(by({ protocols: { ropc: hoursAgo(1) } }, ['azureCli'])).not.toContainEqual(blocked);
  });

  test('only where they are on', () => {
    expect(by(recent, [])).toEqual([{ code: 'methodAllowed' }]);
    expect(by(recent)).toEqual([{ code: 'methodAllowed' }]);
  });
});
