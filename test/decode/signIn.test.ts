import { describe, expect, test } from '@jest/globals';
import { looksLikeSignIn } from '../../shared/decode/form';
import type { DateOrder } from '../../shared/decode/regionalTime';
import { decodeSignIn, signInDecoder } from '../../shared/decode/signIn';
import type { SignIn } from '../../shared/domain/signIn/signIn';
import { fc } from '../seededFc';
import {
  aGraphRecord,
  asEventHubRecord,
  asLogAnalyticsCsvRow,
  asLogAnalyticsRow,
  asPortalCsvRow,
  without,
} from './records';

function decoded(raw: unknown, dateOrder: DateOrder | null = null): SignIn {
  const result = signInDecoder(dateOrder)(raw);
  if (result.kind !== 'signIn') throw new Error(JSON.stringify(result));
  return result.signIn;
}

function rejected(raw: unknown): string {
  const result = decodeSignIn(raw);
  return result.kind === 'rejected' ? `${result.reject.field}: ${result.reject.reason}` : 'no reject';
}

test('a record of Graph beta becomes a sign-in', () => {
  expect(decoded(aGraphRecord())).toEqual({
    id: 'a0000001-0000-4000-8000-000000000001',
    createdDateTime: '2026-03-02T10:34:32.000Z',
    correlationId: 'c0000001-0000-4000-8000-000000000001',
    sessionId: 'd0000001-0000-4000-8000-000000000001',
    principal: 'user',
    userId: 'b0000001-0000-4000-8000-000000000001',
    userPrincipalName: 'alex@contoso.example',
    userDisplayName: 'Alex Example',
    userType: 'member',
    homeTenantId: 'e0000001-0000-4000-8000-000000000001',
    resourceTenantId: 'e0000001-0000-4000-8000-000000000001',
    crossTenantAccessType: 'none',
    appId: 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c',
    appDisplayName: 'Azure Portal',
    resourceId: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
    resourceDisplayName: 'Windows Azure Service Management API',
    interactive: true,
    clientAppUsed: 'Browser',
    userAgent: 'Mozilla/5.0 (synthetic)',
    browser: 'Edge 140.0.0',
    operatingSystem: 'Windows 11',
    city: 'Exampletown',
    countryOrRegion: 'US',
    authenticationProtocol: 'oAuth2',
    ipAddress: '203.0.113.10',
    errorCode: 0,
    failureReason: 'Other.',
    additionalDetails: null,
    authenticationRequirement: 'singleFactor',
    steps: [
      {
        method: 'Password',
        methodDetail: 'Password in the cloud',
        succeeded: true,
        result: 'Correct password',
        requirement: 'Primary authentication',
      },
    ],
    missingFields: [],
    requirementPolicies: null,
    mfaPolicies: [],
    customControls: [],
    reportOnlyStops: [],
    tokenIssuerType: 'AzureAD',
  });
});

test('fields that v1.0 lacks are null', () => {
  const record = without(aGraphRecord(), 'authenticationRequirement', 'authenticationDetails', 'sessionId');
  expect(decoded(record)).toMatchObject({ authenticationRequirement: null, steps: null, sessionId: null });
});

describe('a source that left out fields that could show a skipped MFA', () => {
  const missingIn = (raw: unknown) => decoded(raw).missingFields;
  const row = asLogAnalyticsRow(aGraphRecord());

  test('is recognised by absent fields, not by empty ones', () => {
    const both = ['authenticationDetails', 'status.additionalDetails'];
    expect(missingIn({ ...without(row, 'Status', 'AuthenticationDetails'), ResultType: '0' })).toEqual(both);
    expect(missingIn(without(row, 'AuthenticationDetails'))).toEqual(['authenticationDetails']);
    expect(missingIn({ ...row, AuthenticationDetails: '' })).toEqual([]);
    expect(missingIn(aGraphRecord({ authenticationDetails: null, status: { errorCode: 0 } }))).toEqual([]);
    expect(missingIn(without(aGraphRecord({ status: { errorCode: 0 } }), 'authenticationDetails'))).toEqual(
      both,
    );
  });
});

test.each(['', ' ', '\t ', null, undefined])(
  'a step requirement of %j is blank',
  (authenticationStepRequirement) => {
    const [step] =
      decoded(aGraphRecord({ authenticationDetails: [{ authenticationStepRequirement }] })).steps ?? [];
    expect(step?.requirement).toBeNull();
  },
);

