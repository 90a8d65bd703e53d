import { describe, expect, test } from '@jest/globals';
import { decodeSignIn } from '../../../shared/decode/signIn';
import { versionIn } from '../../../shared/decode/stream/versionIn';
import { ENFORCED_APPS, indexApps } from '../../../shared/domain/apps/enforcedApps';
import { versionRow } from '../../../shared/tables/unsettledRow';
import { fc } from '../../seededFc';
import { aGraphRecord, asEventHubRecord, type JsonObject } from '../records';

const WANTED = { apps: indexApps(ENFORCED_APPS), includeNonInteractive: true };
const INTERACTIVE_ONLY = { ...WANTED, includeNonInteractive: false };
const ELSEWHERE = {
  appId: '11111111-0000-4000-8000-000000000001',
  resourceId: '22222222-0000-4000-8000-000000000001',
};

const streamed = (changes: JsonObject = {}, envelope: JsonObject = {}) => ({
  ...asEventHubRecord(aGraphRecord(changes)),
  ...envelope,
});

test('a streamed record gives the sign-in of Graph, and the time at which it reached the log', () => {
  const decoded = decodeSignIn(aGraphRecord());
  expect(versionIn(streamed(), WANTED)).toEqual({
    kind: 'version',
    version: {
      signIn: decoded.kind === 'signIn' && decoded.signIn,
      loggedAt: '2026-03-02T10:36:12.000Z',
    },
  });
});

describe('left out', () => {
  test.each([
    'AuditLogs',
    'ServicePrincipalSignInLogs',
    'MicrosoftServicePrincipalSignInLogs',
    'ManagedIdentitySignInLogs',
    'RiskyUsers',
    'ProvisioningLogs',
  ])('as another log: %s', (category) => {
    expect(versionIn(streamed({}, { category }), WANTED)).toEqual({ kind: 'otherLog' });
  });

  test('a sign-in to an app and a resource that are not enforced', () => {
    expect(versionIn(streamed(ELSEWHERE), WANTED)).toEqual({ kind: 'unwanted' });
  });

  test('it, even if it could not be decoded: Graph would not have been asked for it', () => {
    const broken = streamed({ ...ELSEWHERE, status: { errorCode: 0.5 } }, { resultType: 'x' });
    expect(versionIn(broken, WANTED)).toEqual({ kind: 'unwanted' });
  });

  test('non-interactive sign-ins, if the settings say so', () => {
    const silent = streamed({ isInteractive: false }, { category: 'NonInteractiveUserSignInLogs' });
    expect(versionIn(silent, INTERACTIVE_ONLY)).toEqual({ kind: 'unwanted' });
    expect(versionIn(silent, WANTED).kind).toBe('version');
  });
});

describe('kept', () => {
  test.each([
    ['by its app alone', { resourceId: ELSEWHERE.resourceId }],
    ['by its resource alone', { appId: ELSEWHERE.appId }],
    ['as long as its resource is not known', { appId: ELSEWHERE.appId, resourceId: null }],
    ['as long as its app is not known', { appId: '', resourceId: ELSEWHERE.resourceId }],
  ])('a sign-in %s', (_why, changes) => {
    expect(versionIn(streamed(changes), WANTED).kind).toBe('version');
  });

  test('a record of the interactive log that says isInteractive: false, as old ones do', () => {
    expect(versionIn(streamed({ isInteractive: false }), INTERACTIVE_ONLY).kind).toBe('version');
  });

  test('a record without an envelope, as of its creation', () => {
    expect(versionIn(aGraphRecord(), WANTED)).toMatchObject({
      version: { loggedAt: '2026-03-02T10:34:32.000Z' },
    });
  });
});

test('a record that cannot be decoded is rejected', () => {
  expect(versionIn(streamed({ status: { errorCode: 0.5 } }), WANTED)).toMatchObject({
    kind: 'rejected',
    reject: { field: 'status.errorCode' },
  });
});

describe('a record that does not fit in a row is rejected: failing with it would stop the partition', () => {
  const steps = (count: number, authenticationMethod: string) => ({
    authenticationDetails: Array.from({ length: count }, () => ({ authenticationMethod, succeeded: true })),
  });

  test.each([
    ['many steps', steps(250, 'x'.repeat(2_000))],
    ['a few steps of control characters, which JSON writes with six', steps(35, '\u0001'.repeat(2_048))],
    [
      'many names of policies',
      {
        appliedConditionalAccessPolicies: Array.from({ length: 250 }, (_, n) => ({
          displayName: `${n}${'x'.repeat(3_000)}`,
          result: 'success',
          enforcedGrantControls: ['Mfa'],
        })),
      },
    ],
  ])('by %s', (_why, changes) => {
    expect(versionIn(streamed(changes), WANTED)).toMatchObject({
      kind: 'rejected',
      reject: { reason: 'too long' },
    });
  });

  test('and any other can be stored', () => {
    const text = fc.string({ unit: 'binary', maxLength: 3_000 });
    const policy = fc.record({
      id: text,
      displayName: text,
      result: fc.constantFrom('success', 'reportOnlyFailure'),
      enforcedGrantControls: fc.array(fc.oneof(text, fc.constant('Mfa')), { size: 'max', maxLength: 60 }),
    });
    const changes = fc.record({
      appliedConditionalAccessPolicies: fc.array(policy, { size: 'max', maxLength: 40 }),
      userDisplayName: text,
      userAgent: text,
    });
    fc.assert(
      fc.property(changes, (given) => {
        const read = versionIn(streamed(given), WANTED);
        if (read.kind === 'version') expect(() => versionRow(read.version)).not.toThrow();
        else expect(read.kind).toBe('rejected');
      }),
      { numRuns: 50 },
    );
  });
});

test.each(['9999-12-31T23:59:59-05:00', '0000-01-01T00:00:00+05:00', '/Date(-99999999999999)/'])(
  'a record of a time at the end of all years is rejected, or has that of its creation: %s',
  (time) => {
    expect(versionIn(streamed({ createdDateTime: time }), WANTED).kind).toBe('rejected');
    expect(versionIn(streamed({}, { time }), WANTED)).toMatchObject({
      version: { loggedAt: '2026-03-02T10:34:32.000Z' },
    });
  },
);

test('any JSON gives one of the four, and never an error', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (record) => {
      expect(['version', 'otherLog', 'unwanted', 'rejected']).toContain(versionIn(record, WANTED).kind);
    }),
  );
});
