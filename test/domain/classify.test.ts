import { describe, expect, test } from '@jest/globals';
import type { AuthenticationStep, SignIn } from '../../shared/domain/signIn/signIn';
import { judgeMfa, leansOnSession, provesMfa } from '../../shared/domain/verdict/classify';
import { describeEvidence, detailOf, reasonOf, type Verdict } from '../../shared/domain/verdict/verdict';
import { fc } from '../seededFc';
import { aFirstFactorFromToken, anMfaStep, aSignIn, aStep, OTHER_TENANT } from './builders';

const judge = (change: Partial<SignIn>): Verdict => judgeMfa(aSignIn(change), null);
const words = (verdict: Verdict) =>
  [verdict.kind, reasonOf(verdict), detailOf(verdict)].filter(Boolean).join(' ');
const FIRST_FACTOR = 'First factor requirement satisfied by claim in the token';
const multi = 'multiFactor' as const;
const guest = {
  homeTenantId: OTHER_TENANT,
  crossTenantAccessType: 'b2bcollaboration',
  userType: 'guest' as const,
};

describe('proof of MFA', () => {
  test.each<[string, Partial<SignIn>, string]>([
    ['an MFA prompt that went through', { steps: [aStep(), anMfaStep()] }, 'mfa prompted'],
    [
      'the older spelling of the requirement',
      { steps: [anMfaStep({ requirement: 'Multi-factor authentication' })] },
      'mfa prompted',
    ],
    [
      'the oldest spelling of the requirement',
      { steps: [anMfaStep({ requirement: 'MFA' })] },
      'mfa prompted',
    ],
    [
      'the name of security defaults in place of the purpose, as in records of 2021',
      { steps: [aStep(), anMfaStep({ requirement: 'SecurityDefaults', result: null })] },
      'mfa prompted',
    ],
    [
      '"MFA completed in Azure AD"',
      { steps: [], additionalDetails: 'MFA completed in Azure AD' },
      'mfa prompted',
    ],
    [
      '"MFA completed in Microsoft Entra ID"',
      { steps: [], additionalDetails: 'MFA completed in Microsoft Entra ID' },
      'mfa prompted',
    ],
    [
      'an MFA claim in the token',
      {
        steps: [
          anMfaStep({
            method: 'Previously satisfied',
            result: 'MFA requirement satisfied by claim in the token',
          }),
        ],
      },
      'mfa claimInToken',
    ],
    [
      'an MFA claim in the status alone',
      { steps: [], additionalDetails: 'MFA requirement satisfied by claim in the token' },
      'mfa claimInToken',
    ],
    [
      'the claim of an external provider',
      { additionalDetails: 'MFA requirement satisfied by claim provided by external provider' },
      'mfa externalProvider',
    ],
    [
      '"satisfied by multi-factor device"',
      { additionalDetails: 'MFA requirement satisfied by multi-factor device' },
      'mfa strongPrimary',
    ],
    [
      'a passkey',
      { steps: [aStep({ method: 'Passkey (device-bound)', result: null })] },
      'mfa strongPrimary',
    ],
    ['a FIDO2 key', { steps: [aStep({ method: 'FIDO2 security key', result: null })] }, 'mfa strongPrimary'],
    [
      'Windows Hello',
      { steps: [aStep({ method: 'Windows Hello for Business', result: null })] },
      'mfa strongPrimary',
    ],
    [
      'passwordless phone sign-in',
      { steps: [aStep({ method: 'Passwordless phone sign-in', result: 'User approved' })] },
      'mfa strongPrimary',
    ],
    [
      'a requirement met, with nothing against it',
      { authenticationRequirement: multi, steps: [aStep()] },
      'mfa requirementMet',
    ],
    [
      'a requirement met without details',
      { authenticationRequirement: multi, steps: [] },
      'mfa requirementMet',
    ],
    [
      'a prompt after an expired proof',
      {
        authenticationRequirement: multi,
        steps: [
          anMfaStep({ result: 'MFA has expired due to the policies configured on tenant' }),
          anMfaStep(),
        ],
      },
      'mfa prompted',
    ],
    [
      'a prompt that succeeded after one that was declined',
      {
        steps: [
          anMfaStep({ succeeded: false, result: 'MFA denied; user declined the authentication' }),
          anMfaStep(),
        ],
      },
      'mfa prompted',
    ],
    [
      "an external provider's proof after an expired one",
      {
        steps: [
          anMfaStep({ result: 'MFA has expired due to the policies configured on tenant' }),
          anMfaStep({ result: 'MFA requirement satisfied by claim provided by external provider' }),
        ],
      },
      'mfa externalProvider',
    ],
    [
      'a requirement met beside a denial that does not speak of MFA',
      {
        authenticationRequirement: multi,
        additionalDetails: 'Invalid username or password or Invalid on-premise username or password.',
      },
      'mfa requirementMet',
    ],
    [
      'a requirement met after a step that only says that MFA was required',
      {
        authenticationRequirement: multi,
        steps: [aStep(), anMfaStep({ succeeded: false, result: 'MFA required in Azure AD' })],
      },
      'mfa requirementMet',
    ],
  ])('%s is MFA', (_, change, expected) => {
    expect(words(judge(change))).toBe(expected);
  });
});

