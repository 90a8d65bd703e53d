import { expect, test } from '@jest/globals';
import type { SignIn } from '../../shared/domain/signIn/signIn';
import { judgeMfa } from '../../shared/domain/verdict/classify';
import { cluesOf } from '../../shared/domain/verdict/clues';
import { describeEvidence } from '../../shared/domain/verdict/verdict';
import { aFirstFactorFromToken, anMfaStep, aSignIn, aStep, OTHER_TENANT } from './builders';

const proof = { signInId: 'earlier', at: '2026-03-01T08:00:00.000Z' };
const guest = { crossTenantAccessType: 'b2bcollaboration', homeTenantId: OTHER_TENANT };

// An admin checks a verdict by looking up in the portal what is named here.
test.each<[string, Partial<SignIn>, string]>([
  [
    'a weak first factor',
    {},
    'authenticationDetails[0].authenticationMethod: Password; authenticationRequirement: singleFactorAuthentication',
  ],
  [
    'an MFA step',
    { steps: [aStep(), anMfaStep({ result: null })] },
    'authenticationDetails[1].authenticationMethod: Mobile app notification',
  ],
  [
    'a requirement met',
    { authenticationRequirement: 'multiFactor' },
    'authenticationRequirement: multiFactorAuthentication',
  ],
  [
    'a requirement of tomorrow',
    { authenticationRequirement: 'unknown' },
    'authenticationRequirement: unknown',
  ],
  ['no requirement', { authenticationRequirement: null }, 'authenticationRequirement: absent'],
  ['absent steps', { steps: null }, 'authenticationDetails: absent'],
  ['no steps', { steps: [] }, 'authenticationDetails: empty'],
  [
    'steps that failed',
    { steps: [aStep({ succeeded: false }), aStep({ succeeded: false })] },
    'status.errorCode: 0; authenticationDetails: 2 steps, none succeeded',
  ],
  [
    'an absent method',
    { steps: [aStep({ method: null, result: null })] },
    'authenticationDetails[0].authenticationMethod: absent; authenticationRequirement: singleFactorAuthentication',
  ],
  [
    'a denial without words',
    {
      authenticationRequirement: 'multiFactor',
      steps: [aStep(), anMfaStep({ succeeded: false, result: null })],
    },
    'authenticationDetails[1].authenticationStepResultDetail: absent; authenticationRequirement: multiFactorAuthentication',
  ],
  [
    'an issuer',
    { tokenIssuerType: 'ADFederationServices', steps: [] },
    'tokenIssuerType: ADFederationServices',
  ],
  [
    'a guest',
    { ...guest, steps: [] },
    `homeTenantId: ${OTHER_TENANT}; crossTenantAccessType: b2bcollaboration`,
  ],
  [
    'a guest whose record says little',
    { homeTenantId: null, crossTenantAccessType: null, userType: 'guest', steps: [] },
    'homeTenantId: absent; crossTenantAccessType: absent',
  ],
])('%s is named by field and value', (_, change, evidence) => {
  expect(describeEvidence(judgeMfa(aSignIn(change), null).evidence)).toBe(evidence);
});

test('a proof of the session is named with the session', () => {
  const verdict = judgeMfa(aSignIn({ steps: [aFirstFactorFromToken()], sessionId: 's' }), proof);
  expect(describeEvidence(verdict.evidence)).toBe(
    'sessionId: s; MFA proved by sign-in: earlier at 2026-03-01T08:00:00.000Z',
  );
});

test('a record that says nothing gives no clue', () => {
  expect(cluesOf(aSignIn({ steps: [] }))).toEqual([]);
  expect(cluesOf(aSignIn({ steps: null }))).toEqual([]);
});
