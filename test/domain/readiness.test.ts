import { describe, expect, test } from '@jest/globals';
import type { AccountFacts } from '../../shared/domain/account/accountFacts';
import { readinessOf } from '../../shared/domain/account/readiness';
import { HOUR_MS, isoTime } from '../../shared/domain/polling/span';
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
