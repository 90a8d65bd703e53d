import { gzipSync } from 'node:zlib';
import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { fileErrorOf } from '../../local/files/fileError';
import { isPortalStep, noSignInsIn, otherContent, unjudgeable } from '../../local/files/otherFiles';
import { isSignInLike } from '../../local/files/signInLike';
import { decoded as decodedByArm } from '../../shared/arm/armError';
import { hiddenBy } from '../../shared/arm/hidden';
import { readAppliedPolicies } from '../../shared/decode/appliedPolicies';
import { camelCasedValue } from '../../shared/decode/camelCased';
import { readDevice, readPlace } from '../../shared/decode/deviceAndPlace';
import { hasDottedColumns, withoutDots } from '../../shared/decode/dottedColumns';
import { enforcedApp, enforcedAppList } from '../../shared/decode/enforcedApp';
import * as fields from '../../shared/decode/fields';
import { graphForm, looksLikeSignIn } from '../../shared/decode/form';
import { columnNames, fromLogAnalytics, logAnalyticsRows, rowOf } from '../../shared/decode/logAnalytics';
import { isMicrosoftManaged } from '../../shared/decode/managedPolicy';
import { has, otherLog } from '../../shared/decode/otherLog';
import { conditionalAccessPolicy, graphCased, isDeletedPolicy } from '../../shared/decode/policy';
import { applications } from '../../shared/decode/policyApps';
import { conditions } from '../../shared/decode/policyConditions';
import { grantControls } from '../../shared/decode/policyControls';
import { decodePolicyExport } from '../../shared/decode/policyExport';
import { isCutByPowerShell, savedErrorCode } from '../../shared/decode/policyExportFaults';
import { guestsOrExternalUsers } from '../../shared/decode/policyGuests';
import * as members from '../../shared/decode/policyMembers';
import { users } from '../../shared/decode/policyPeople';
import { fromPortalCsv, isStepRow, stepOf, withSteps } from '../../shared/decode/portalCsv';
import { fromGraphPowerShell, isGraphPowerShell, isLost, nestedJson } from '../../shared/decode/powerShell';
import { interactiveBy, principalOf, readEventTypes } from '../../shared/decode/principal';
import { readRequirementPolicies } from '../../shared/decode/requirementPolicies';
import { decodeSignIn, signInDecoder } from '../../shared/decode/signIn';
import { earliestStepTime, readSteps, stepTimes } from '../../shared/decode/steps';
import { eventBatch } from '../../shared/decode/stream/eventBatch';
import { recordsIn } from '../../shared/decode/stream/recordsIn';
import { versionIn } from '../../shared/decode/stream/versionIn';
import { ENFORCED_APPS, indexApps } from '../../shared/domain/apps/enforcedApps';
import { decoded as decodedByGraph } from '../../shared/graph/lookUp';
import { mayBeSent, troubleOf, unclearAfter } from '../../shared/graph/mailbox/mailboxTrouble';
import { problemOf } from '../../shared/graph/problem';
import { retryAdviceOf } from '../../shared/graph/retryAdvice';
import { workspaceProblemOf } from '../../shared/logAnalytics/problem';
import { workspaceRetryAdviceOf } from '../../shared/logAnalytics/retryAdvice';
import { accountIn, accountRow, sessionsIn } from '../../shared/tables/accountRow';
import { auditIn, auditRow } from '../../shared/tables/auditRow';
import { checkpointIn } from '../../shared/tables/checkpoints';
import { bytesIn, jsonIn } from '../../shared/tables/columns';
import { digestIn } from '../../shared/tables/digests';
import { isGone, isLostRace, isStale, isTaken, tablesError } from '../../shared/tables/errors';
import { findingIn, findingRow, isStored, markIn, timeIn } from '../../shared/tables/findingRow';
import { decodeBreakGlass } from '../../shared/tables/posture/breakGlass';
import { decodeDayCounts } from '../../shared/tables/posture/dayCounts';
import { decodeDirectory } from '../../shared/tables/posture/directory';
import { decodeEnforcement, decodeNotices, decodeWrites } from '../../shared/tables/posture/enforcement';
import { storedFailure } from '../../shared/tables/posture/failures';
import { decodePostureRun } from '../../shared/tables/posture/postureRun';
import { storedProblems } from '../../shared/tables/posture/problems';
import { decodeRegistrationCounts } from '../../shared/tables/posture/registration';
import { decodeRoles } from '../../shared/tables/posture/roles';
import { decodeTenantCoverage } from '../../shared/tables/posture/tenantCoverage';
import { decodeWhatIf } from '../../shared/tables/posture/whatIf';
import { decodeRow, type StoredRow } from '../../shared/tables/rows';
import { versionInRow, versionRow } from '../../shared/tables/unsettledRow';
import {
  aGraphRecord,
  asDottedRow,
  asEventHubRecord,
  asLogAnalyticsRow,
  asPowerShellRecord,
  type JsonObject,
} from '../decode/records';
import { aFinding, aSignIn, aTenantCoverage, someFacts } from '../domain/builders';
import { auditEntryOf } from './auditEntry';