test('of several proofs the strongest is named, in whichever order they come', () => {
  const claim = anMfaStep({ result: 'MFA requirement satisfied by claim in the token' });
  const external = anMfaStep({ result: 'MFA requirement satisfied by claim provided by external provider' });
  const passkey = aStep({ method: 'FIDO2 security key', result: null });
  const met = anMfaStep({ result: 'MFA requirement satisfied' });
  const weakestFirst = [met, claim, passkey, external, anMfaStep()];
  const best = weakestFirst.map((_, index) => judge({ steps: weakestFirst.slice(0, index + 1) }));
  const turned = weakestFirst.map((_, index) =>
    judge({ steps: weakestFirst.slice(0, index + 1).toReversed() }),
  );
  const expected = ['requirementMet', 'claimInToken', 'strongPrimary', 'externalProvider', 'prompted'];
  expect(best.map(reasonOf)).toEqual(expected);
  expect(turned.map(reasonOf)).toEqual(expected);
});

describe('no MFA', () => {
  test.each<[string, Partial<SignIn>, string]>([
    ['a password alone', {}, 'withoutMfa weakPrimary'],
    ['a text message as first factor', { steps: [aStep({ method: 'SMS' })] }, 'withoutMfa weakPrimary'],
    ['a QR code with PIN', { steps: [aStep({ method: 'QR Code PIN' })] }, 'withoutMfa weakPrimary'],
    [
      'a password that is all there is where MFA was due',
      { steps: [anMfaStep({ method: 'Password', result: 'Correct password' })] },
      'withoutMfa weakPrimary',
    ],
    ...(
      [
        ['app password', 'appPassword'],
        ['remembered device', 'rememberedDevice'],
        ['registered device', 'registeredDevice'],
        ['IP address', 'location'],
        ['location', 'location'],
        ['ADFS-issued InsideCorpNet claim', 'corporateNetwork'],
        ['a reason of tomorrow', 'other'],
      ] as const
    ).map(([text, detail]): [string, Partial<SignIn>, string] => [
      `MFA skipped due to ${text}, even under a multifactor requirement`,
      {
        authenticationRequirement: multi,
        steps: [aStep(), anMfaStep({ method: null, result: `MFA requirement skipped due to ${text}` })],
      },
      `withoutMfa skipped ${detail}`,
    ]),
    [
      'the broker flow',
      { additionalDetails: 'MFA requirement skipped as flow exercised was Windows broker logon flow' },
      'withoutMfa skipped brokerFlow',
    ],
    [
      'a skip in the status alone',
      { authenticationRequirement: multi, additionalDetails: 'MFA requirement skipped due to IP address' },
      'withoutMfa skipped location',
    ],
    [
      'an expired proof',
      {
        authenticationRequirement: multi,
        steps: [anMfaStep({ result: 'MFA has expired due to the policies configured on tenant' })],
      },
      'withoutMfa expiredProof',
    ],
    [
      'a prompt to register',
      {
        authenticationRequirement: multi,
        steps: [anMfaStep({ result: 'Multi-factor authentication registration prompted' })],
      },
      'withoutMfa registrationPrompted',
    ],
  ])('%s is not MFA', (_, change, expected) => {
    expect(words(judge(change))).toBe(expected);
  });
});

