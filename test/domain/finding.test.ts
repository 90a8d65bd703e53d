import { describe, expect, test } from '@jest/globals';
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
    client: 'Browser',
    place: null,
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

describe('the client of a finding', () => {
  const client = (change: Partial<SignIn>) => found(change)?.client;

  test('is the browser or library and the operating system', () => {
    expect(client({ browser: 'Edge 140.0.0', operatingSystem: 'Windows 11' })).toBe(
      'Edge 140.0.0, Windows 11',
    );
    expect(client({ browser: 'Python Requests 2.32' })).toBe('Python Requests 2.32');
    expect(client({ browser: 'Edge 140.0.0', userAgent: 'Mozilla/5.0 …' })).toBe('Edge 140.0.0');
  });

  test('is the user agent if Microsoft made nothing of it', () => {
    const userAgent = 'azsdk-python-identity/1.25.1 Python/3.11.9 (Windows-10-10.0.26200-SP0)';
    expect(client({ userAgent, operatingSystem: 'Windows 10' })).toBe(`${userAgent}, Windows 10`);
  });

  test('is the class of client only if the record says nothing more exact', () => {
    expect(client({ clientAppUsed: 'Mobile Apps and Desktop clients' })).toBe(
      'Mobile Apps and Desktop clients',
    );
    expect(client({ clientAppUsed: null })).toBeNull();
    expect(client({ clientAppUsed: ' ' })).toBeNull();
  });

  test('has the name of an app that Microsoft enforces only by its resource', () => {
    const other = { appId: 'f0000000-0000-4000-8000-000000000001', appDisplayName: 'Visual Studio Code' };
    expect(found({ ...other, browser: 'Chrome 142.0.0' })).toMatchObject({
      app: 'azureResourceManager',
      client: 'Visual Studio Code, Chrome 142.0.0',
    });
  });

  test('is cut, and never inside a character', () => {
    const text = client({ browser: '😀'.repeat(200) }) ?? '';
    expect([[...text].length, Buffer.from(text).toString(), text.at(-1)]).toEqual([120, text, '…']);
    expect(client({ browser: '😀'.repeat(120) })).toBe('😀'.repeat(120));
  });
});

test('the place of a finding is the city and the country', () => {
  const place = (city: string | null, countryOrRegion: string | null) =>
    found({ city, countryOrRegion })?.place;
  expect(place('Oslo', 'NO')).toBe('Oslo, NO');
  expect(place(null, 'NO')).toBe('NO');
  expect(place('Oslo', null)).toBe('Oslo');
  expect(place(null, null)).toBeNull();
});