describe('a text longer than any of Microsoft’s', () => {
  const long = 'skipped due to nothing '.repeat(20_000);

  test('is cut before any pattern looks at it', () => {
    const signIn = decoded(
      aGraphRecord({ userAgent: long, status: { errorCode: 0, additionalDetails: long } }),
    );
    expect([signIn.userAgent?.length, signIn.additionalDetails?.length]).toEqual([2_048, 2_048]);
  });

  test('is rejected as an id and as a date', () => {
    const field = (raw: unknown) => {
      const one = decodeSignIn(raw);
      return one.kind === 'rejected' ? one.reject : null;
    };
    expect(field(aGraphRecord({ id: long }))).toMatchObject({ field: 'id', reason: 'too long for an id' });
    expect(field(aGraphRecord({ userId: 'é'.repeat(257) }))).toMatchObject({ field: 'userId' });
    expect(field(aGraphRecord({ createdDateTime: long }))).toMatchObject({ field: 'createdDateTime' });
  });
});

describe('the same record in another form', () => {
  const maybe = (...values: readonly unknown[]) => fc.constantFrom(...values, null);
  const anyRecord = fc
    .record({
      createdDateTime: fc
        .date({ min: new Date('2020-01-01'), max: new Date('2029-12-31'), noInvalidDate: true })
        .map((date) => `${date.toISOString().slice(0, 19)}Z`),
      userType: maybe('member', 'guest'),
      userId: maybe('B0000001-0000-4000-8000-000000000001'),
      ipAddress: maybe('203.0.113.10', '2001:db8::1'),
      crossTenantAccessType: maybe('none', 'b2bCollaboration'),
      authenticationProtocol: maybe('none', 'ropc', 'deviceCode'),
      authenticationRequirement: maybe('singleFactorAuthentication', 'multiFactorAuthentication'),
      tokenIssuerType: maybe('AzureAD', 'ADFederationServices'),
      status: fc.record({
        errorCode: fc.constantFrom(0, 50_126),
        failureReason: maybe('Other.', 'Wrong, "again"'),
        additionalDetails: maybe('MFA requirement satisfied by claim in the token'),
      }),
      authenticationDetails: fc.array(
        fc.record({
          authenticationMethod: maybe('Password', 'Previously satisfied'),
          succeeded: maybe(true, false),
        }),
      ),
    })
    .map(aGraphRecord);

  test.each([
    ['Event Hub', asEventHubRecord],
    ['Log Analytics', asLogAnalyticsRow],
    ['Log Analytics CSV', asLogAnalyticsCsvRow],
  ])('%s, gives the same sign-in', (_form, convert) => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        expect(decoded(convert(record), 'monthFirst')).toEqual(decoded(record));
      }),
    );
  });

  test('the CSV download of the portal, gives the same sign-in except for the fields that it lacks', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const full = decoded(record);
        expect(decoded(asPortalCsvRow(record))).toEqual({
          ...full,
          steps: null,
          interactive: null,
          missingFields: ['authenticationDetails'],
        });
      }),
    );
  });
});

describe('the decoder accepts', () => {
  test.each<[string, Readonly<Record<string, unknown>>, Partial<SignIn>]>([
    [
      '7 digits of a second',
      { createdDateTime: '2026-03-02T10:34:32.1239999Z' },
      { createdDateTime: '2026-03-02T10:34:32.123Z' },
    ],
    [
      'an offset',
      { createdDateTime: '2026-03-02T10:34:32+02:00' },
      { createdDateTime: '2026-03-02T08:34:32.000Z' },
    ],
    ['an id that is not a GUID', { id: 'Any-Text' }, { id: 'any-text' }],
    ['empty text', { appId: '', userDisplayName: '' }, { appId: null, userDisplayName: null }],
    ['an empty object', { userAgent: {}, authenticationDetails: {} }, { userAgent: null, steps: null }],
    ['an empty list of steps', { authenticationDetails: [] }, { steps: [] }],
    ['steps in an empty text', { authenticationDetails: '' }, { steps: null }],
    ['steps in JSON text', { authenticationDetails: '[]' }, { steps: [] }],
    ['an error code in text', { status: { errorCode: '50126' } }, { errorCode: 50_126 }],
    ['a status in JSON text', { status: '{"errorCode":16000}' }, { errorCode: 16_000 }],
    ['a flag in capitals', { isInteractive: 'TRUE' }, { interactive: true }],
    ['a capital user type', { userType: 'Guest' }, { userType: 'guest' }],
    ['a future user type', { userType: 'unknownFutureValue' }, { userType: 'unknown' }],
    [
      'display text of a requirement',
      { authenticationRequirement: 'Multifactor authentication' },
      { authenticationRequirement: 'multiFactor' },
    ],
    [
      'another spelling',
      { authenticationRequirement: 'Single-Factor Authentication' },
      { authenticationRequirement: 'singleFactor' },
    ],
    [
      'a future requirement',
      { authenticationRequirement: 'passkeyAuthentication' },
      { authenticationRequirement: 'unknown' },
    ],
    [
      'display text of a protocol',
      { authenticationProtocol: 'Device Code' },
      { authenticationProtocol: 'deviceCode' },
    ],
    [
      'a future protocol',
      { authenticationProtocol: 'carrierPigeon' },
      { authenticationProtocol: 'carrierPigeon' },
    ],
    [
      'display text of an access type',
      { crossTenantAccessType: 'B2B collaboration' },
      { crossTenantAccessType: 'b2bcollaboration' },
    ],
    ['an unknown column', { shoeSize: [44] }, {}],
  ])('%s', (_case, changes, expected) => {
    expect(decoded(aGraphRecord(changes))).toMatchObject(expected);
  });

  test.each([
    [true, true],
    ['true', true],
    ['True', true],
    [false, false],
    ['False', false],
    [null, null],
    ['', null],
  ])('a step that succeeded: %j', (written, succeeded) => {
    const record = aGraphRecord({ authenticationDetails: [{ succeeded: written }] });
    expect(decoded(record).steps?.[0]?.succeeded).toBe(succeeded);
  });
});

