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

type Refusal = { readonly problem: string; readonly advice: string };

/** The problem, if the object is a saved refusal of Graph; `null` for any other object. */
export function savedGraphError(body: JsonObject): Refusal | null {
  const { error } = body;
  if (typeof error === 'string' && /^\w{1,80}$/.test(error)) return refusal(error);
  if (!isObject(error) || typeof error.code !== 'string') return null;
  return refusal(error.code);
}

/** The same for a text that is not JSON, such as `Forbidden({"error": …})` of az rest. */
export function savedErrorText(text: string): Refusal | null {
  const [, code] = /"error"\s*:\s*\{\s*"code"\s*:\s*"(\w{1,80})"/.exec(text.slice(0, 4_000)) ?? [];
  return code === undefined ? null : refusal(code);
}

function refusal(code: string): Refusal {
  return { problem: `is an error of Graph (${code.slice(0, 80)}), not policies`, advice: adviceOn(code) };
}

function adviceOn(code: string): string {
  if (/token|unauthenticated|invalid_grant/i.test(code)) return 'sign in again, then export again';
  if (/denied|forbidden|unauthorized|permission/i.test(code))
    return 'the sign-in that exported lacks Policy.Read.All: sign in with Connect-MgGraph -Scopes Policy.Read.All, then export again';
  return 'export again';
}
