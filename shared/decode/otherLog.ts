import { isAbsent, isObject, type JsonObject } from './fields';

/**
 * Streams, archives and workspaces hold other logs beside the sign-ins.
 *
 * @returns the name of the other log that a whole record is of; `null` for a sign-in, and for what is no log's record
 * @see https://learn.microsoft.com/entra/identity/monitoring-health/concept-diagnostic-settings-logs-options (read 2026-11-29)
 */
export function otherLog(raw: unknown): string | null {
  if (!isObject(raw)) return null;
  // Nearly every record is Graph's, and no other log has both.
  if (raw.status !== undefined && raw.createdDateTime !== undefined) return null;
  const table = textOf(raw.Type);
  if (table !== null) return SIGN_IN_TABLE.test(table) ? null : table;
  const category = categoryOf(raw);
  if (category !== null) return SIGN_IN_CATEGORY.test(category) ? null : category;
  return logByItsFields(raw);
}

/** `SignIn` is what Microsoft's page on the schema says, `SignInLogs` what the records say. */
const SIGN_IN_CATEGORY = /^\w*sign-?ins?(?:logs?)?$/i;
/** `SigninLogs`, `AADNonInteractiveUserSignInLogs`, and custom tables that hold the same. */
const SIGN_IN_TABLE = /sign-?in/i;

/** Of an envelope, or of a row of Log Analytics that has nothing of a sign-in. */
function categoryOf(raw: JsonObject): string | null {
  const isEnvelope = ['properties', 'time', 'operationName'].some((name) => !isAbsent(raw[name]));
  if (isEnvelope && isAbsent(raw.status)) return textOf(raw.category);
  const isRow =
    !isAbsent(raw.OperationName) && isAbsent(raw.AuthenticationRequirement) && isAbsent(raw.Status);
  return isRow ? textOf(raw.Category) : null;
}

/** Fields that a record of each other log has and a sign-in has not, under Graph's names. */
const BY_FIELDS: readonly { readonly log: string; readonly fields: readonly string[] }[] = [
  { log: 'AuditLogs', fields: ['activityDateTime', 'activityDisplayName', 'targetResources'] },
  { log: 'UserRiskEvents', fields: ['riskEventType', 'detectedDateTime'] },
  { log: 'RiskyUsers', fields: ['riskLastUpdatedDateTime', 'riskLevel'] },
  { log: 'ProvisioningLogs', fields: ['provisioningAction', 'provisioningSteps'] },
  { log: 'MicrosoftGraphActivityLogs', fields: ['requestUri', 'requestMethod'] },
  { log: 'Microsoft 365 audit log', fields: ['operation', 'workload', 'recordType'] },
];

function logByItsFields(raw: JsonObject): string | null {
  const known = BY_FIELDS.find(({ fields }) => fields.every((name) => has(raw, name)));
  return known?.log ?? null;
}

/** Under Graph's name, or with the capital of PowerShell and of workspaces. */
export function has(raw: JsonObject, name: string): boolean {
  return raw[name] !== undefined || raw[name.slice(0, 1).toUpperCase() + name.slice(1)] !== undefined;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
