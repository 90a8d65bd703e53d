import { expect, test } from '@jest/globals';
import { factsOf } from '../../shared/domain/account/accountBook';
import { guestHomeOf } from '../../shared/domain/account/guestHome';
import type { SignIn } from '../../shared/domain/signIn/signIn';
import { judgeSignIn } from '../../shared/domain/verdict/judge';
import { aContext, aSignIn, aStep, OTHER_TENANT, TENANT } from './builders';

const guest = { userType: 'guest', crossTenantAccessType: 'b2bcollaboration' } as const;
const passcode = { steps: [aStep({ method: 'Email one-time passcode', methodDetail: null })] };

// No real record of a guest by Google, by another provider or by a passcode was found in public: these are what
// Microsoft's pages say of the fields.
test.each<[string, string, Partial<SignIn>]>([
  ['of another tenant', 'entraTenant', { ...guest, homeTenantId: OTHER_TENANT }],
  [
    'of another tenant, a member here',
    'entraTenant',
    { ...guest, userType: 'member', homeTenantId: OTHER_TENANT },
  ],
  [
    'by a personal account',
    'personalAccount',
    { ...guest, homeTenantId: '9188040d-6c67-4c5b-b112-36a304b66dad' },
  ],
  [
    'by a personal account, a member here',
    'personalAccount',
    {
      userType: 'member',
      crossTenantAccessType: 'none',
      homeTenantId: '9188040d-6c67-4c5b-b112-36a304b66dad',
    },
  ],
  ['by Google, in this tenant', 'noTenant', { ...guest, homeTenantId: TENANT }],
  ['by a passcode, in this tenant', 'noTenant', { ...guest, ...passcode, homeTenantId: TENANT }],
  ['in no tenant', 'noTenant', { ...guest, homeTenantId: null }],
  [
    'by a passcode, in a log that says little',
    'noTenant',
    { userType: 'guest', crossTenantAccessType: null, homeTenantId: null, ...passcode },
  ],
  [
    'by a provider, in a log that says little',
    'noTenant',
    { userType: 'guest', crossTenantAccessType: null, homeTenantId: null, tokenIssuerType: 'Google' },
  ],
  [
    'in a log that says little',
    'unknown',
    { userType: 'guest', crossTenantAccessType: null, homeTenantId: null },
  ],
])('a guest %s: %s', (_, home, change) => {
  const facts = factsOf(judgeSignIn(aSignIn(change), aContext()));
  if (!facts) throw new Error('this sign-in shows nothing');
  expect(facts.guest).toBe(true);
  expect(guestHomeOf(facts)).toBe(home);
});
