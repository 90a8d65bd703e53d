import { isAbsent, isObject, type JsonObject } from './fields';
import type { GraphFields } from './graphFields';
import { nestedJson } from './powerShell';

/**
 * A row of `SigninLogs` or `AADNonInteractiveUserSignInLogs` under Graph's names. CSV has the time zone in the heading. A union
 * of both tables splits a column if its type differs (`Status_dynamic`, `Status_string`).
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/reference/tables/signinlogs (read 2026-11-21)
 */
export function fromLogAnalytics(row: JsonObject): GraphFields {
  return {
    id: row.Id,
    createdDateTime: row.CreatedDateTime ?? row['CreatedDateTime [UTC]'],
    correlationId: row.CorrelationId,
    sessionId: row.SessionId,
    userId: row.UserId,
    userPrincipalName: row.UserPrincipalName,
    userDisplayName: row.UserDisplayName,
    userType: row.UserType,
    homeTenantId: row.HomeTenantId,
    resourceTenantId: row.ResourceTenantId,
    crossTenantAccessType: row.CrossTenantAccessType,
    appId: row.AppId,
    appDisplayName: row.AppDisplayName,
    // ResourceId is the path of an Azure resource, or the id of an app if the rows are Graph's with capitals.
    resourceId: row.ResourceIdentity ?? idOf(row.ResourceId),
    resourceDisplayName: row.ResourceDisplayName,
    isInteractive: row.IsInteractive,
    clientAppUsed: row.ClientAppUsed,
    userAgent: row.UserAgent,
    deviceDetail: firstPresent(row.DeviceDetail, row.DeviceDetail_dynamic, row.DeviceDetail_string),
    // Location is the country alone, or Graph's object if the rows are Graph's with capitals.
    location: firstPresent(
      row.LocationDetails,
      row.LocationDetails_dynamic,
      row.LocationDetails_string,
      row.Location,
    ),
    authenticationProtocol: row.AuthenticationProtocol,
    ipAddress: row.IPAddress,
    status: nestedJson(firstPresent(row.Status, row.Status_dynamic, row.Status_string)),
    authenticationRequirement: row.AuthenticationRequirement,
    authenticationDetails: nestedJson(
      firstPresent(
        row.AuthenticationDetails,
        row.AuthenticationDetails_dynamic,
        row.AuthenticationDetails_string,
      ),
    ),
    authenticationRequirementPolicies: firstPresent(
      row.AuthenticationRequirementPolicies,
      row.AuthenticationRequirementPolicies_dynamic,
      row.AuthenticationRequirementPolicies_string,
    ),
    appliedConditionalAccessPolicies: firstPresent(
      row.ConditionalAccessPolicies,
      row.ConditionalAccessPolicies_dynamic,
      row.ConditionalAccessPolicies_string,
      row.AppliedConditionalAccessPolicies,
    ),
    tokenIssuerType: row.TokenIssuerType,
    servicePrincipalId: row.ServicePrincipalId,
    signInEventTypes: row.SignInEventTypes,
  };
}

function idOf(resource: unknown): unknown {
  return typeof resource === 'string' && resource.startsWith('/') ? undefined : resource;
}

/** An empty cell still shows that the column exists. */
function firstPresent(...values: readonly unknown[]): unknown {
  return values.find((value) => !isAbsent(value)) ?? values.find((value) => value !== undefined);
}

/**
 * The rows in the answer to a Log Analytics query.
 *
 * @returns `null` if it is not such an answer
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/api/response-format (read 2026-11-21)
 */
export function logAnalyticsRows(answer: unknown): readonly JsonObject[] | null {
  if (!isObject(answer) || !Array.isArray(answer.tables)) return null;
  const rows: JsonObject[] = [];
  for (const table of answer.tables as readonly unknown[]) {
    if (!isObject(table) || !Array.isArray(table.rows)) return null;
    const columns = columnNames(table.columns);
    if (columns === null) return null;
    for (const cells of table.rows as readonly unknown[]) {
      if (!Array.isArray(cells)) return null;
      rows.push(rowOf(columns, cells));
    }
  }
  return rows;
}

/** The names in a table's `columns`, as Log Analytics or Data Explorer writes them; `null` if they are not columns. */
export function columnNames(columns: unknown): readonly string[] | null {
  if (!Array.isArray(columns)) return null;
  const names = columns.map((column: unknown) =>
    isObject(column) ? (column.name ?? column.ColumnName) : null,
  );
  return names.every((name) => typeof name === 'string') ? names : null;
}

export function rowOf(columns: readonly string[], cells: readonly unknown[]): JsonObject {
  return Object.fromEntries(columns.map((column, index) => [column, cells[index]]));
}