describe('no details', () => {
  test.each<[string, Partial<SignIn>, string]>([
    ['no details', { steps: [] }, 'noDetails'],
    ['the fields that v1.0 lacks', { steps: null, authenticationRequirement: null }, 'noDetails'],
    ['a first factor from a token', { steps: [aFirstFactorFromToken()] }, 'firstFactorFromToken'],
    [
      'a first factor of a token, whatever the method and the purpose say',
      { steps: [aStep({ method: null, result: 'Satisfied by claim in the token' })] },
      'firstFactorFromToken',
    ],
    [
      'a first factor from a token, for a purpose of tomorrow',
      { steps: [{ ...aFirstFactorFromToken(), requirement: 'Zeroth factor' }] },
      'firstFactorFromToken',
    ],
    [
      'a first factor that failed and one taken for MFA',
      { steps: [aStep({ succeeded: false }), anMfaStep({ result: FIRST_FACTOR })] },
      'noDetails',
    ],
    [
      'a prompt that the record does not say went through',
      { steps: [aStep(), anMfaStep({ result: null, succeeded: null })] },
      'unknownMethod',
    ],
    ['a certificate', { steps: [aStep({ method: 'X.509 Certificate' })] }, 'certificateStrength'],
    ['a guest of another tenant', { ...guest, steps: [aFirstFactorFromToken()] }, 'guestHomeTenant'],
    ['a guest without steps', { ...guest, steps: [] }, 'guestHomeTenant'],
    [
      'an identity provider of its own',
      { tokenIssuerType: 'ADFederationServices', steps: [] },
      'federatedProof',
    ],
    ['a federated first factor', { steps: [aStep({ method: 'Federated' })] }, 'federatedProof'],
    ['a method of tomorrow', { steps: [aStep({ method: 'Brain wave', result: null })] }, 'unknownMethod'],
    ['a requirement of tomorrow', { authenticationRequirement: 'unknown' }, 'unknownMethod'],
    [
      'an MFA step in unknown words',
      {
        authenticationRequirement: multi,
        steps: [anMfaStep({ method: 'Brain wave', result: 'Waves aligned' })],
      },
      'unknownMethod',
    ],
    [
      'a status that speaks of MFA in unknown words',
      { authenticationRequirement: multi, additionalDetails: 'MFA requirement waived by moonlight' },
      'unknownMethod',
    ],
    [
      'a proof beside a skip',
      {
        steps: [anMfaStep({ result: 'MFA requirement satisfied by claim in the token' })],
        additionalDetails: 'MFA requirement skipped due to location',
      },
      'conflicting',
    ],
    [
      'a claim in the token beside an expired one',
      {
        steps: [
          anMfaStep({ result: 'MFA has expired due to the policies configured on tenant' }),
          anMfaStep({ result: 'MFA requirement satisfied by claim in the token' }),
        ],
      },
      'conflicting',
    ],
    [
      'a completed sign-in whose only MFA was denied',
      {
        authenticationRequirement: multi,
        steps: [anMfaStep({ succeeded: false, result: 'MFA denied; user declined the authentication' })],
      },
      'conflicting',
    ],
    [
      'a completed sign-in whose every step failed',
      { steps: [aStep({ succeeded: false, result: null })] },
      'conflicting',
    ],
  ])('%s cannot be judged', (_, change, because) => {
    expect(words(judge(change))).toBe(`cannotTell ${because}`);
  });

  test('"MFA required" shows that MFA was required, not that it was done', () => {
    const demanded = { steps: [aStep(), anMfaStep({ result: 'MFA required in Azure AD' })] };
    expect(words(judge(demanded))).toBe('cannotTell unknownMethod');
    expect(words(judge({ ...demanded, authenticationRequirement: multi }))).toBe('mfa requirementMet');
  });

  test('both sides of a conflict are in the evidence', () => {
    const verdict = judge({
      steps: [anMfaStep()],
      additionalDetails: 'MFA requirement skipped due to location',
    });
    expect(describeEvidence(verdict.evidence)).toBe(
      'authenticationDetails[0].authenticationStepResultDetail: MFA successfully completed; ' +
        'status.additionalDetails: MFA requirement skipped due to location',
    );
  });
});

