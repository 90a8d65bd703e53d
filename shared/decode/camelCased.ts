import { isObject } from './fields';

const DEEPEST = 8;

/** An object with all its keys, nested ones too, as Graph spells them: PowerShell begins them with a capital. */
export function camelCased(body: Readonly<Record<string, unknown>>, depth = 0): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [graphName(key), camelCasedValue(value, depth + 1)]),
  );
}

/** The same for a value that may be a list of objects. */
export function camelCasedValue(value: unknown, depth = 0): unknown {
  if (depth > DEEPEST) return value;
  if (Array.isArray(value)) return value.map((item) => camelCasedValue(item, depth + 1));
  return isObject(value) ? camelCased(value, depth) : value;
}

function graphName(key: string): string {
  return key.slice(0, 1).toLowerCase() + key.slice(1);
}
