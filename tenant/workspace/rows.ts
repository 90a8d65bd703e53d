import { MINUTE_MS } from '../../shared/domain/time';
import type { LogRow } from '../world/log';
import type { SignInParts } from '../world/record';

export type SignInTable = 'SigninLogs' | 'AADNonInteractiveUserSignInLogs';

/** One row of a workspace: one version of a sign-in, or one copy of it. */
export type WorkspaceRow = SignInParts & {
  readonly table: SignInTable;
  /** The `TimeGenerated` of the row: milliseconds since 1970-01-01 UTC. */
  readonly generatedMs: number;
  /** When the workspace took the row in. */
  readonly ingestedMs: number;
};

/** A cell, as a query sees it. */
export type Cell = string | number | boolean | Date | null | object;

/**
 * In an export of June 2026 rows were generated minutes after their sign-ins:
 * https://github.com/IsaacDunham/bec_telemetry (read 2026-11-30)
 */
const ON_ITS_WAY_MS = 1.5 * MINUTE_MS;

/** All rows that a log becomes, in the order of ingestion. Sign-ins of no user go into other tables. */
export function workspaceRows(log: readonly LogRow[]): WorkspaceRow[] {
  return log
    .flatMap((row) => {
      const table = tableOf(row);
      const { own, common, createdMs, visibleMs } = row;
      const generatedMs = Math.max(createdMs, visibleMs - ON_ITS_WAY_MS);
      return table === null ? [] : [{ own, common, table, generatedMs, ingestedMs: visibleMs }];
    })
    .sort((a, b) => a.ingestedMs - b.ingestedMs);
}

function tableOf({ common: { signInEventTypes: types } }: LogRow): SignInTable | null {
  if (types.includes('nonInteractiveUser')) return 'AADNonInteractiveUserSignInLogs';
  return types.includes('interactiveUser') ? 'SigninLogs' : null;
}

/**
 * The columns that this product asks for, with the types of the table: `Status`, `DeviceDetail`, `LocationDetails` and
 * `ConditionalAccessPolicies` are dynamic in `SigninLogs` and text in the other one, which alone has `SignInEventTypes`. Absent
 * members of an object are left out, as in the export of June 2026.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/reference/tables/signinlogs (read 2026-11-30)
 */
export function cellsOf({ own, common, table, generatedMs }: WorkspaceRow): Readonly<Record<string, Cell>> {
  const isDynamic = table === 'SigninLogs';
  const detail = (value: object) => (isDynamic ? present(value) : text(value));
  const { status, location } = common;
  return {
    TimeGenerated: new Date(generatedMs),
    CreatedDateTime: new Date(own.createdDateTime),
    Category: isDynamic ? 'SignInLogs' : 'NonInteractiveUserSignInLogs',
    ResultType: String(status.errorCode),
    CorrelationId: own.correlationId,
    Location: location.countryOrRegion,
    AppDisplayName: common.appDisplayName,
    AppId: common.appId,
    AuthenticationDetails: text(own.authenticationDetails),
    AuthenticationProtocol: common.authenticationProtocol,
    AuthenticationRequirement: common.authenticationRequirement,
    AuthenticationRequirementPolicies: text(common.authenticationRequirementPolicies),
    ClientAppUsed: common.clientAppUsed,
    ConditionalAccessPolicies: detail(
      common.appliedConditionalAccessPolicies.map((policy) => ({
        ...policy,
        conditionsSatisfied: 3,
        conditionsNotSatisfied: 0,
      })),
    ),
    CrossTenantAccessType: common.crossTenantAccessType,
    DeviceDetail: detail(common.deviceDetail),
    HomeTenantId: common.homeTenantId,
    Id: own.id,
    IPAddress: common.ipAddress,
    IsInteractive: common.isInteractive,
    LocationDetails: detail(location),
    ResourceDisplayName: common.resourceDisplayName,
    ResourceIdentity: common.resourceId,
    ResourceTenantId: common.resourceTenantId,
    ServicePrincipalId: common.servicePrincipalId,
    SessionId: own.sessionId ?? '',
    Status: detail(status),
    TokenIssuerType: common.tokenIssuerType,
    UserAgent: common.userAgent,
    UserDisplayName: common.userDisplayName,
    UserId: common.userId,
    UserPrincipalName: common.userPrincipalName,
    UserType: common.userType.replace(/^\w/, (first) => first.toUpperCase()),
    ...(isDynamic ? {} : { SignInEventTypes: text(common.signInEventTypes) }),
  };
}

function text(value: object): string {
  return JSON.stringify(value, (_key, member) => member ?? undefined);
}

function present(value: object): object {
  return JSON.parse(text(value));
}