describe('a record that cannot be decoded names', () => {
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['id: missing', { id: '' }],
    ['id: not text', { id: 7 }],
    ['createdDateTime: not a date', { createdDateTime: 'yesterday' }],
    ['createdDateTime: not a date', { createdDateTime: 1_772_447_672 }],
    ['createdDateTime: missing', { createdDateTime: null, authenticationDetails: [] }],
    ['status.errorCode: missing', { status: {} }],
    ['status.errorCode: missing', { status: null }],
    ['status.errorCode: not a whole number', { status: { errorCode: 'none' } }],
    ['status.errorCode: not a whole number', { status: { errorCode: 0.5 } }],
    ['status: not an object', { status: 0 }],
    ['status: not JSON', { status: 'Success' }],
    ['status.additionalDetails: not text', { status: { errorCode: 0, additionalDetails: 5 } }],
    ['authenticationDetails: not a list', { authenticationDetails: 3 }],
    ['authenticationDetails: not a list', { authenticationDetails: '3' }],
    ['authenticationDetails: not JSON', { authenticationDetails: '[{"authenticationMethod":"Pass' }],
    ['authenticationDetails: holds a step that is not an object', { authenticationDetails: ['Password'] }],
    [
      'authenticationDetails.succeeded: not true or false',
      { authenticationDetails: [{ succeeded: 'maybe' }] },
    ],
    ['authenticationRequirement: not text', { authenticationRequirement: ['mfa'] }],
    ['isInteractive: not true or false', { isInteractive: 'perhaps' }],
    ['userId: not text', { userId: { id: 'b0000001' } }],
    ['signInEventTypes: not a list', { signInEventTypes: 1 }],
  ])('%s', (message, changes) => {
    expect(rejected(aGraphRecord(changes))).toBe(message);
  });

  test.each([null, 1, 'text', [], [aGraphRecord()]])('the record itself if it is %j', (raw) => {
    expect(rejected(raw)).toBe('record: not an object');
  });

  test('the field as Graph spells it, whatever the form', () => {
    expect(rejected({ ...asLogAnalyticsRow(aGraphRecord()), AuthenticationDetails: 'x' })).toBe(
      'authenticationDetails: not JSON',
    );
    expect(rejected({ ...asPortalCsvRow(aGraphRecord()), 'Date (UTC)': 'x' })).toBe(
      'createdDateTime: not a date',
    );
  });

  test('and keeps the whole record as JSON', () => {
    const record = aGraphRecord({ id: '' });
    const result = decodeSignIn(record);
    expect(result.kind === 'rejected' && JSON.parse(result.reject.raw)).toEqual(record);
  });
});

