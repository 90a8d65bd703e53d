import { describe, expect, test } from '@jest/globals';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/domain/time';
import type { SignInRecord } from '../../tenant/world/record';
import { makeWorld, type World, type WorldOptions } from '../../tenant/world/world';
import { NOW_MS } from './aTenant';

const DEMO = {
  seed: 1,
  nowMs: NOW_MS,
  accounts: 60,
  days: 30,
  daysAhead: 0,
  signInsPerDay: 100,
  otherSignInsPerDay: 130,
};
/** The break-glass account that nobody uses. */
const UNUSED = 1;
/** The shared mailbox, which nobody signs in to. */
const MAILBOX = 1;
const CONTOSO = 'e0000001-0000-4000-8000-000000000001';

function aWorld(changes: Partial<WorldOptions> = {}): World {
  return makeWorld({ ...DEMO, ...changes });
}

const demo = aWorld();
const rows = demo.finalRows();

const SMALL = { signInsPerDay: 10, otherSignInsPerDay: 5 };

test('the same seed and moment make the same world', () => {
  expect(JSON.stringify(aWorld(SMALL))).toBe(JSON.stringify(aWorld(SMALL)));
});

test('another seed or moment makes another world', () => {
  const [row] = aWorld(SMALL).finalRows();
  expect(aWorld({ ...SMALL, seed: 2 }).finalRows()[0]).not.toEqual(row);
  expect(aWorld({ ...SMALL, nowMs: NOW_MS + DAY_MS }).finalRows()[0]).not.toEqual(row);
});

test('a world has the requested size', () => {
  expect(demo.users).toHaveLength(60 + UNUSED + MAILBOX);
  expect(rows.length).toBeGreaterThan(6_500);
  expect(rows.length).toBeLessThan(7_500);
  const large = aWorld({ accounts: 300, days: 2, signInsPerDay: 2_000, otherSignInsPerDay: 0 });
  expect(large.users).toHaveLength(300 + UNUSED + MAILBOX);
  expect(Math.abs(large.finalRows().length - 4_000)).toBeLessThan(200);
});

test('a world keeps every sign-in within its days', () => {
  const times = rows.map((row) => Date.parse(row.createdDateTime));
  expect(Math.min(...times)).toBeGreaterThanOrEqual(NOW_MS - 30 * DAY_MS);
  expect(Math.max(...times)).toBeLessThan(NOW_MS);
});

test('a world continues after its moment if requested', () => {
  const ahead = aWorld({ ...SMALL, daysAhead: 3 });
  expect(ahead.finalRows().every((row) => Date.parse(row.createdDateTime) < NOW_MS)).toBe(true);
  const later = ahead
    .finalRows(Number.POSITIVE_INFINITY)
    .filter((row) => Date.parse(row.createdDateTime) >= NOW_MS);
  expect(later.length).toBeGreaterThan(5);
});

test('no two people have one name, and each record has its own id', () => {
  expect(new Set(demo.users.map((user) => user.userPrincipalName)).size).toBe(60 + UNUSED + MAILBOX);
  expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
});

test('a record has all 78 properties of the beta schema and no other', () => {
  for (const row of rows.slice(0, 200)) expect(Object.keys(row).sort()).toEqual(BETA_PROPERTIES);
});