/** A decoder, with values that it understands: the tests spoil these too. */
export type Decoder = {
  readonly decode: (value: unknown) => unknown;
  readonly samples?: readonly unknown[];
  /** Only an object reaches it. */
  readonly takesObjects?: true;
  /** Only an object with keys and an etag reaches it: the row of a table. */
  readonly takesRows?: true;
};

const table = { tableName: 'Any' } as TableClient;
const wanted = { apps: indexApps(ENFORCED_APPS), includeNonInteractive: true };
const signIn = aGraphRecord();
const stored = (row: JsonObject) => ({ etag: 'W/"1"', timestamp: '2026-03-02T10:34:32Z', ...row });

const POLICY = {
  id: 'a0000001-0000-4000-8000-00000000000a',
  displayName: 'Require MFA',
  state: 'enabled',
  templateId: null,
  conditions: {
    applications: { includeApplications: ['All'], excludeApplications: [], applicationFilter: null },
    users: {
      includeUsers: ['All'],
      excludeUsers: ['b0000001-0000-4000-8000-000000000001'],
      excludeGuestsOrExternalUsers: {
        guestOrExternalUserTypes: 'b2bCollaborationGuest',
        externalTenants: { membershipKind: 'all' },
      },
    },
    locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] },
    clientAppTypes: ['all'],
  },
  grantControls: {
    operator: 'OR',
    builtInControls: ['mfa'],
    customAuthenticationFactors: [],
    termsOfUse: [],
  },
};

const FAILURE = { system: 'graph', code: 'forbidden', path: '/v1.0/users', permission: 'User.Read.All' };
const ofObject = (decode: (value: JsonObject) => unknown, ...samples: readonly unknown[]): Decoder => ({
  decode: (value) => decode(value as JsonObject),
  samples,
  takesObjects: true,
});
const ofRow = (decode: (row: StoredRow) => unknown, ...samples: readonly JsonObject[]): Decoder => ({
  decode: (value) => decode(value as StoredRow),
  samples: samples.map(stored),
  takesRows: true,
});
const ofSchema = (schema: z.ZodType, ...samples: readonly unknown[]): Decoder => ({
  decode: (value) => schema.safeParse(value),
  samples,
});
const of = (decode: (value: unknown) => unknown, ...samples: readonly unknown[]): Decoder => ({
  decode,
  samples,
});
const ofError = (read: (value: unknown) => unknown): Decoder => of(read, { statusCode: 404, code: 'x' });

