import { camelCased, camelCasedValue } from './camelCased';
import { isAbsent, isObject, type JsonObject } from './fields';
import type { GraphFields } from './graphFields';

/**
 * Whether `Get-MgBetaAuditLogSignIn` wrote the record: it uses Graph's names, each with a capital. Log Analytics has most of
 * these names too, and the same `IPAddress`. But its nested values keep Graph's spelling, and it has no `AdditionalProperties`.
 */
export function isGraphPowerShell(raw: JsonObject): boolean {
  if (raw.AdditionalProperties !== undefined || raw.IpAddress !== undefined) return true;
  return hasCapitals(raw.Status) || hasCapitals(raw.AuthenticationDetails);
}

function hasCapitals(value: unknown): boolean {
  const one = Array.isArray(value) ? value[0] : value;
  return isObject(one) && ('ErrorCode' in one || 'AuthenticationMethod' in one);
}

/** `AdditionalProperties` holds the fields that an older module did not know, under Graph's own names. */
export function fromGraphPowerShell(raw: JsonObject): GraphFields {
  const { additionalProperties, ...fields } = camelCased(raw);
  const status = nestedJson(fields.status);
  const authenticationDetails = nestedJson(fields.authenticationDetails);
  const ipAddress = fields.ipAddress ?? fields.iPAddress;
  const known = { ...fields, ipAddress, status, authenticationDetails };
  return isObject(additionalProperties) ? { ...additionalProperties, ...withoutAbsent(known) } : known;
}

function withoutAbsent(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isAbsent(value)));
}

/** A column made with `ConvertTo-Json` holds text, which keeps the capitals. */
export function nestedJson(value: unknown): unknown {
  if (typeof value !== 'string' || !CAPITALS.test(value)) return value;
  try {
    return camelCasedValue(JSON.parse(value));
  } catch {
    return value;
  }
}

const CAPITALS = /"(?:AuthenticationMethod|ErrorCode)"/;

/** The text that PowerShell writes in place of a nested value: its type, or its members beyond `-Depth`. */
const LOST =
  /^(?:System\.(?:Object|String|Collections|Management)\b|Microsoft\.(?:Graph|Open|Azure)\.[\w.]*Models?\b|@\{)/;

/** Whether PowerShell has lost the values that decide. Nothing can restore them. */
export function isLost(value: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => typeof item === 'string' && LOST.test(item));
  return typeof value === 'string' && LOST.test(value);
}