describe('a step whose purpose is blank', () => {
  const blank = (method: string | null, result: string | null = null, succeeded = true) =>
    aStep({ method, methodDetail: null, result, succeeded, requirement: null });
  const PASSWORD = blank('Password', 'Correct password');
  const MISTYPED = blank(
    'Password',
    'Invalid username or password or Invalid on-premise username or password.',
    false,
  );

  test.each<[string, readonly AuthenticationStep[], string, string]>([
    ['a password', [PASSWORD], 'withoutMfa weakPrimary', 'mfa requirementMet'],
    ['a password mistyped once', [MISTYPED, PASSWORD], 'withoutMfa weakPrimary', 'mfa requirementMet'],
    ['a passkey', [blank('Passkey (synced)')], 'mfa strongPrimary', 'mfa strongPrimary'],
    [
      'a passkey that failed, then a password',
      [blank('FIDO2', null, false), PASSWORD],
      'withoutMfa weakPrimary',
      'mfa requirementMet',
    ],
    ['a certificate', [blank('X.509 Certificate')], 'cannotTell certificateStrength', 'mfa requirementMet'],
    ['a code after a password', [PASSWORD, blank('OATH verification code')], 'mfa prompted', 'mfa prompted'],
    ['a text message after a password', [PASSWORD, blank('Text message')], 'mfa prompted', 'mfa prompted'],
    ['a text message alone', [blank('Text message')], 'withoutMfa weakPrimary', 'mfa requirementMet'],
    [
      'a code that failed after a password',
      [PASSWORD, blank('Text message', null, false)],
      'withoutMfa weakPrimary',
      'cannotTell conflicting',
    ],
    ['a prompt alone', [blank('Mobile app notification')], 'cannotTell unknownMethod', 'mfa requirementMet'],
    [
      'an unknown method after a password',
      [PASSWORD, blank('Palm vein')],
      'cannotTell unknownMethod',
      'cannotTell unknownMethod',
    ],
    ['an unknown method alone', [blank('Palm vein')], 'cannotTell unknownMethod', 'mfa requirementMet'],
    [
      'two unknown methods',
      [blank('Palm vein'), blank('Gait')],
      'cannotTell unknownMethod',
      'cannotTell unknownMethod',
    ],
    [
      'a claim of nobody knows what after a password',
      [PASSWORD, blank('Previously satisfied')],
      'cannotTell unknownMethod',
      'mfa requirementMet',
    ],
    [
      'a claim explained in unknown words after a password',
      [PASSWORD, blank('Previously satisfied', 'Weighed by the moon')],
      'cannotTell unknownMethod',
      'cannotTell unknownMethod',
    ],
    [
      '"completed in the cloud" after a password',
      [PASSWORD, blank('Mobile app notification', 'completed in the cloud')],
      'mfa prompted',
      'mfa prompted',
    ],
    ['a step that says nothing', [PASSWORD, blank(null)], 'withoutMfa weakPrimary', 'mfa requirementMet'],
    ['a federated first factor', [blank('Federated')], 'cannotTell federatedProof', 'mfa requirementMet'],
    [
      '"MFA required" of a password',
      [blank('Password', 'MFA required in Azure AD')],
      'withoutMfa weakPrimary',
      'mfa requirementMet',
    ],
    [
      '"MFA required" in unknown hands',
      [blank('Palm vein', 'MFA required in Azure AD')],
      'cannotTell unknownMethod',
      'mfa requirementMet',
    ],
  ])('is judged by method and text: %s', (_, steps, single, underMulti) => {
    expect(words(judge({ steps }))).toBe(single);
    expect(words(judge({ steps, authenticationRequirement: multi }))).toBe(underMulti);
  });
});

