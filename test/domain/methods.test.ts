import { expect, test } from '@jest/globals';
import { type MethodClass, methodClassOf } from '../../shared/domain/verdict/methods';

/** As they occur in documentation and records, by what each is worth as the only factor. */
const NAMES: Readonly<Record<MethodClass, readonly string[]>> = {
  strong: [
    'Passkey (device-bound)',
    'Passkey (Microsoft Authenticator)',
    'FIDO2',
    'FIDO2 security key',
    'Windows Hello for Business',
    'Platform Credential',
    'Secure Enclave key',
    'Passwordless phone sign-in',
    'Passwordless Microsoft Authenticator',
    'Phone sign-in',
    'Phone sign in',
    'Phone signin',
    'Temporary Access Pass',
  ],
  certificate: ['X.509 Certificate', 'X.509', 'X509', 'Certificate-based authentication'],
  secondFactor: [
    'Mobile app notification',
    'OATH verification code',
    'Software OATH token',
    'Hardware OATH token',
    'Phone call approval (Authentication phone)',
    'Phone call approval (Alternate phone)',
    'Phone call approval (Office phone)',
    'Phone call (Authentication phone)',
    'Mobile app verification code',
    'Authenticator App',
    'Microsoft Authenticator',
  ],
  federated: ['Federated', 'Federation', 'External authentication method', 'AD FS', 'ADFS', 'SAML'],
  password: ['Password', 'App password', 'QR Code PIN'],
  weak: ['SMS', 'Text message', 'Voice', 'Email one-time passcode'],
  token: [
    'Previously satisfied',
    'Satisfied by token',
    'Claim in access token',
    'Claim in the access token',
    'Claim in the token',
    'Claim in token',
  ],
  unknown: [
    '',
    'Brain wave',
    // What only resembles a name is none.
    'Password-less key',
    'Anything but a password',
    'Push in place of SMS',
    'Recognised by voice',
  ],
};

test.each(Object.entries(NAMES))('as the first factor these are %s', (worth, names) => {
  const shouted = names.map((name) => ` ${name.toUpperCase().replaceAll(' ', '  ')} `);
  const known = [...names, ...shouted].map((name) => [name, methodClassOf(name)]);
  expect(known).toEqual([...names, ...shouted].map((name) => [name, worth]));
});
