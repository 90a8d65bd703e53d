import { describe, expect, test } from '@jest/globals';
import type { AccountFacts } from '../../shared/domain/account/accountFacts';
import { readinessOf } from '../../shared/domain/account/readiness';
import { HOUR_MS, isoTime } from '../../shared/domain/time';
import { aRegistration, NOW, someFacts } from './builders';

const NOT_KNOWN = { homeMfaTrusted: null, now: NOW };
const person = (change: Partial<AccountFacts>) =>
  readinessOf(someFacts(change), { kind: 'person', ...NOT_KNOWN });
const hoursAgo = (hours: number) => isoTime(NOW - hours * HOUR_MS);
const none = aRegistration({ isMfaCapable: false, isMfaRegistered: false, methods: [] });
const forbidden = aRegistration({ isMfaCapable: false });
/** MFA so many hours ago at the portals; a finding at another app unless it did MFA there as well. */
const did = (hours: number, everywhere = false) => ({
  apps: {
    adminPortals: { firstFinding: null, lastFinding: null, lastMfa: hoursAgo(hours) },
    azureCli: everywhere
      ? { firstFinding: hoursAgo(99), lastFinding: hoursAgo(99), lastMfa: hoursAgo(98) }
      : { firstFinding: hoursAgo(1), lastFinding: hoursAgo(1), lastMfa: null },
  },
});

describe('the reason says how old the report is that decides', () => {
  test.each([
    ['willBePrompted', 'A method is registered and allowed by policy', aRegistration()],
    ['willBeStopped', 'The methods it has registered are not allowed by policy', forbidden],
    ['mustRegister', 'No MFA method is registered', none],
  ])('%s', (readiness, sentence, registration) => {
    expect(person({ registration })).toEqual({
      readiness,
      reason: `${sentence}, says the registration report, which is up to 36 hours old.`,
    });
  });

  test('for a script as well', () => {
    expect(
      readinessOf(someFacts({ registration: aRegistration() }), { kind: 'automation', ...NOT_KNOWN }),
    ).toEqual({
      readiness: 'willBePrompted',
      reason:
        'A method is registered and allowed, says the registration report, which is up to 36 hours old; a person must be there to use it.',
    });
  });
});

describe('MFA on every app comes before the report', () => {
  const seen = 'MFA was seen on every enforced app it uses, last on 2026-03-02';

  test.each([
    ['nothing of it', null, '.'],
    ['the same', aRegistration(), '.'],
    [
      'that no method is registered',
      none,
      ', though the registration report lists no MFA method: it is up to 36 hours old, and knows no method of another provider.',
    ],
    [
      'that none is allowed',
      forbidden,
      ', though the registration report lists only methods that policy does not allow: it is up to 36 hours old, and knows no method of another provider.',
    ],
  ])('which says %s', (_, registration, rest) => {
    expect(person({ ...did(1, true), registration })).toEqual({
      readiness: 'usesMfa',
      reason: `${seen}${rest}`,
    });
  });
});

describe('MFA at one app only', () => {
  test('shows that the account can do it while the report may not know yet', () => {
    const newer = 'it is up to 36 hours old, and the MFA may be newer.';
    expect(person({ ...did(36), registration: none })).toEqual({
      readiness: 'willBePrompted',
      reason: `MFA was seen on 2026-03-01, though the registration report lists no MFA method: ${newer}`,
    });
    expect(person({ ...did(1), registration: forbidden })).toEqual({
      readiness: 'willBePrompted',
      reason: `MFA was seen on 2026-03-02, though the registration report lists only methods that policy does not allow: ${newer}`,
    });
  });

  test('counts for nothing later, and is told', () => {
    const gone = "Yet MFA was seen on 2026-02-28: that method is gone since, or another provider's.";
    const stopped = person({ ...did(36.001), registration: forbidden });
    expect(stopped.readiness).toBe('willBeStopped');
    expect(stopped.reason).toMatch(/36 hours old\. Yet MFA/);
    expect(person({ ...did(36.001), registration: none })).toEqual({
      readiness: 'mustRegister',
      reason: `No MFA method is registered, says the registration report, which is up to 36 hours old. ${gone}`,
    });
  });

  test('is not needed where a method is registered, and not enough where nothing is known', () => {
    expect(person({ ...did(1), registration: aRegistration() }).reason).toMatch(/^A method is registered/);
    expect(person(did(1)).readiness).toBe('unknown');
  });
});

describe('a guest', () => {
  const guest = (homeMfaTrusted: boolean | null, change: Partial<AccountFacts>) =>
    readinessOf(someFacts(change), { kind: 'guest', homeMfaTrusted, now: NOW });

  test('whose MFA at home counts here has it there, whatever is registered here', () => {
    for (const registration of [null, none, forbidden, aRegistration()]) {
      expect(guest(true, { registration })).toEqual({
        readiness: 'homeTenantDecides',
        reason: 'A guest: MFA done in its home tenant counts here.',
      });
    }
  });

  test('whose MFA at home does not count here needs a method here', () => {
    const readiness = [null, none, forbidden, aRegistration()].map(
      (registration) => guest(false, { registration }).readiness,
    );
    expect(readiness).toEqual(['unknown', 'mustRegister', 'willBeStopped', 'willBePrompted']);
    expect(guest(false, { registration: none }).reason).toBe(
      'A guest whose MFA at home does not count here. No MFA method is registered, says the registration report, which is up to 36 hours old.',
    );
  });

  test('of whom that is not known is left to the home tenant, and the reason says so', () => {
    expect(guest(null, { registration: none })).toEqual({
      readiness: 'homeTenantDecides',
      reason: 'A guest: its home tenant holds its MFA; whether that counts here is not known.',
    });
  });
});