test('a guest with a personal Microsoft account is judged as a member is: no tenant at home can have done its MFA', () => {
  const personal = { ...guest, homeTenantId: '9188040d-6c67-4c5b-b112-36a304b66dad' };
  expect(words(judge(personal))).toBe('withoutMfa weakPrimary');
  expect(words(judge({ ...personal, steps: [] }))).toBe('cannotTell noDetails');
  expect(words(judge({ ...guest, steps: [] }))).toBe('cannotTell guestHomeTenant');
});

describe('a custom control', () => {
  const customControls = ['RequireDuoMfa'];

  test('is the reason if nothing proves MFA, whatever the first factor was', () => {
    for (const steps of [null, [], [aStep()], [aFirstFactorFromToken()]])
      expect(words(judge({ steps, customControls }))).toBe('cannotTell customControl');
    expect(words(judge({ ...guest, steps: [], customControls }))).toBe('cannotTell customControl');
  });

  test('does not weaken a proof, a skip or a met requirement', () => {
    expect(words(judge({ steps: [aStep(), anMfaStep()], customControls }))).toBe('mfa prompted');
    expect(
      words(judge({ additionalDetails: 'MFA requirement skipped due to location', customControls })),
    ).toBe('withoutMfa skipped location');
    expect(words(judge({ authenticationRequirement: multi, customControls }))).toBe('mfa requirementMet');
  });
});

test('a requirement counts as met only if the source could have contradicted it', () => {
  const both = ['authenticationDetails', 'status.additionalDetails'] as const;
  const judged = (missingFields: SignIn['missingFields']) =>
    judge({ steps: null, authenticationRequirement: multi, missingFields });
  expect(words(judged(both))).toBe('cannotTell noDetails');
  expect(describeEvidence(judged(both).evidence)).toBe(
    'authenticationRequirement: multiFactorAuthentication; authenticationDetails: left out by the source; status.additionalDetails: left out by the source',
  );
  expect(words(judged([both[0]]))).toBe('mfa requirementMet');
});

