import { OVERLAP_MS } from '../domain/polling/pollPlan';
import type { SignInQuery } from '../domain/signIn/signInQuery';
import { type Kql, kql } from './kql';

/**
 * The rows of the sign-in log that were ingested in a span, one for each sign-in.
 *
 * Entra writes a sign-in again when it has completed the record, and delivers rows more than once. A sign-in belongs to the span
 * of its latest row, by ingestion and then by `TimeGenerated`: so spans can be read in any order, and an old row never replaces
 * a newer one. Rows of one sign-in are ingested within 3 hours of each other, because a record is complete after 2.
 *
 * Types are the same in both tables afterwards: `Status` and others are dynamic in one of them and text in the other.
 * `SigninLogs` has no `SignInEventTypes`.
 *
 * @param most rows; one more is asked for, to show that there are more
 * @returns `null` if the query can match nothing
 * @see https://learn.microsoft.com/azure/azure-monitor/reference/tables/signinlogs (read 2026-11-30)
 * @see https://learn.microsoft.com/azure/azure-monitor/reference/tables/aadnoninteractiveusersigninlogs (read 2026-11-30)
 */
export function signInQuery(query: SignInQuery, most: number): Kql | null {
  const { span, appIds, resourceIds, includeNonInteractive } = query;
  if (span.from >= span.to || appIds.length + resourceIds.length === 0) return null;
  const interactive = rowsOf(kql`SigninLogs`, kql`""`, query);
  const tables = includeNonInteractive
    ? kql`${interactive}, ${rowsOf(kql`AADNonInteractiveUserSignInLogs`, kql`SignInEventTypes`, query)}`
    : interactive;
  return kql`union isfuzzy=true ${tables}
| summarize arg_max(TimeGenerated, *) by Id, Ingested
| summarize arg_max(Ingested, *) by Id
| where Ingested < ${new Date(span.to)}
| extend TimeGenerated = tostring(TimeGenerated)
| project-away Ingested
| take ${most + 1}`;
}

/**
 * The rows of one table, with the columns that a sign-in is decoded from.
 *
 * The applied policies are the longest column by far. Only those that were satisfied, or that would have stopped the sign-in, say
 * anything, so a list without any of these is left out. A workspace may lack `SessionId`, which is younger than the others.
 */
function rowsOf(table: Kql, eventTypes: Kql, { span, appIds, resourceIds, userId }: SignInQuery): Kql {
  const ofUser = userId === null ? kql`` : kql` and UserId =~ ${userId}`;
  return kql`(${table}
| where ingestion_time() >= ${new Date(span.from)} and ingestion_time() < ${new Date(span.to + OVERLAP_MS)}
| where (AppId in~ ${appIds} or ResourceIdentity in~ ${resourceIds})${ofUser}
| extend Policies = tostring(ConditionalAccessPolicies)
| project Id = tolower(Id), Ingested = ingestion_time(), TimeGenerated, CreatedDateTime = tostring(CreatedDateTime),
  CorrelationId, SessionId = column_ifexists("SessionId", ""), UserId, UserPrincipalName, UserDisplayName, UserType,
  HomeTenantId, ResourceTenantId, CrossTenantAccessType, AppId, AppDisplayName, ResourceIdentity, ResourceDisplayName,
  IsInteractive, ClientAppUsed, UserAgent, DeviceDetail = tostring(DeviceDetail),
  LocationDetails = tostring(LocationDetails), Location, AuthenticationProtocol, IPAddress, Status = tostring(Status),
  ResultType, AuthenticationRequirement, AuthenticationDetails = tostring(AuthenticationDetails),
  AuthenticationRequirementPolicies = tostring(AuthenticationRequirementPolicies),
  ConditionalAccessPolicies = iff(Policies contains "\\"success\\"" or Policies contains "\\"reportOnlyFailure\\"" or Policies contains "\\"reportOnlyInterrupted\\"", Policies, ""),
  TokenIssuerType, ServicePrincipalId, SignInEventTypes = ${eventTypes}, Category)`;
}
