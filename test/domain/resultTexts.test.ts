import { describe, expect, test } from '@jest/globals';
import { type Meaning, meaningOf, plain, remembered } from '../../shared/domain/verdict/resultTexts';

const proof = (by: Extract<Meaning, { kind: 'proof' }>['by']): Meaning => ({ kind: 'proof', by });
const skipped = (detail: Extract<Meaning, { kind: 'skipped' }>['detail']): Meaning => ({
  kind: 'skipped',
  detail,
});
const expired: Meaning = { kind: 'lapsed', because: 'expiredProof' };
const prompted: Meaning = { kind: 'lapsed', because: 'registrationPrompted' };
const succeeded: Meaning = { kind: 'succeeded' };
const firstFactor: Meaning = { kind: 'firstFactor' };

/** https://learn.microsoft.com/entra/identity/authentication/howto-mfa-reporting (read 2026-11-21): "MFA satisfied". */
const SATISFIED: readonly (readonly [string, Meaning])[] = [
  ['completed in the cloud', proof('prompted')],
  ['has expired due to the policies configured on tenant', expired],
  ['registration prompted', prompted],
  ['satisfied by claim in the token', proof('claimInToken')],
  ['satisfied by claim provided by external provider', proof('externalProvider')],
  ['satisfied by strong authentication', proof('strongPrimary')],
  ['skipped as flow exercised was Windows broker logon flow', skipped('brokerFlow')],
  ['skipped due to app password', skipped('appPassword')],
  ['skipped due to location', skipped('location')],
  ['skipped due to registered device', skipped('registeredDevice')],
  ['skipped due to remembered device', skipped('rememberedDevice')],
  ['successfully completed', succeeded],
];

/** The same page: "MFA denied". */
const DENIED = [
  'authentication in-progress',
  'duplicate authentication attempt',
  'entered incorrect code too many times',
  'invalid authentication',
  'invalid mobile app verification code',
  'misconfiguration',
  'phone call went to voicemail',
  'phone number has an invalid format',
  'service error',
  "unable to reach the user's phone",
  'unable to send the mobile app notification to the device',
  'unable to send the mobile app notification',
  'user declined the authentication',
  "user didn't respond to mobile app notification",
  "user doesn't have any verification methods registered",
  'user entered incorrect code',
  'user entered incorrect PIN',
  'user hung up the phone call without succeeding the authentication',
  'user is blocked',
  'user never entered the verification code',
  'user not found',
  'verification code already used once',
];

/** What the page puts before both lists, today and in 2018. */
const PREFIXES = [
  'Microsoft Entra multifactor authentication',
  'Azure Multi-Factor Authentication',
  'Azure AD MFA',
];

test.each(PREFIXES)('a text of the page means the same after "%s"', (prefix) => {
  const meant = (text: string) => meaningOf(`${prefix} ${text}`);
  for (const [text, meaning] of SATISFIED)
    expect([text, meant(text)]).toEqual([
      text,
      text === 'successfully completed' ? proof('prompted') : meaning,
    ]);
  for (const text of DENIED) expect([text, meant(`denied; ${text}`)]).toEqual([text, { kind: 'denied' }]);
});

test('a redirection to another provider shows that MFA was required, not that it was done', () => {
  for (const mfa of ['multi-factor', 'multifactor'])
    expect(meaningOf(`Redirected to external provider for ${mfa} authentication`)).toEqual({
      kind: 'redirected',
    });
});

