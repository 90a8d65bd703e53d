import type { Properties, Property } from '../odata/filter';
import type { LogRow } from '../world/log';
import type { CommonFields } from '../world/record';

/**
 * The properties that `$filter` accepts in v1.0, by lower-case path.
 * https://learn.microsoft.com/graph/api/resources/signin (read 2026-11-21)
 */
export const V1_PROPERTIES: Properties<LogRow> = {
  // A page of 2026 uses `lt`. The table of the reference does not have it, and the service used to refuse it.
  createddatetime: { type: 'instant', operators: ['eq', 'le', 'ge'], read: (row) => row.createdMs },
  id: { type: 'text', operators: ['eq'], read: (row) => row.own.id },
  correlationid: { type: 'text', operators: ['eq'], read: (row) => row.own.correlationId },
  'status/errorcode': { type: 'number', operators: ['eq'], read: (row) => row.common.status.errorCode },
  ...texts(
    ['eq'],
    ['appId', 'resourceId', 'resourceDisplayName', 'userId', 'clientAppUsed', 'conditionalAccessStatus'],
  ),
  ...texts(['eq', 'startsWith'], ['appDisplayName', 'userPrincipalName', 'userDisplayName', 'ipAddress']),
};

export const BETA_PROPERTIES: Properties<LogRow> = {
  ...V1_PROPERTIES,
  signineventtypes: { type: 'texts', operators: ['eq', 'ne'], read: (row) => row.common.signInEventTypes },
  originalrequestid: { type: 'text', operators: ['eq'], read: (row) => row.own.originalRequestId },
  ...texts(['eq'], ['tokenIssuerName', 'appOwnerTenantId', 'resourceOwnerTenantId']),
  ...texts(
    ['eq', 'startsWith'],
    ['authenticationRequirement', 'userAgent', 'servicePrincipalId', 'servicePrincipalName'],
  ),
};

type TextField = {
  [name in keyof CommonFields]: CommonFields[name] extends string | null ? name : never;
}[keyof CommonFields];

function texts(operators: readonly ('eq' | 'startsWith')[], names: readonly TextField[]): Properties<LogRow> {
  return Object.fromEntries(
    names.map((name): [string, Property<LogRow>] => [
      name.toLowerCase(),
      { type: 'text', operators, read: (row) => row.common[name] },
    ]),
  );
}
