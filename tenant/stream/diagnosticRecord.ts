import type { SignInRecord } from '../world/record';

/** The record in the form of the diagnostic settings. */
export type DiagnosticRecord = Readonly<Record<string, unknown>>;

/**
 * A sign-in as the diagnostic settings of Entra stream it: an envelope around the fields of Graph, without those that are null, in
 * another time format and with a capital `userType`. The event types are in the newer records only.
 *
 * @param loggedMs when it reached the log: some minutes after the sign-in
 * @see https://github.com/SEKOIA-IO/intake-formats Azure/azure-ad/tests/sign-in_activity6.json, sign-in_activity8.json (read 2026-11-30)
 */
export function diagnosticRecord(record: SignInRecord, loggedMs: number): DiagnosticRecord {
  const { userType, createdDateTime, status, resourceTenantId } = record;
  const present = Object.entries(record).filter(([, value]) => value !== null);
  return {
    time: `${new Date(loggedMs).toISOString().slice(0, -1)}0000Z`,
    resourceId: `/tenants/${resourceTenantId}/providers/Microsoft.aadiam`,
    operationName: 'Sign-in activity',
    operationVersion: '1.0',
    category: categoryOf(record),
    tenantId: resourceTenantId,
    resultType: String(status.errorCode),
    resultSignature: status.errorCode === 0 ? 'SUCCESS' : 'FAILURE',
    durationMs: 0,
    callerIpAddress: record.ipAddress,
    correlationId: record.correlationId,
    identity: record.userDisplayName,
    Level: 4,
    location: record.location.countryOrRegion,
    properties: {
      ...Object.fromEntries(present),
      createdDateTime: createdDateTime.replace(/(\.\d+)?Z$/, (fraction) => `${fraction.slice(0, -1)}+00:00`),
      userType: userType.slice(0, 1).toUpperCase() + userType.slice(1),
      mfaDetail: {},
      privateLinkDetails: {},
    },
  };
}

function categoryOf({ signInEventTypes: [type] }: SignInRecord): string {
  switch (type) {
    case 'nonInteractiveUser':
      return 'NonInteractiveUserSignInLogs';
    case 'servicePrincipal':
      return 'ServicePrincipalSignInLogs';
    case 'managedIdentity':
      return 'ManagedIdentitySignInLogs';
    default:
      return 'SignInLogs';
  }
}

/** A record of another log, which the same diagnostic setting may stream. */
export function auditRecord(id: string, loggedMs: number): DiagnosticRecord {
  return {
    time: new Date(loggedMs).toISOString(),
    operationName: 'Update user',
    category: 'AuditLogs',
    resultSignature: 'None',
    Level: 4,
    properties: {
      id,
      category: 'UserManagement',
      activityDisplayName: 'Update user',
      activityDateTime: new Date(loggedMs).toISOString(),
      targetResources: [],
    },
  };
}
