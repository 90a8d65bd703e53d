import { isObject, type JsonObject } from './fields';

const DEEPEST = 12;

/**
 * The text that PowerShell writes in place of an object that is nested deeper than `-Depth`: the type of a typed object, the
 * members of any other. Seen with PowerShell 7.6.9 on 2026-11-29.
 */
const TYPE_NAME =
  /^(Microsoft\.(Graph|Open)\.\S*Models?\.|System\.(Object|Collections|Management)\b|@\{|class \w+ \{)/;

/** Whether ConvertTo-Json cut off parts of a policy. */
export function isCutByPowerShell(policy: unknown): boolean {
  if (!isObject(policy)) return isTypeName(policy);
  return Object.entries(policy).some(([name, part]) => JUDGED.has(name.toLowerCase()) && hasTypeName(part));
}

const JUDGED: ReadonlySet<string> = new Set(['conditions', 'grantcontrols']);

function hasTypeName(value: unknown, depth = 0): boolean {
  if (isTypeName(value)) return true;
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return false;
  return Object.values(value).some((within) => hasTypeName(within, depth + 1));
}

function isTypeName(value: unknown): boolean {
  return typeof value === 'string' && TYPE_NAME.test(value);
}

const LONGEST_CODE = 80;

/** Graph's own code in a saved answer that refuses; `null` for any other object. */
export function savedErrorCode({ error }: JsonObject): string | null {
  if (typeof error === 'string' && /^\w{1,80}$/.test(error)) return error;
  return isObject(error) && typeof error.code === 'string' ? error.code.slice(0, LONGEST_CODE) : null;
}

/** The same in a text that is not JSON, such as `Forbidden({"error": …})` of az rest. */
export function savedErrorCodeIn(text: string): string | null {
  const [, code = null] = /"error"\s*:\s*\{\s*"code"\s*:\s*"(\w{1,80})"/.exec(text.slice(0, 4_000)) ?? [];
  return code;
}
