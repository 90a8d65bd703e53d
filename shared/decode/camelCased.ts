import { isObject } from './fields';

const DEEPEST = 8;

/** An object with its keys, and those within, as Graph spells them: PowerShell begins them with a capital. */
export function camelCased(body: Readonly<Record<string, unknown>>, depth = 0): Record<string, unknown> {
  const within = (value: unknown): unknown =>
    isObject(value) && depth < DEEPEST ? camelCased(value, depth + 1) : value;
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key.slice(0, 1).toLowerCase() + key.slice(1), within(value)]),
  );
}
