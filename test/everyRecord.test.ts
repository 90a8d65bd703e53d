import { beforeAll, describe, expect, test } from '@jest/globals';
import { signInDecoder } from '../shared/decode/signIn';
import { ENFORCED_APPS, indexApps } from '../shared/domain/apps/enforcedApps';
import { judgeSignIn } from '../shared/domain/verdict/judge';
import { type JudgedLine, judgedLine } from '../shared/domain/verdict/judged';
import { sessionProofs } from '../shared/domain/verdict/sessions';
import {
  aGraphRecord,
  asDottedRow,
  asEventHubRecord,
  asLogAnalyticsCsvRow,
  asLogAnalyticsRow,
  asPowerShellRecord,
  type JsonObject,
  windowsTime,
} from './decode/records';
import { CASES, recordsOf } from './fixtureCases';
import { fc } from './seededFc';

// Properties that must hold for every record: for the recorded cases, and for changed versions of them.
const TENANT = 'e0000001-0000-4000-8000-000000000001';
const NOW = Date.parse('2026-03-10T12:00:00.000Z');
const RUNS = { numRuns: 5 * (fc.readConfigureGlobal().numRuns ?? 100) };

type Line = JudgedLine | { readonly verdict: 'rejected'; readonly field: string };

/** Decodes like a file with dates in the order of the United States. */
const decode = signInDecoder('monthFirst');

/** Judges the record as part of a log with `others`. */
function judge(raw: unknown, ...others: readonly unknown[]): Line {
  const decoded = decode(raw);
  if (decoded.kind === 'otherLog') return { verdict: 'rejected', field: decoded.log };
  if (decoded.kind === 'rejected') return { verdict: 'rejected', field: decoded.reject.field };
  const sessions = sessionProofs();
  for (const other of [raw, ...others].map(decode)) {
    if (other.kind === 'signIn') sessions.addSignIn(other.signIn);
  }
  const context = { apps: indexApps(ENFORCED_APPS), tenantId: TENANT, sessions, now: NOW };
  return judgedLine(judgeSignIn(decoded.signIn, context));
}

let records: readonly JsonObject[] = [];
beforeAll(async () => {
  const all = (await Promise.all(CASES.map(recordsOf))).flat();
  records = all.flatMap((record) => ('raw' in record && isObject(record.raw) ? [record.raw] : []));
});

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The records of Graph beta, from which all other forms can be made. */
function graphRecords(): readonly JsonObject[] {
  return records.filter((record) => typeof record.createdDateTime === 'string' && isObject(record.status));
}

function stepsOf(record: JsonObject): readonly unknown[] {
  return Array.isArray(record.authenticationDetails) ? record.authenticationDetails : [];
}

/** One of the cases, as a number, because the cases are read after the tests are defined. */
const anyCase = fc.nat();
function caseAt(list: readonly JsonObject[], index: number): JsonObject {
  return list[index % list.length] ?? {};
}