describe('sessions', () => {
  const proof = { signInId: 'earlier', at: '2026-03-01T08:00:00.000Z' };

  test('a proof of the session proves a sign-in that was asked for nothing', () => {
    expect(words(judgeMfa(aSignIn({ steps: [], sessionId: 's' }), proof))).toBe('mfa sameSession');
    expect(words(judgeMfa(aSignIn({ steps: [aFirstFactorFromToken()], sessionId: 's' }), proof))).toBe(
      'mfa sameSession',
    );
  });

  test('a password typed again is judged by itself', () => {
    expect(words(judgeMfa(aSignIn({ sessionId: 's' }), proof))).toBe('withoutMfa weakPrimary');
    const beside = aSignIn({ sessionId: 's', steps: [aFirstFactorFromToken(), aStep()] });
    expect(words(judgeMfa(beside, proof))).toBe('withoutMfa weakPrimary');
  });

  test('so is a sign-in whose steps name no factor', () => {
    const steps = [aStep({ succeeded: false }), anMfaStep({ result: FIRST_FACTOR })];
    expect(words(judgeMfa(aSignIn({ sessionId: 's', steps }), proof))).toBe('cannotTell noDetails');
  });

  test('a sign-in leans on its session only if nothing else proves it', () => {
    expect(leansOnSession(aSignIn({ sessionId: 's', steps: [] }))).toBe(true);
    expect(leansOnSession(aSignIn({ sessionId: null, steps: [] }))).toBe(false);
    expect(leansOnSession(aSignIn({ sessionId: 's', steps: [anMfaStep()] }))).toBe(false);
    expect(leansOnSession(aSignIn({ sessionId: 's' }))).toBe(false);
  });

  test('an interrupt proves the MFA of its steps, but not that a requirement will be met', () => {
    const due = { authenticationRequirement: multi, steps: [] };
    expect(provesMfa(aSignIn(due))).toBe(true);
    expect(provesMfa(aSignIn({ ...due, errorCode: 50140 }))).toBe(false);
    expect(provesMfa(aSignIn({ steps: [anMfaStep()], errorCode: 50140 }))).toBe(true);
    expect(provesMfa(aSignIn({ steps: [anMfaStep()], errorCode: 50074 }))).toBe(false);
  });
});

const anyText = fc.constantFrom(
  null,
  'Password',
  'FIDO2 security key',
  'Previously satisfied',
  'MFA requirement satisfied by claim in the token',
  'MFA requirement skipped due to location',
  'First factor requirement satisfied by claim in the token',
  'Multifactor authentication',
  'Primary authentication',
  'never seen before',
);
const anyStep: fc.Arbitrary<AuthenticationStep> = fc.record({
  method: anyText,
  methodDetail: anyText,
  succeeded: fc.constantFrom(true, false, null),
  result: anyText,
  requirement: anyText,
});
const anySignIn = fc
  .record({
    steps: fc.option(fc.array(anyStep, { maxLength: 4 })),
    additionalDetails: anyText,
    authenticationRequirement: fc.constantFrom('singleFactor' as const, multi, 'unknown' as const, null),
    tokenIssuerType: fc.constantFrom('AzureAD', 'ADFederationServices', 'something new', null),
    homeTenantId: fc.constantFrom(OTHER_TENANT, null),
  })
  .map(aSignIn);

describe('for every record', () => {
  test('a skip is never judged to be MFA', () => {
    fc.assert(
      fc.property(anySignIn, (signIn) => {
        const skipping = { ...signIn, additionalDetails: 'MFA requirement skipped due to remembered device' };
        expect(judgeMfa(skipping, null).kind).not.toBe('mfa');
      }),
    );
  });

  test('there is a verdict with evidence, the same each time', () => {
    fc.assert(
      fc.property(anySignIn, (signIn) => {
        const verdict = judgeMfa(signIn, null);
        expect(verdict.evidence.length).toBeGreaterThan(0);
        expect(judgeMfa(structuredClone(signIn), null)).toEqual(verdict);
      }),
    );
  });

  test('an unknown method in place of a known one never turns a verdict into MFA or into a finding', () => {
    fc.assert(
      fc.property(anySignIn, (signIn) => {
        const before = judgeMfa(signIn, null);
        const steps = signIn.steps?.map((step) => ({ ...step, method: 'method of tomorrow' })) ?? null;
        const after = judgeMfa({ ...signIn, steps }, null);
        if (before.kind !== after.kind) expect(after.kind).toBe('cannotTell');
      }),
    );
  });

  test('a proof in the session never makes a verdict worse', () => {
    const worth = { withoutMfa: 0, cannotTell: 1, outOfScope: 1, mfa: 2 };
    fc.assert(
      fc.property(anySignIn, (signIn) => {
        const alone = judgeMfa(signIn, null);
        const withProof = judgeMfa(signIn, { signInId: 'x', at: signIn.createdDateTime });
        expect(worth[withProof.kind]).toBeGreaterThanOrEqual(worth[alone.kind]);
      }),
    );
  });
});