describe('if a field is missing', () => {
  test('the earliest step gives the time of the sign-in', () => {
    const authenticationDetails = ['2026-03-02T10:00:02Z', '2026-03-02T10:00:01.5+00:00', null].map(
      (time) => ({
        authenticationStepDateTime: time,
      }),
    );
    const record = without(aGraphRecord({ authenticationDetails }), 'createdDateTime');
    expect(decoded(record).createdDateTime).toBe('2026-03-02T10:00:01.500Z');
  });

  test('the result type is the error code', () => {
    expect(decoded({ resultType: '50126', properties: without(aGraphRecord(), 'status') }).errorCode).toBe(
      50_126,
    );
    expect(
      decoded({ ...without(asLogAnalyticsRow(aGraphRecord()), 'Status'), ResultType: '0' }).errorCode,
    ).toBe(0);
  });

  test('the envelope has the address and the correlation id', () => {
    const properties = without(aGraphRecord(), 'ipAddress', 'correlationId');
    const record = { callerIpAddress: '198.51.100.7', correlationId: 'C1', properties };
    expect(decoded(record)).toMatchObject({ ipAddress: '198.51.100.7', correlationId: 'c1' });
  });

  test('the event type or the category shows whether a user was present', () => {
    const record = without(aGraphRecord(), 'isInteractive', 'signInEventTypes');
    expect(decoded(record).interactive).toBeNull();
    expect(decoded({ ...record, signInEventTypes: ['nonInteractiveUser'] }).interactive).toBe(false);
    expect(decoded({ ...record, signInEventTypes: 'interactiveUser' }).interactive).toBe(true);
    expect(decoded({ category: 'NonInteractiveUserSignInLogs', properties: record }).interactive).toBe(false);
  });
});

describe('the principal', () => {
  test.each<[string, unknown, SignIn['principal']]>([
    ['is a user', aGraphRecord(), 'user'],
    ['is a user without an id', aGraphRecord({ userId: null }), 'user'],
    ['is a workload by its event type', aGraphRecord({ signInEventTypes: ['servicePrincipal'] }), 'workload'],
    ['is a workload by JSON text', aGraphRecord({ signInEventTypes: '["managedIdentity"]' }), 'workload'],
    [
      'is a user who acts through an app',
      aGraphRecord({ signInEventTypes: ['servicePrincipal', 'nonInteractiveUser'] }),
      'user',
    ],
    [
      'is a workload by its category',
      { category: 'ManagedIdentitySignInLogs', properties: without(aGraphRecord(), 'signInEventTypes') },
      'workload',
    ],
    [
      'is a workload by its id',
      aGraphRecord({ userId: '', servicePrincipalId: 'f0000001', signInEventTypes: [] }),
      'workload',
    ],
  ])('%s', (_case, raw, principal) => {
    expect(decoded(raw).principal).toBe(principal);
  });
});

describe('any JSON', () => {
  const fields = Object.keys(aGraphRecord());
  const anyField = fc.constantFrom(
    ...fields,
    ...fields.map((field) => field.charAt(0).toUpperCase() + field.slice(1)),
  );
  const looselyARecord = fc
    .dictionary(anyField, fc.jsonValue({ maxDepth: 3 }))
    .map((changes) => aGraphRecord(changes));

  test.each([
    ['value', fc.jsonValue()],
    ['record with fields of the wrong type', looselyARecord],
    [
      'envelope',
      fc.record({ category: fc.jsonValue(), resultType: fc.jsonValue(), properties: looselyARecord }),
    ],
  ])('as a %s gives a sign-in or names a field', (_kind, anyJson) => {
    fc.assert(
      fc.property(anyJson, (raw) => {
        const result = decodeSignIn(raw);
        if (result.kind === 'signIn') {
          expect(result.signIn.createdDateTime).toBe(new Date(result.signIn.createdDateTime).toISOString());
        } else if (result.kind === 'rejected') {
          expect(result.reject.field).not.toBe('');
          expect(JSON.parse(result.reject.raw)).toEqual(JSON.parse(JSON.stringify(raw)));
        }
      }),
    );
  });

  test('may nest to any depth', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect(rejected(deep)).toBe('record: not an object');
  });
});

describe('a record that looks like a sign-in', () => {
  test('is recognised by a field of sign-ins, even if it cannot be decoded', () => {
    expect(looksLikeSignIn({ status: { errorCode: 0 } })).toBe(true);
    expect(looksLikeSignIn(without(aGraphRecord(), 'id', 'createdDateTime'))).toBe(true);
    expect(looksLikeSignIn({ resultType: '0', properties: {} })).toBe(true);
  });

  test('is not an app, user or policy of another export', () => {
    const app = {
      id: 'a',
      appId: 'b',
      displayName: 'Contoso Deploy',
      createdDateTime: '2026-03-02T10:00:00Z',
    };
    expect(looksLikeSignIn(app)).toBe(false);
    expect(looksLikeSignIn({ id: 'u', userPrincipalName: 'alex@contoso.example' })).toBe(false);
    expect(looksLikeSignIn([app])).toBe(false);
  });
});