describe('what the report lists decides', () => {
  const has = (methods: readonly string[], change = {}) =>
    person({
      registration: aRegistration({ isMfaCapable: false, isMfaRegistered: false, methods, ...change }),
    });
  const capable = { isMfaCapable: true, isMfaRegistered: true };
  const lag = ', says the registration report, which is up to 36 hours old.';

  test.each([
    ['windowsHelloForBusiness', 'Windows Hello'],
    ['passKeyDeviceBoundWindowsHello', 'Windows Hello'],
    ['macOsSecureEnclaveKey', 'a platform credential'],
    ['platformCredential', 'a platform credential'],
  ])('%s works on one computer', (method, name) => {
    const reason = `Only ${name} works: it passes on that computer, and elsewhere a further method is needed${lag}`;
    expect(has([method])).toEqual({ readiness: 'mustRegister', reason });
    expect(has([method, 'email', 'securityQuestion'])).toEqual({ readiness: 'mustRegister', reason });
    expect(has([method], capable)).toEqual({
      readiness: 'willBePrompted',
      reason: `Only ${name} is registered: it passes on that computer, and elsewhere needs a further method${lag}`,
    });
    expect(has([method, 'microsoftAuthenticatorPush'], capable).reason).toMatch(/^A method is registered/);
  });

  test('Windows Hello beside a method that policy forbids', () => {
    const found = has(['windowsHelloForBusiness', 'mobilePhone'], { isMfaRegistered: true });
    expect(found.readiness).toBe('mustRegister');
    expect(found.reason).toMatch(/^Of its methods only Windows Hello works/);
  });

  test('a Temporary Access Pass is no lasting method', () => {
    for (const change of [{}, capable])
      expect(has(['temporaryAccessPass', 'email'], change)).toEqual({
        readiness: 'mustRegister',
        reason: `Only a Temporary Access Pass is registered, which ends: it is no lasting method${lag}`,
      });
    expect(has(['temporaryAccessPass', 'microsoftAuthenticatorPush'], capable).readiness).toBe(
      'willBePrompted',
    );
  });

  test('and MFA by such a method contradicts nothing', () => {
    const registration = aRegistration({ ...none, methods: ['windowsHelloForBusiness'] });
    for (const hours of [1, 99])
      expect(person({ ...did(hours), registration })).toMatchObject({
        readiness: 'mustRegister',
        reason: expect.not.stringContaining('Yet'),
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
  ])('whether a break-glass account may rely on %s', (method, may) => {
    const registration = aRegistration({ methods: [method] });
    const { readiness } = readinessOf(someFacts({ registration }), { kind: 'breakGlass', ...NOT_KNOWN });
    expect(readiness === 'willBePrompted').toBe(may);
  });

  test('a break-glass account is told that Windows Hello is on one computer', () => {
    const registration = aRegistration({ methods: ['windowsHelloForBusiness'] });
    const found = readinessOf(someFacts({ registration }), { kind: 'breakGlass', ...NOT_KNOWN });
    expect(found).toMatchObject({
      readiness: 'willBeStopped',
      reason: expect.stringMatching(/old\. Windows Hello works on one computer only\.$/),
    });
  });
});

describe('a guest without a tenant whose MFA could count', () => {
  test.each([
    ['A guest with a personal Microsoft account', { homeTenantId: '9188040d-6c67-4c5b-b112-36a304b66dad' }],
    ['A guest without a home tenant', { hasHomeTenant: false }],
  ])('%s does its MFA here, whatever is trusted', (who, home) => {
    for (const homeMfaTrusted of [true, false, null]) {
      const facts = someFacts({ ...home, guest: true, registration: none });
      expect(readinessOf(facts, { kind: 'guest', homeMfaTrusted, now: NOW })).toEqual({
        readiness: 'mustRegister',
        reason: `${who} does its MFA here. No MFA method is registered, says the registration report, which is up to 36 hours old.`,
      });
    }
  });
});

test('a person under whose account a script uses ROPC stays ready or not, and is told of it', () => {
  const protocols = { ropc: hoursAgo(1) };
  expect(person({ protocols, registration: aRegistration() })).toMatchObject({
    readiness: 'willBePrompted',
    reason: expect.stringMatching(/ A script uses ROPC, which cannot do MFA\.$/),
  });
  const automation = readinessOf(someFacts({ protocols }), { kind: 'automation', ...NOT_KNOWN });
  expect(automation.readiness).toBe('willBeStopped');
});

test('every reason fits into a mail', () => {
  const kinds = ['person', 'guest', 'breakGlass', 'automation', 'sync'] as const;
  for (const registration of [null, none, forbidden, aRegistration()]) {
    for (const apps of [{}, did(1).apps, did(40).apps, did(1, true).apps]) {
      for (const homeMfaTrusted of [null, true, false]) {
        for (const kind of kinds) {
          const { reason } = readinessOf(someFacts({ registration, apps }), {
            kind,
            homeMfaTrusted,
            now: NOW,
          });
          expect(reason).toMatch(/^[A-Z].{20,270}\.$/);
        }
      }
    }
  }
});