test.each([
  ['Azure portal', 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c'],
  ['Microsoft 365 admin center', '618dd325-23f6-4b6f-8380-4df78026e39b'],
  ['Microsoft Office 365 Portal', '00000006-0000-0ff1-ce00-000000000000'],
  ['Azure CLI', '04b07795-8ddb-461a-bbee-02f9e1bf7b46'],
  ['Azure PowerShell', '1950a258-227b-4e31-a9cf-717495945fc2'],
  ['Azure mobile app', '0c1307d4-29d6-4389-a11c-5cbe7f65d7fa'],
])('has completed sign-ins to the %s', (_name, appId) => {
  expect(rows.some((row) => row.appId === appId && row.status.errorCode === 0)).toBe(true);
});

test('a world has sign-ins to Azure Resource Manager by a client of the tenant', () => {
  const own = rows.filter((row) => row.appDisplayName === 'Contoso Cost Explorer');
  expect(own.length).toBeGreaterThan(10);
  expect(own.every((row) => row.resourceId === '797f4846-ba00-4fd7-ba43-dac1f8f63013')).toBe(true);
});

describe('a world shows, at least once,', () => {
  const single = (row: SignInRecord) => row.authenticationRequirement === 'singleFactorAuthentication';
  const multi = (row: SignInRecord) => row.authenticationRequirement === 'multiFactorAuthentication';
  const primary = (row: SignInRecord, method: string) =>
    single(row) &&
    row.authenticationDetails.some((step) => step.authenticationMethod === method && step.succeeded);
  const hasResult = (row: SignInRecord, text: string) =>
    row.authenticationDetails.some((step) => step.authenticationStepResultDetail === text);
  const silent = (row: SignInRecord) => !row.isInteractive && row.authenticationDetails.length === 0;
  const proofs = rows.filter(
    (row) => multi(row) && row.status.errorCode === 0 && row.authenticationDetails.length === 2,
  );
  const sessionsWithProof = new Map(proofs.map((row) => [row.sessionId, row.createdDateTime]));

  const completed: readonly [string, (row: SignInRecord) => boolean][] = [
    ['a prompt that was answered', (row) => multi(row) && hasResult(row, 'MFA successfully completed')],
    [
      'MFA by claim',
      (row) => row.status.additionalDetails === 'MFA requirement satisfied by claim in the token',
    ],
    [
      'MFA by another provider',
      (row) =>
        row.status.additionalDetails === 'MFA requirement satisfied by claim provided by external provider',
    ],
    ['a passkey', (row) => primary(row, 'Passkey (device-bound)')],
    ['a security key', (row) => primary(row, 'FIDO2 security key')],
    ['Windows Hello', (row) => primary(row, 'Windows Hello for Business')],
    ['phone sign-in', (row) => primary(row, 'Passwordless phone sign-in')],
    ['a requirement that was met silently', (row) => silent(row) && multi(row)],
    [
      'a silent sign-in after MFA in its session',
      (row) =>
        silent(row) && single(row) && (sessionsWithProof.get(row.sessionId) ?? 'z') < row.createdDateTime,
    ],
    [
      'a silent sign-in before MFA in its session',
      (row) =>
        silent(row) && single(row) && (sessionsWithProof.get(row.sessionId) ?? '') > row.createdDateTime,
    ],
    [
      'a silent sign-in without MFA in its session',
      (row) => silent(row) && single(row) && !sessionsWithProof.has(row.sessionId),
    ],
    ['a password alone', (row) => primary(row, 'Password')],
    ['a text message alone', (row) => primary(row, 'SMS')],
    ['a certificate', (row) => primary(row, 'X.509 Certificate')],
    ['an unknown method', (row) => primary(row, 'Wallet credential')],
    [
      'a first factor from a token',
      (row) => single(row) && hasResult(row, 'First factor requirement satisfied by claim in the token'),
    ],
    [
      'MFA skipped for a remembered device',
      (row) => hasResult(row, 'MFA requirement skipped due to remembered device'),
    ],
    [
      'MFA skipped for a registered device',
      (row) => hasResult(row, 'MFA requirement skipped due to registered device'),
    ],
    [
      'MFA skipped for an app password',
      (row) => hasResult(row, 'MFA requirement skipped due to app password'),
    ],
    ['MFA skipped for an address', (row) => hasResult(row, 'MFA requirement skipped due to IP address')],
    ['MFA skipped for a location', (row) => hasResult(row, 'MFA requirement skipped due to location')],
    [
      'MFA skipped on the corporate network',
      (row) =>
        row.authenticationDetails.some((step) => /InsideCorpNet/.test(step.authenticationStepResultDetail)),
    ],
    [
      'MFA skipped by the broker',
      (row) =>
        row.authenticationDetails.some((step) =>
          /broker logon flow/.test(step.authenticationStepResultDetail),
        ),
    ],
    [
      'MFA skipped for an unknown reason',
      (row) => hasResult(row, 'MFA requirement skipped due to compliant network'),
    ],
    [
      'a proof that expired',
      (row) => hasResult(row, 'MFA requirement has expired due to the policies configured on tenant'),
    ],
    ['a prompt to register', (row) => hasResult(row, 'MFA registration prompted')],
    [
      'MFA both done and skipped',
      (row) =>
        hasResult(row, 'MFA successfully completed') && /skipped/.test(row.status.additionalDetails ?? ''),
    ],
    ['a federated user', (row) => row.tokenIssuerType === 'ADFederationServices' && single(row)],
    [
      'a requirement of the app itself',
      (row) =>
        row.authenticationRequirementPolicies.some(
          (policy) => policy.detail === 'App requires multifactor authentication',
        ),
    ],
    [
      'a step with a blank purpose',
      (row) => row.authenticationDetails.some((step) => step.authenticationStepRequirement === ''),
    ],
    [
      'a step with a purpose in words',
      (row) =>
        row.authenticationDetails.some(
          (step) => step.authenticationStepRequirement === 'Multi-factor authentication',
        ),
    ],
    [
      'a guest with trusted MFA',
      (row) => row.userType === 'guest' && multi(row) && row.homeTenantId !== CONTOSO,
    ],
    [
      'a guest with unknown MFA',
      (row) => row.crossTenantAccessType === 'b2bCollaboration' && single(row) && row.userType === 'guest',
    ],
    [
      'one of our users in another tenant',
      (row) => row.homeTenantId === CONTOSO && row.resourceTenantId !== CONTOSO,
    ],
    ['a caller who passes through', (row) => row.crossTenantAccessType === 'passthrough'],
    ['Microsoft support', (row) => row.crossTenantAccessType === 'microsoftSupport'],
    [
      'a partner, redacted',
      (row) => row.crossTenantAccessType === 'serviceProvider' && row.ipAddress.endsWith('.XXX'),
    ],
    ['a service principal', (row) => row.signInEventTypes[0] === 'servicePrincipal' && row.userId === ''],
    [
      'a managed identity',
      (row) => row.signInEventTypes[0] === 'managedIdentity' && row.servicePrincipalId !== '',
    ],
    [
      'a script with a password',
      (row) => row.authenticationProtocol === 'ropc' && /^python-requests/.test(row.userAgent),
    ],
    ['Terraform', (row) => /Terraform/.test(row.userAgent)],
    ['an SDK', (row) => /^azsdk-python/.test(row.userAgent)],
    [
      'device code',
      (row) => row.authenticationProtocol === 'deviceCode' && row.originalTransferMethod === 'deviceCodeFlow',
    ],
    [
      'the directory sync account at its own app',
      (row) => row.userPrincipalName.startsWith('sync_') && /Connect$/.test(row.appDisplayName),
    ],
    [
      'the directory sync account at the portal',
      (row) => row.userPrincipalName.startsWith('sync_') && row.appDisplayName === 'Azure Portal',
    ],
    ['Teams', (row) => row.appDisplayName === 'Microsoft Teams'],
  ];
  test('a wrong password, which comes without details', () => {
    const wrong = rows.filter((row) => row.status.errorCode === 50126);
    expect(wrong.length).toBeGreaterThan(0);
    expect(wrong.every((row) => row.authenticationDetails.length === 0)).toBe(true);
  });

  test.each(completed)('%s', (_name, isSuch) => {
    expect(rows.some((row) => row.status.errorCode === 0 && isSuch(row))).toBe(true);
  });

  test.each([
    16000, 50053, 50055, 50057, 50058, 50072, 50074, 50076, 50078, 50079, 50097, 50126, 50158, 53000, 53003,
    70043, 90072, 500121,
  ])('error %i', (code) => {
    expect(rows.some((row) => row.status.errorCode === code && row.status.failureReason !== null)).toBe(true);
  });

  test('"keep me signed in" (50140), and the same attempt completed', () => {
    const asked = rows.find((row) => row.status.errorCode === 50140);
    const attempt = rows.filter((row) => row.correlationId === asked?.correlationId);
    expect(attempt.map((row) => row.status.errorCode).sort()).toEqual([0, 50140]);
  });
});

test('programs start round the clock at even distances', () => {
  const runs = rows.filter((row) => row.userPrincipalName === 'svc-backup@contoso.example').reverse();
  const times = runs.map((row) => Date.parse(row.createdDateTime));
  const distances = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  const usual = distances.toSorted((a, b) => a - b)[Math.floor(distances.length / 2)] ?? 0;
  expect(runs.length).toBeGreaterThan(50);
  // One run of the cast is outside of the schedule, and splits one distance.
  expect(distances.filter((distance) => Math.abs(distance - usual) > 1_000).length).toBeLessThanOrEqual(2);
  expect(new Set(runs.map((row) => row.createdDateTime.slice(11, 13))).size).toBeGreaterThan(6);
});

describe('in the log', () => {
  test('most rows appear within 10 minutes, a few up to 2 hours later', () => {
    const first = new Map(demo.log.toReversed().map((row) => [row.own.id, row]));
    const delays = [...first.values()].map((row) => row.visibleMs - row.createdMs);
    expect(Math.min(...delays)).toBe(2 * MINUTE_MS);
    expect(Math.max(...delays)).toBeLessThanOrEqual(2 * HOUR_MS);
    const late = delays.filter((delay) => delay > 10 * MINUTE_MS).length;
    expect(late).toBeGreaterThan(0);
    expect(late / delays.length).toBeLessThan(0.05);
  });

  test('some rows are wrong at first: a false claim, no first factor, or no second factor', () => {
    const finals = new Map(rows.map((row) => [row.id, row]));
    const changed = demo.log.filter((row) => row.replacedMs !== Number.POSITIVE_INFINITY);
    const early = changed.map(({ own, common, ...shown }) => ({
      row: { ...own, ...common },
      shown,
      final: finals.get(own.id),
    }));
    const proves = (row: SignInRecord | undefined) =>
      row?.authenticationRequirement === 'multiFactorAuthentication';
    const claims = (row: SignInRecord | undefined) =>
      row?.status.additionalDetails?.includes('claim in the token') === true;
    expect(early.every(({ shown }) => shown.replacedMs - shown.visibleMs <= 2 * HOUR_MS)).toBe(true);
    expect(early.some(({ row, final }) => claims(row) && !claims(final) && !proves(final))).toBe(true);
    expect(early.some(({ row, final }) => !proves(row) && proves(final))).toBe(true);
    expect(
      early.some(
        ({ row, final }) =>
          row.authenticationDetails.length === 0 && final?.authenticationDetails.length === 1,
      ),
    ).toBe(true);
  });

  test('one version of a row is shown at a time, and the final one in the end', () => {
    const changed = demo.log.find((row) => row.replacedMs !== Number.POSITIVE_INFINITY);
    const id = changed?.own.id;
    const at = (ms: number) => demo.rowsAsOf(ms).filter((row) => row.id === id);
    expect(at((changed?.visibleMs ?? 0) - 1)).toEqual([]);
    expect(at(changed?.visibleMs ?? 0)).toEqual([{ ...changed?.own, ...changed?.common }]);
    expect(at(changed?.replacedMs ?? 0)).toEqual(rows.filter((row) => row.id === id));
  });

  test('a few rows come twice', () => {
    const shown = demo.rowsAsOf(NOW_MS + DAY_MS);
    const twice = shown.length - new Set(shown.map((row) => row.id)).size;
    expect(twice).toBeGreaterThan(5);
    expect(twice).toBeLessThan(shown.length / 50);
    expect(new Set(shown.map((row) => row.id)).size).toBe(rows.length);
  });
});

/** graph.md, B.1; the beta schema of 2026-08-04. */
const BETA_PROPERTIES = [
  ...['agent', 'appDisplayName', 'appId', 'appliedConditionalAccessPolicies', 'appliedEventListeners'],
  ...['appOwnerTenantId', 'appTokenProtectionStatus', 'authenticationAppDeviceDetails'],
  ...[
    'authenticationAppPolicyEvaluationDetails',
    'authenticationContextClassReferences',
    'authenticationDetails',
  ],
  ...['authenticationMethodsUsed', 'authenticationProcessingDetails', 'authenticationProtocol'],
  ...[
    'authenticationRequirement',
    'authenticationRequirementPolicies',
    'autonomousSystemNumber',
    'azureResourceId',
  ],
  ...['clientAppUsed', 'clientCredentialType', 'clientSessionId', 'conditionalAccessAudiences'],
  ...['conditionalAccessStatus', 'correlationId', 'createdDateTime', 'crossTenantAccessType', 'deviceDetail'],
  ...[
    'federatedCredentialId',
    'flaggedForReview',
    'globalSecureAccessIpAddress',
    'homeTenantId',
    'homeTenantName',
  ],
  ...['id', 'incomingTokenType', 'ipAddress', 'ipAddressFromResourceProvider', 'isInteractive'],
  ...['isTenantRestricted', 'isThroughGlobalSecureAccess', 'location', 'managedServiceIdentity', 'mfaDetail'],
  ...['networkLocationDetails', 'originalRequestId', 'originalTransferMethod', 'privateLinkDetails'],
  ...['processingTimeInMilliseconds', 'resourceDisplayName', 'resourceId', 'resourceOwnerTenantId'],
  ...[
    'resourceServicePrincipalId',
    'resourceTenantId',
    'riskDetail',
    'riskEventTypes_v2',
    'riskLevelAggregated',
  ],
  ...['riskLevelDuringSignIn', 'riskState', 'rootActorId', 'servicePrincipalCredentialKeyId'],
  ...['servicePrincipalCredentialThumbprint', 'servicePrincipalId', 'servicePrincipalName', 'sessionId'],
  ...['sessionLifetimePolicies', 'signInEventTypes', 'signInIdentifier', 'signInIdentifierType'],
  ...[
    'signInTokenProtectionStatus',
    'status',
    'tokenIssuerName',
    'tokenIssuerType',
    'tokenProtectionStatusDetails',
  ],
  ...['uniqueTokenIdentifier', 'userAgent', 'userDisplayName', 'userId', 'userPrincipalName', 'userType'],
].sort();
