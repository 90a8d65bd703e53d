import { describe, expect, test } from '@jest/globals';
import { daysLeft, deadlineOf } from '../../shared/domain/deadlines';

const of = (methods: readonly string[], change = {}) =>
  deadlineOf({ methods, isGlobalAdministrator: false, isExternal: false, ...change });
const FEBRUARY = { on: '2027-02-01', because: 'onlyPhoneMethods' };
const JULY = { on: '2027-07-01', because: 'onlyPhoneMethods' };

describe('the deadline of an account', () => {
  test('is 1 February 2027 if only phone numbers are registered', () => {
    for (const method of ['mobilePhone', 'alternateMobilePhone', 'officePhone', 'smsSignIn', 'MobilePhone'])
      expect(of([method])).toEqual(FEBRUARY);
    expect(of(['mobilePhone', 'officePhone'])).toEqual(FEBRUARY);
  });

  test('is 1 July 2027 for Global Administrators and external users', () => {
    expect(of(['mobilePhone'], { isGlobalAdministrator: true })).toEqual(JULY);
    expect(of(['mobilePhone'], { isExternal: true })).toEqual(JULY);
  });

  test('is not changed by what is no MFA method, or does not last', () => {
    const others = ['email', 'securityQuestion', 'appPassword', 'temporaryAccessPass'];
    expect(of(['mobilePhone', ...others])).toEqual(FEBRUARY);
    expect(of(others)).toBeNull();
  });

  test('does not exist if another method is registered, or none', () => {
    expect(of(['mobilePhone', 'microsoftAuthenticatorPush'])).toBeNull();
    expect(of(['mobilePhone', 'passKeyDeviceBound'])).toBeNull();
    expect(of(['mobilePhone', 'methodOfTomorrow'])).toBeNull();
    expect(of([])).toBeNull();
  });
});

test('the days until a deadline are counted in UTC days, also after it', () => {
  const left = (iso: string) => daysLeft({ on: '2027-02-01' }, Date.parse(iso));
  expect(left('2026-11-29T00:00:00Z')).toBe(64);
  expect(left('2026-11-29T23:59:59Z')).toBe(64);
  expect(left('2027-01-31T23:59:59Z')).toBe(1);
  expect(left('2027-02-01T00:00:00Z')).toBe(0);
  expect(left('2027-02-03T12:00:00Z')).toBe(-2);
});