/** The decoders in each file, by name. */
export const DECODERS: Readonly<Record<string, Readonly<Record<string, Decoder>>>> = {
  'local/files/fileError.ts': { fileErrorOf: ofError((error) => fileErrorOf(error, 'a.json')) },
  'local/files/otherFiles.ts': {
    noSignInsIn: of(noSignInsIn, POLICY),
    otherContent: of(otherContent, POLICY),
    isPortalStep: of(isPortalStep),
    unjudgeable: of(unjudgeable, signIn),
  },
  'local/files/signInLike.ts': { isSignInLike: of(isSignInLike, signIn) },
  'shared/arm/armError.ts': {
    decoded: of((value) => decodedByArm(value, z.object({ id: z.string() }), '/x'), { id: 'a' }),
  },
  'shared/arm/hidden.ts': { hiddenBy: ofError(hiddenBy) },
  'shared/decode/appliedPolicies.ts': {
    readAppliedPolicies: of(readAppliedPolicies, [
      { id: 'a', displayName: 'b', result: 'success', enforcedGrantControls: ['Mfa'] },
    ]),
  },
  'shared/decode/camelCased.ts': {
    camelCased: ofObject((value) => camelCasedValue(value), { Id: 'a' }),
    camelCasedValue: of(camelCasedValue, [{ Id: 'a', Conditions: { Users: ['b'] } }]),
  },
  'shared/decode/deviceAndPlace.ts': {
    readDevice: of(readDevice, signIn.deviceDetail, JSON.stringify(signIn.deviceDetail)),
    readPlace: of(readPlace, signIn.location, 'US'),
  },
  'shared/decode/dottedColumns.ts': {
    hasDottedColumns: ofObject(hasDottedColumns, asDottedRow(signIn)),
    withoutDots: ofObject(withoutDots, asDottedRow(signIn), { 'a.__proto__.b': 'c', '__proto__.b': 'c' }),
  },
  'shared/decode/enforcedApp.ts': {
    enforcedApp: ofSchema(enforcedApp, ENFORCED_APPS[0]),
    enforcedAppList: ofSchema(enforcedAppList, JSON.stringify(ENFORCED_APPS)),
  },
  'shared/decode/fields.ts': {
    isObject: of(fields.isObject),
    isAbsent: of(fields.isAbsent),
    readText: of((value) => fields.readText(value, 'a'), 'b'),
    readId: of((value) => fields.readId(value, 'a'), 'b'),
    readFlag: of((value) => fields.readFlag(value, 'a'), 'True'),
    readInteger: of((value) => fields.readInteger(value, 'a'), '1'),
    readObject: of((value) => fields.readObject(value, 'a'), '{"b":1}'),
    readList: of((value) => fields.readList(value, 'a'), '[1]'),
  },
  'shared/decode/form.ts': {
    graphForm: of(graphForm, signIn, asEventHubRecord(signIn), asLogAnalyticsRow(signIn)),
    looksLikeSignIn: of(looksLikeSignIn, signIn),
  },
  'shared/decode/logAnalytics.ts': {
    fromLogAnalytics: ofObject(fromLogAnalytics, asLogAnalyticsRow(signIn)),
    logAnalyticsRows: of(logAnalyticsRows, { tables: [{ columns: [{ name: 'Id' }], rows: [['a']] }] }),
    columnNames: of(columnNames, [{ name: 'Id' }, { ColumnName: 'Id' }]),
    rowOf: of((value) => rowOf(['__proto__', 'Id'], Array.isArray(value) ? value : [value]), ['a', 'b']),
  },
  'shared/decode/managedPolicy.ts': {
    isMicrosoftManaged: of((value) => isMicrosoftManaged(value, 'Require MFA')),
  },
  'shared/decode/otherLog.ts': {
    otherLog: of(otherLog, asEventHubRecord(signIn), { category: 'AuditLogs', time: 'x', properties: {} }),
    has: ofObject((value) => has(value, 'id'), signIn),
  },
  'shared/decode/policy.ts': {
    conditionalAccessPolicy: ofSchema(conditionalAccessPolicy, POLICY),
    isDeletedPolicy: of(isDeletedPolicy, POLICY),
    graphCased: ofObject(graphCased, POLICY),
  },
  'shared/decode/policyApps.ts': { applications: ofSchema(applications, POLICY.conditions.applications) },
  'shared/decode/policyConditions.ts': { conditions: ofSchema(conditions, POLICY.conditions) },
  'shared/decode/policyControls.ts': { grantControls: ofSchema(grantControls, POLICY.grantControls) },
  'shared/decode/policyExport.ts': {
    decodePolicyExport: of(decodePolicyExport, POLICY, [POLICY], { value: [POLICY] }, { Any: [POLICY] }),
  },
  'shared/decode/policyExportFaults.ts': {
    isCutByPowerShell: of(isCutByPowerShell, POLICY),
    savedErrorCode: ofObject(savedErrorCode, { error: { code: 'Forbidden' } }),
  },
  'shared/decode/policyGuests.ts': {
    guestsOrExternalUsers: ofSchema(
      guestsOrExternalUsers,
      POLICY.conditions.users.excludeGuestsOrExternalUsers,
    ),
  },
  'shared/decode/policyMembers.ts': {
    text: ofSchema(members.text, 'a'),
    id: ofSchema(members.id, POLICY.id),
    ids: ofSchema(members.ids, [POLICY.id]),
    idsGiven: ofSchema(members.idsGiven, [POLICY.id]),
    flagsOrNull: ofSchema(members.flagsOrNull, 'a, b'),
    flags: ofSchema(members.flags, 'a, b'),
    holdsValue: of(members.holdsValue, POLICY),
    unknownMembers: ofObject((value) => members.unknownMembers(value, {}), POLICY),
  },
  'shared/decode/policyPeople.ts': { users: ofSchema(users, POLICY.conditions.users) },
  'shared/decode/portalCsv.ts': {
    fromPortalCsv: ofObject(fromPortalCsv, { 'Request ID': 'a', 'Date (UTC)': '2026-03-02T10:34:32Z' }),
    withSteps: ofObject((value) => withSteps(value, [value]), { 'Request ID': 'a' }),
    isStepRow: ofObject(isStepRow, { 'Request ID': 'a', 'Authentication method': 'Password' }),
    stepOf: ofObject(stepOf, { 'Request ID': 'a', 'Authentication method': 'Password' }),
  },
  'shared/decode/powerShell.ts': {
    isGraphPowerShell: ofObject(isGraphPowerShell, asPowerShellRecord(signIn)),
    fromGraphPowerShell: ofObject(fromGraphPowerShell, asPowerShellRecord(signIn)),
    nestedJson: of(nestedJson, '{"a":[1]}'),
    isLost: of(isLost, 'Microsoft.Graph.PowerShell.Models'),
  },
  'shared/decode/principal.ts': {
    readEventTypes: of(readEventTypes, ['interactiveUser'], '["interactiveUser"]'),
    principalOf: ofObject((value) => principalOf(value, [], null), signIn),
    interactiveBy: of((value) => interactiveBy([value], null), 'interactiveUser'),
  },
  'shared/decode/requirementPolicies.ts': {
    readRequirementPolicies: of(readRequirementPolicies, [
      { requirementProvider: 'user', detail: 'Conditional Access' },
    ]),
  },
  'shared/decode/signIn.ts': {
    decodeSignIn: of(decodeSignIn, signIn, asEventHubRecord(signIn), asLogAnalyticsRow(signIn)),
    signInDecoder: of(signInDecoder('dayFirst'), asDottedRow(signIn), asPowerShellRecord(signIn)),
  },
  'shared/decode/steps.ts': {
    readSteps: of(readSteps, signIn.authenticationDetails, JSON.stringify(signIn.authenticationDetails)),
    earliestStepTime: of(earliestStepTime, signIn.authenticationDetails),
    stepTimes: of(stepTimes, signIn.authenticationDetails),
  },
  'shared/decode/stream/eventBatch.ts': {
    eventBatch: of((value) => eventBatch(value, value), {
      partitionContext: { partitionId: '0' },
      sequenceNumberArray: [1],
      enqueuedTimeUtcArray: ['2026-03-02T10:34:32'],
    }),
  },
  'shared/decode/stream/recordsIn.ts': {
    recordsIn: of(recordsIn, { records: [signIn] }, JSON.stringify([signIn])),
  },
  'shared/decode/stream/versionIn.ts': {
    versionIn: of((value) => versionIn(value, wanted), asEventHubRecord(signIn)),
  },
  'shared/graph/lookUp.ts': {
    decoded: of((value) => decodedByGraph(value, z.object({ id: z.string() }), '/x'), { id: 'a' }),
  },
  'shared/graph/mailbox/mailboxTrouble.ts': {
    troubleOf: ofError(troubleOf),
    mayBeSent: ofError(mayBeSent),
    unclearAfter: ofError(unclearAfter),
  },
  'shared/graph/problem.ts': { problemOf: ofError(problemOf) },
  'shared/graph/retryAdvice.ts': { retryAdviceOf: ofError(retryAdviceOf) },
  'shared/logAnalytics/problem.ts': { workspaceProblemOf: ofError(workspaceProblemOf) },
  'shared/logAnalytics/retryAdvice.ts': { workspaceRetryAdviceOf: ofError(workspaceRetryAdviceOf) },
  'shared/tables/accountRow.ts': {
    accountIn: ofRow((row) => accountIn(table, row), accountRow(someFacts(), null)),
    sessionsIn: ofRow((row) => sessionsIn(table, row), accountRow(someFacts(), null)),
  },
  'shared/tables/auditRow.ts': {
    auditIn: ofRow((row) => auditIn(table, row), auditRow(auditEntryOf('a'))),
  },
  'shared/tables/checkpoints.ts': {
    checkpointIn: ofRow((row) => checkpointIn(table, row), {
      partitionKey: 'graph',
      rowKey: 'newest',
      at: '2026-03-02T10:34:32.000Z',
      problems: JSON.stringify([{ code: 'pollFailed', failure: FAILURE }]),
      manner: JSON.stringify({ lengthMs: 1, inPiecesSince: null, behindSince: null }),
    }),
  },
  'shared/tables/columns.ts': {
    jsonIn: ofRow((row) => jsonIn(row, 'value'), {
      partitionKey: 'a',
      rowKey: 'b',
      value: '{"a":',
      value1: '1}',
    }),
    bytesIn: ofRow((row) => bytesIn(row, 'value'), {
      partitionKey: 'a',
      rowKey: 'b',
      value: new Uint8Array([1]),
      value1: new Uint8Array([2]),
    }),
  },
  'shared/tables/digests.ts': {
    digestIn: ofRow((row) => digestIn(table, row), {
      partitionKey: 'digest',
      rowKey: '2026-03-02',
      status: 'sent',
      operationId: 'a',
      at: '2026-03-02T10:34:32.000Z',
      tries: 1,
      reason: JSON.stringify(FAILURE),
      named: gzipSync('{"b":"new"}'),
    }),
  },
  'shared/tables/errors.ts': {
    isTaken: ofError(isTaken),
    isGone: ofError(isGone),
    isStale: ofError(isStale),
    isLostRace: ofError(isLostRace),
    tablesError: ofError(tablesError),
  },
  'shared/tables/findingRow.ts': {
    markIn: ofRow((row) => markIn(table, row), findingRow(aFinding())),
    timeIn: ofRow((row) => timeIn(table, row), findingRow(aFinding())),
    findingIn: ofRow((row) => findingIn(table, row), findingRow(aFinding())),
    isStored: ofRow((row) => isStored(findingRow(aFinding()), row), findingRow(aFinding())),
  },
  'shared/tables/posture/breakGlass.ts': {
    decodeBreakGlass: of(decodeBreakGlass, {
      at: '2026-03-02T10:34:32.000Z',
      accounts: [{ asked: 'a', userId: 'b', userPrincipalName: 'c', userDisplayName: 'd', methods: ['e'] }],
    }),
  },
  'shared/tables/posture/dayCounts.ts': {
    decodeDayCounts: of(decodeDayCounts, {
      open: 1,
      byReadiness: { usesMfa: 1 },
      byKind: {},
      findings: 1,
      findingsByDay: { '2026-03-02': 1 },
      reportOnlyStops: { a: 1 },
      coverage: { azureCli: 'everyone' },
    }),
  },
  'shared/tables/posture/directory.ts': {
    decodeDirectory: of(decodeDirectory, {
      trust: { byDefault: true, byTenant: { a: true } },
      syncAccounts: ['b'],
      graces: { c: '2026-03-02T10:34:32.000Z' },
    }),
  },
  'shared/tables/posture/enforcement.ts': {
    decodeEnforcement: of(decodeEnforcement, {
      at: '2026-03-02T10:34:32.000Z',
      phase1: { state: 'postponed', until: '2026-03-02T10:34:32.000Z' },
      phase2: { state: 'notVisible', because: 'forbidden' },
    }),
    decodeWrites: of(decodeWrites, { at: '2026-03-02T10:34:32.000Z', writers: [] }),
    decodeNotices: of(decodeNotices, {
      at: '2026-03-02T10:34:32.000Z',
      notices: [{ id: 'MC1', title: 'a', startsAt: 'b', modifiedAt: 'c', actBy: null }],
    }),
  },
  'shared/tables/posture/failures.ts': {
    storedFailure: ofSchema(storedFailure, FAILURE, {
      system: 'watch',
      code: 'unreadable',
      from: '2026-03-02T10:34:32.000Z',
      to: '2026-03-02T10:34:32.000Z',
      why: FAILURE,
    }),
  },
  'shared/tables/posture/postureRun.ts': {
    decodePostureRun: of(decodePostureRun, {
      at: null,
      parts: { coverage: { at: null, problems: [], failure: FAILURE } },
    }),
  },
  'shared/tables/posture/problems.ts': {
    storedProblems: ofSchema(storedProblems, [{ code: 'digestFailed', failure: FAILURE }]),
  },
  'shared/tables/posture/registration.ts': {
    decodeRegistrationCounts: of(decodeRegistrationCounts, { users: 1, mfaRegistered: 1, mfaCapable: 1 }),
  },
  'shared/tables/posture/roles.ts': {
    decodeRoles: of(decodeRoles, {
      at: '2026-03-02T10:34:32.000Z',
      unread: [],
      roleIds: ['a'],
      holders: { b: '0a' },
    }),
  },
  'shared/tables/posture/tenantCoverage.ts': {
    decodeTenantCoverage: of(decodeTenantCoverage, aTenantCoverage()),
  },
  'shared/tables/posture/whatIf.ts': {
    decodeWhatIf: of(decodeWhatIf, {
      at: '2026-03-02T10:34:32.000Z',
      matter: 1,
      accounts: { a: { azureManagement: 'mfa', unanswered: { adminPortals: 'x' } } },
    }),
  },
  'shared/tables/rows.ts': {
    decodeRow: ofRow((row) => decodeRow(table, z.object({ a: z.string() }), row), { a: 'b' }),
  },
  'shared/tables/unsettledRow.ts': {
    versionInRow: ofRow(
      (row) => versionInRow(table, row),
      versionRow({ signIn: aSignIn(), loggedAt: '2026-03-02T10:34:32.000Z' }),
    ),
  },
};
