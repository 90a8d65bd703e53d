import { isAbsent, type JsonObject } from './fields';
import type { GraphFields } from './graphFields';

/** Every row of the portal's CSV download has it. */
export const PORTAL_ID_COLUMN = 'Request ID';

/**
 * A row of the portal's CSV download under Graph's names. It has no steps, unless `withSteps` joined them to it.
 * The space at the end of two headings is the portal's; a reader of CSV may have cut it.
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
    authenticationProtocol: row['Authentication Protocol'],
    ipAddress: row['IP address'],
    status: statusOf(row),
    authenticationRequirement: row['Authentication requirement'],
    authenticationDetails: row[STEPS],
    tokenIssuerType: row['Token issuer type'],
    servicePrincipalId: row['Service principal ID'],
  };
}

/** Beside the columns of the portal: no heading is spelled like this. */
const STEPS = 'authenticationDetails';

/** The row with the steps of the same sign-in, from the other file of the download. */
export function withSteps(row: JsonObject, steps: readonly JsonObject[]): JsonObject {
  return { ...row, [STEPS]: steps };
}

/** The columns of the download's other file, `…_AuthDetails_….csv`: a step a row. */
const STEP_COLUMNS = [PORTAL_ID_COLUMN, 'Authentication method', 'Succeeded', 'Result detail'];

export function isStepRow(row: JsonObject): boolean {
  return STEP_COLUMNS.every((column) => row[column] !== undefined);
}

/** A row of that file as a step under Graph's names; its time is left out, as the sign-in has its own. */
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
  // The download of authentication details has neither; it must not pass for sign-ins.
  if (row.Status === undefined && row['Sign-in error code'] === undefined) return null;
  return {
    errorCode: codeOf(row),
    failureReason: row['Failure reason'],
    additionalDetails: row['Multifactor authentication result'],
  };
}

/** The portal leaves the code of a success empty, or writes `None`. */
function codeOf(row: JsonObject): unknown {
  const code = row['Sign-in error code'];
  if (!isAbsent(code) && code !== 'None') return code;
  return row.Status === 'Success' ? 0 : null;
}
