import { isAbsent, type JsonObject } from './fields';
import type { GraphFields } from './graphFields';

/** A column of every row in the portal's CSV download. */
export const PORTAL_ID_COLUMN = 'Request ID';

/**
 * A row of the portal's CSV download under Graph's names. It has steps only if `withSteps` added them.
 * The portal writes a space at the end of two headings; a reader of CSV may have removed it.
 */
export function fromPortalCsv(row: JsonObject): GraphFields {
  return {
    id: row[PORTAL_ID_COLUMN],
    createdDateTime: row['Date (UTC)'],
    correlationId: row['Correlation ID'],
    sessionId: row['Session ID'],
    userId: row['User ID'],
    userPrincipalName: row.Username,
    userDisplayName: row.User,
    userType: row['User type'],
    homeTenantId: row['Home tenant ID'],
    resourceTenantId: row['Resource tenant ID'],
    crossTenantAccessType: row['Cross tenant access type'],
    appId: row['Application ID '] ?? row['Application ID'],
    appDisplayName: row.Application,
    resourceId: row['Resource ID '] ?? row['Resource ID'],
    resourceDisplayName: row.Resource,
    clientAppUsed: row['Client app'],
    userAgent: row['User agent'],
    deviceDetail: { browser: row.Browser, operatingSystem: row['Operating System'] },
    location: row.Location,
    authenticationProtocol: row['Authentication Protocol'],
    ipAddress: row['IP address'],
    status: statusOf(row),
    authenticationRequirement: row['Authentication requirement'],
    authenticationDetails: row[STEPS],
    tokenIssuerType: row['Token issuer type'],
    servicePrincipalId: row['Service principal ID'],
  };
}

/** A column for the steps. The portal has no heading of this name. */
const STEPS = 'authenticationDetails';

/** The row with the steps of the same sign-in, from the other file of the download. */
export function withSteps(row: JsonObject, steps: readonly JsonObject[]): JsonObject {
  return { ...row, [STEPS]: steps };
}

/** The columns of the other file of the download, `…_AuthDetails_….csv`, which has one step per row. */
const STEP_COLUMNS = [PORTAL_ID_COLUMN, 'Authentication method', 'Succeeded', 'Result detail'];

export function isStepRow(row: JsonObject): boolean {
  return STEP_COLUMNS.every((column) => row[column] !== undefined);
}

/** A row of that file as a step under Graph's names. The time is left out, because the sign-in has its own. */
export function stepOf(row: JsonObject): JsonObject {
  return {
    authenticationMethod: row['Authentication method'],
    authenticationMethodDetail: row['Authentication method detail'],
    succeeded: row.Succeeded,
    authenticationStepResultDetail: row['Result detail'],
    authenticationStepRequirement: row.Requirement,
  };
}

function statusOf(row: JsonObject): unknown {
  // The file of authentication details has neither column; its rows must not count as sign-ins.
  if (row.Status === undefined && row['Sign-in error code'] === undefined) return null;
  return {
    errorCode: codeOf(row),
    failureReason: row['Failure reason'],
    additionalDetails: row['Multifactor authentication result'],
  };
}

/** For a success, the portal leaves the code empty or writes `None`. */
function codeOf(row: JsonObject): unknown {
  const code = row['Sign-in error code'];
  if (!isAbsent(code) && code !== 'None') return code;
  return row.Status === 'Success' ? 0 : null;
}
