import { isAbsent, isObject, type JsonObject } from './fields';

/**
 * Recognises the records of other logs, which streams, archives and workspaces hold beside the sign-ins.
 *
 * @returns the name of the log that a whole record belongs to; `null` for a sign-in, and if it is no record of a log
 * @see https://learn.microsoft.com/entra/identity/monitoring-health/concept-diagnostic-settings-logs-options (read 2026-11-29)
 */
export function otherLog(raw: unknown): string | null {
  if (!isObject(raw)) return null;
  // Nearly every record comes from Graph, and no other log has both fields.
  if (raw.status !== undefined && raw.createdDateTime !== undefined) return null;
  const table = textOf(raw.Type);
  if (table !== null) return SIGN_IN_TABLE.test(table) ? null : table;
  const category = categoryOf(raw);
  if (category !== null) return SIGN_IN_CATEGORY.test(category) ? null : category;
  return logByItsFields(raw);
}

/** Microsoft's page on the schema says `SignIn`; the records say `SignInLogs`. */
const SIGN_IN_CATEGORY = /^\w*sign-?ins?(?:logs?)?$/i;
/** `SigninLogs`, `AADNonInteractiveUserSignInLogs`, and custom tables with the same content. */
const SIGN_IN_TABLE = /sign-?in/i;

/** The category of an envelope, or of a row of Log Analytics without the fields of a sign-in. */
function categoryOf(raw: JsonObject): string | null {
  const isEnvelope = ['properties', 'time', 'operationName'].some((name) => !isAbsent(raw[name]));
  if (isEnvelope && isAbsent(raw.status)) return textOf(raw.category);
  const isRow =
    !isAbsent(raw.OperationName) && isAbsent(raw.AuthenticationRequirement) && isAbsent(raw.Status);
  return isRow ? textOf(raw.Category) : null;
}

/** For each other log, fields that its records have and sign-ins do not, under Graph's names. */
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

/** Looks for Graph's name, and for the same name with a capital, as PowerShell and workspaces write it. */
export function has(raw: JsonObject, name: string): boolean {
  return raw[name] !== undefined || raw[name.slice(0, 1).toUpperCase() + name.slice(1)] !== undefined;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