/** Exported records and public queries. */
const SEEN: readonly (readonly [string, Meaning])[] = [
  ['MFA requirement satisfied by claim in the token', proof('claimInToken')],
  ['MFA requirement satisfied by claim provided by external provider', proof('externalProvider')],
  ['MFA requirement satisfied by strong authentication', proof('strongPrimary')],
  ['MFA requirement satisfied by multi-factor device', proof('strongPrimary')],
  ['MFA requirement satisfied', proof('requirementMet')],
  ['MFA completed in Azure AD', proof('prompted')],
  ['MFA completed', proof('prompted')],
  ['MFA successfully completed', proof('prompted')],
  ['MFA was successfully completed', proof('prompted')],
  ['Completed in Azure AD', proof('prompted')],
  ['Completed in Azure Active Directory', proof('prompted')],
  ['Completed in Entra ID', proof('prompted')],
  ['Completed in Microsoft Entra ID', proof('prompted')],
  ['Multi-factor authentication successfully completed', proof('prompted')],
  ['Multifactor completed', proof('prompted')],
  ['First factor requirement satisfied by claim in the token', firstFactor],
  ['First-factor requirement satisfied by claim in the token', firstFactor],
  ['Single-factor requirement satisfied by claim in the token', firstFactor],
  ['Primary authentication requirement satisfied by claim in the token', firstFactor],
  ['MFA requirement skipped due to IP address', skipped('location')],
  ['MFA requirement skipped due to trusted IP', skipped('location')],
  ['MFA requirement skipped due to ADFS-issued InsideCorpNet claim', skipped('corporateNetwork')],
  ['MFA requirement skipped due to corporate network', skipped('corporateNetwork')],
  ['MFA requirement skipped due to intranet', skipped('corporateNetwork')],
  ['MFA requirement skipped due to a reason of tomorrow', skipped('other')],
  ['Skipped', skipped('other')],
  ['MFA has expired due to the policies configured on tenant', expired],
  ['MFA requirement has expired', expired],
  ['MFA proof expired', expired],
  ['Expired', expired],
  ['MFA registration prompted', prompted],
  ['Multi-factor authentication registration prompted', prompted],
  ['MFA required in Azure AD', { kind: 'required' }],
  ['MFA required in Entra ID', { kind: 'required' }],
  ['MFA required', { kind: 'required' }],
  ['Correct password', { kind: 'password' }],
  ['User approved', succeeded],
  ['methodSucceeded', succeeded],
  ['Method succeeded', succeeded],
  ['Correct verification code', succeeded],
  ['User did not respond to mobile app notification', { kind: 'denied' }],
  ['User does not have any verification methods registered', { kind: 'denied' }],
];

const UNKNOWN = [
  'Not satisfied by claim in the token',
  'Not satisfied by claim provided by external provider',
  'Not satisfied by strong authentication',
  'Not satisfied by MFA device',
  'Another MFA requirement satisfied',
  'No MFA completed',
  'Not completed in the cloud',
  'Not successfully completed',
  'No MFA required',
  'Instead of the correct password',
  'Password expired',
  'Device registration prompted',
  'Conditional Access',
  '',
];

const meanings = (texts: readonly string[]) => texts.map((text) => [text, meaningOf(text)]);

describe('the meaning of a text', () => {
  test.each([
    ['of those that Microsoft lists as "MFA satisfied"', SATISFIED],
    ['of those that records and queries hold', SEEN],
  ])('%s, however it is spaced and shouted', (_, texts) => {
    const shout = (text: string) => ` ${text.toUpperCase().replaceAll(' ', '  ')} `;
    expect(meanings(texts.map(([text]) => text))).toEqual(texts);
    expect(meanings(texts.map(([text]) => shout(text)))).toEqual(
      texts.map(([text, meaning]) => [shout(text), meaning]),
    );
  });

  test("a denial, with Microsoft's prefix and without", () => {
    const texts = [...DENIED, ...DENIED.map((text) => `MFA denied; ${text}`)];
    expect(meanings(texts)).toEqual(texts.map((text) => [text, { kind: 'denied' }]));
  });

  test('not known, whatever it resembles', () => {
    expect(meanings(UNKNOWN)).toEqual(UNKNOWN.map((text) => [text, null]));
  });

  test('a first factor does not outweigh a statement about MFA', () => {
    const text = 'MFA requirement satisfied by claim in the token, as was the first factor requirement';
    expect(meaningOf(text)).toEqual(proof('claimInToken'));
  });
});

test.each([
  ['  MFA\u00a0\tcompleted \n', 'mfa completed'],
  ['the user\u2019s \u2018code\u2019', "the user's 'code'"],
  ['in\u2010progress, in\u2011progress, in\u2013progress', 'in progress, in progress, in progress'],
  ['Multi-factor authentication, multi factor, MultiFactor', 'mfa, mfa, mfa'],
  ['First-factor and Single-factor', 'first factor and single factor'],
  ['Azure AD, Azure Active Directory, Entra ID, Microsoft Entra ID', 'entra, entra, entra, entra'],
])('%j is put plainly as %j', (text, expected) => {
  expect(plain(text)).toBe(expected);
});

describe('answers to texts', () => {
  const counted = () => {
    const asked: string[] = [];
    const ask = remembered((text) => {
      asked.push(text);
      return text === 'a' ? null : text.toUpperCase();
    });
    return { asked, ask };
  };

  test('are the same each time, and found once', () => {
    const { asked, ask } = counted();
    expect([ask('a'), ask('a'), ask('b'), ask('b'), ask('a')]).toEqual([null, null, 'B', 'B', null]);
    expect(asked).toEqual(['a', 'b']);
  });

  test('are kept for a thousand texts at most, so that a hostile log fills no memory', () => {
    const { asked, ask } = counted();
    const texts = Array.from({ length: 1_001 }, (_, index) => `text ${index}`);
    expect([...texts, ...texts].map(ask)).toEqual([...texts, ...texts].map((text) => text.toUpperCase()));
    expect(asked).toEqual([...texts, 'text 1000']);
  });
});
