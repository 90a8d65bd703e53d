import { expect, test } from '@jest/globals';
import { dayOf, findingOf } from '../../shared/domain/finding/finding';
import type { SignIn } from '../../shared/domain/signIn/signIn';
import { judgeSignIn } from '../../shared/domain/verdict/judge';
import { aContext, anMfaStep, aSignIn } from './builders';

const found = (change: Partial<SignIn>) => findingOf(judgeSignIn(aSignIn(change), aContext()));

test('a sign-in without MFA is a finding, with the fields that a reader needs', () => {
  expect(found({ sessionId: 's' })).toEqual({
    id: 'a0000001-0000-4000-8000-000000000001',
    createdDateTime: '2026-03-01T09:00:00.000Z',
    userId: 'b0000001-0000-4000-8000-000000000001',
    userPrincipalName: 'alex@contoso.example',
    userDisplayName: 'Alex Example',
    app: 'adminPortals',
    verdict: 'withoutMfa',
    cause: 'passwordAlone',
    because: 'weakPrimary',
    detail: null,
    evidence:
      'authenticationDetails[0].authenticationMethod: Password; authenticationRequirement: singleFactorAuthentication',
    provisional: false,
    reportOnlyStops: [],
    requirements: [],
    signal: null,
    interactive: true,
    ipAddress: '203.0.113.10',
    resourceId: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
    resourceDisplayName: 'Windows Azure Service Management API',
    correlationId: 'c0000001-0000-4000-8000-000000000001',
    leansOn: null,
  });
});

test('a sign-in that cannot be judged is a finding too, and leans on its session if MFA there would prove it', () => {
  expect(found({ steps: [], sessionId: 's' })).toMatchObject({ verdict: 'cannotTell', leansOn: 's' });
  expect(found({ steps: [], sessionId: null })).toMatchObject({ verdict: 'cannotTell', leansOn: null });
  expect(found({ authenticationRequirement: null, sessionId: 's' })).toMatchObject({ leansOn: null });
});

test('a finding holds who required MFA', () => {
  expect(
    found({
      requirementPolicies: [
        { provider: 'multiConditionalAccess', detail: 'Conditional Access' },
        { provider: 'request', detail: 'App requires multifactor authentication' },
      ],
      mfaPolicies: ['Admins'],
    }),
  ).toMatchObject({
    requirements: [
      { source: 'mandate', name: null },
      { source: 'policy', name: 'Admins' },
    ],
  });
});

test('neither MFA nor a sign-in elsewhere is a finding', () => {
  expect(found({ steps: [anMfaStep()] })).toBeNull();
  expect(found({ appId: null, resourceId: null })).toBeNull();
  expect(found({ errorCode: 50126 })).toBeNull();
});

test('a finding belongs to its UTC day', () => {
  expect(dayOf('2026-03-01T23:59:59.999Z')).toBe('2026-03-01');
});