const anyText = fc.oneof(
  fc.constantFrom(
    'Password',
    'FIDO2 security key',
    'Previously satisfied',
    'MFA requirement satisfied by claim in the token',
    'MFA requirement skipped due to location',
    'First factor requirement satisfied by claim in the token',
    'MFA denied; user declined the authentication',
    'Multifactor authentication',
    'multiFactorAuthentication',
    'Primary authentication',
    'b2bCollaboration',
  ),
  fc.string(),
);
const anyStep = fc.record({
  authenticationMethod: fc.option(anyText),
  succeeded: fc.constantFrom(true, false, null),
  authenticationStepResultDetail: fc.option(anyText),
  authenticationStepRequirement: fc.option(anyText),
});
/** A case with other values in some deciding fields, as Graph beta would write them. */
const anyRecord = fc
  .tuple(
    anyCase,
    fc.record(
      {
        authenticationDetails: fc.array(anyStep, { maxLength: 4 }),
        authenticationRequirement: anyText,
        crossTenantAccessType: anyText,
        tokenIssuerType: anyText,
        userType: fc.constantFrom('member', 'guest'),
        homeTenantId: fc.constantFrom(TENANT, 'e0000002-0000-4000-8000-000000000002'),
        isInteractive: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([index, changes]) => ({ index, changes }));
function recordOf({ index, changes }: { readonly index: number; readonly changes: JsonObject }): JsonObject {
  return { ...caseAt(graphRecords(), index), ...changes };
}

describe('any JSON', () => {
  const anyFields = fc.dictionary(
    fc.constantFrom(...Object.keys(aGraphRecord()), 'properties', 'Id', 'ResultType', 'Request ID'),
    fc.jsonValue({ maxDepth: 3 }),
  );

  test.each([
    ['by itself', fc.jsonValue().map((json) => () => json)],
    [
      'in the fields of a case',
      fc.tuple(anyCase, anyFields).map(([index, fields]) => () => ({ ...caseAt(records, index), ...fields })),
    ],
  ])('%s gets a verdict, or a reject that names a field', (_, anyRaw) => {
    fc.assert(
      fc.property(anyRaw, (rawOf) => {
        const line = judge(rawOf());
        expect(line.verdict === 'rejected' ? line.field : line.evidence).toMatch(/\S/);
      }),
      RUNS,
    );
  });
});

describe('the verdict depends on nothing but the record', () => {
  test('judging changes nothing, and gives the same each time', () => {
    fc.assert(
      fc.property(anyRecord, (any) => {
        const record = recordOf(any);
        const before = structuredClone(record);
        expect(judge(record)).toEqual(judge(record));
        expect(record).toEqual(before);
      }),
      RUNS,
    );
  });

  test('the order of properties and unknown properties make no difference', () => {
    const anyExtra = fc.dictionary(
      fc.string({ minLength: 1 }).map((key) => `extra${key}`),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(anyRecord, anyExtra, (any, extra) => {
        const record = recordOf(any);
        const shuffled = { ...extra, ...reversed(record) };
        expect(judge(shuffled)).toEqual(judge(record));
      }),
      RUNS,
    );
  });

  test.each<[string, (record: JsonObject) => JsonObject]>([
    ['an Event Hub', asEventHubRecord],
    ['Log Analytics', asLogAnalyticsRow],
    ['a CSV export of Log Analytics', asLogAnalyticsCsvRow],
    ['Graph PowerShell', (record) => asPowerShellRecord(record)],
    ['Windows PowerShell', (record) => asPowerShellRecord(record, windowsTime)],
    ['a flattened CSV', asDottedRow],
  ])('the same record from %s is judged the same', (_, inForm) => {
    fc.assert(
      fc.property(anyRecord, (any) => {
        const record = recordOf(any);
        expect(judge(inForm(record))).toEqual(judge(record));
      }),
      RUNS,
    );
  });
});

/** Reverses the order of the properties of every object. */
function reversed(value: unknown): JsonObject {
  const turn = (inner: unknown): unknown => {
    if (Array.isArray(inner)) return inner.map(turn);
    return isObject(inner) ? reversed(inner) : inner;
  };
  const entries = isObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.toReversed().map(([key, inner]) => [key, turn(inner)]));
}

describe('a new enum member from Microsoft', () => {
  const TOMORROW = 'somethingOfTomorrow';
  type Change = (record: JsonObject, step: number) => JsonObject;
  const inField =
    (field: string): Change =>
    (record) => ({ ...record, [field]: TOMORROW });
  const inStep =
    (field: string): Change =>
    (record, step) =>
      Array.isArray(record.authenticationDetails)
        ? {
            ...record,
            authenticationDetails: stepsOf(record).map((one, index) =>
              index === step && isObject(one) ? { ...one, [field]: TOMORROW } : one,
            ),
          }
        : record;
  const inEventTypes: Change = (record) => ({
    ...record,
    signInEventTypes: [...(Array.isArray(record.signInEventTypes) ? record.signInEventTypes : []), TOMORROW],
  });
  const CHANGES: readonly [string, Change][] = [
    ['authenticationRequirement', inField('authenticationRequirement')],
    ['tokenIssuerType', inField('tokenIssuerType')],
    ['crossTenantAccessType', inField('crossTenantAccessType')],
    ['userType', inField('userType')],
    ['authenticationProtocol', inField('authenticationProtocol')],
    ['clientAppUsed', inField('clientAppUsed')],
    ['incomingTokenType', inField('incomingTokenType')],
    ['conditionalAccessStatus', inField('conditionalAccessStatus')],
    ['signInEventTypes', inEventTypes],
    ['authenticationMethod', inStep('authenticationMethod')],
    ['authenticationStepRequirement', inStep('authenticationStepRequirement')],
  ];
  /** Describes the change of a verdict, unless it stayed the same or became cannotTell. */
  const wrongly = (record: JsonObject, change: Change): string[] => {
    const before = judge(record).verdict;
    return [...stepsOf(record).keys(), stepsOf(record).length].flatMap((step) => {
      const after = judge(change(record, step)).verdict;
      const isRight = after === before || after === 'cannotTell';
      return isRight ? [] : [`${before}, then ${after}: ${JSON.stringify(change(record, step))}`];
    });
  };

  /** A record must not say that somebody crosses from a tenant into itself; such a record proves nothing. */
  const isWithinOneTenant = ({ homeTenantId, resourceTenantId, crossTenantAccessType }: JsonObject) =>
    homeTenantId === resourceTenantId && crossTenantAccessType !== 'none';

  test.each(CHANGES)('in %s leaves every case, or moves it to cannotTell', (_, change) => {
    expect(graphRecords().flatMap((record) => wrongly(record, change))).toEqual([]);
  });

  test.each(CHANGES)('in %s leaves any record, or moves it to cannotTell', (_, change) => {
    fc.assert(
      fc.property(anyRecord, (any) => {
        const record = recordOf(any);
        fc.pre(!isWithinOneTenant(record) || judge(record).verdict !== 'outOfScope');
        expect(wrongly(record, change)).toEqual([]);
      }),
      RUNS,
    );
  });
});

describe('another sign-in of the session that proved MFA', () => {
  const SESSION = 'd0000001-0000-4000-8000-00000000abcd';
  const worth = { rejected: 0, withoutMfa: 0, cannotTell: 1, outOfScope: 1, mfa: 2 };
  const anyTime = fc.constantFrom('2026-01-01T00:00:00Z', '2026-03-02T10:34:32Z', '2026-03-09T00:00:00Z');

  test('never makes a verdict worse', () => {
    fc.assert(
      fc.property(anyRecord, anyTime, (any, createdDateTime) => {
        const record: JsonObject = { ...recordOf(any), sessionId: SESSION };
        const proof = aGraphRecord({
          id: 'proof',
          userId: record.userId,
          sessionId: SESSION,
          createdDateTime,
          status: { errorCode: 0, additionalDetails: 'MFA completed in Azure AD' },
        });
        expect(worth[judge(record, proof).verdict]).toBeGreaterThanOrEqual(worth[judge(record).verdict]);
      }),
      RUNS,
    );
  });
});
