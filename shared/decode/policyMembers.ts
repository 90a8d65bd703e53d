import { z } from 'zod';
import type { JsonObject } from './fields';

// Every part may be null or missing: Graph leaves out members that are not set, PowerShell writes them as null, and other tools
// write an empty list for an empty object, or the other way round.

/** A part of a policy; `null` if it has no value. */
export function part<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(
    (value) => (isEmptyValue(value) ? null : value),
    schema.nullish().transform((body) => body ?? null),
  );
}

export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

export const id = z.string().transform((value) => (GUID.test(value) ? value.toLowerCase() : value));

export const ids = part(z.array(id)).transform((list): readonly string[] => list ?? []);

/** The same, but `null` if the member is missing: an empty list is one that lost its entries. */
export const idsGiven = z.preprocess(
  (value) => (Array.isArray(value) || !isEmptyValue(value) ? value : null),
  z.array(id).nullable(),
);

/** Words in one comma-separated text, or a list; `null` if it has no value, empty for `none`. */
export const flagsOrNull = part(
  z.union([z.string().transform((value) => value.split(',')), z.array(z.string())]),
).transform((list) => list?.map((flag) => flag.trim()).filter((flag) => !isWord(flag, 'none', '')) ?? null);

export const flags = flagsOrNull.transform((list) => list ?? []);

export function isWord(value: string, ...words: readonly string[]): boolean {
  return words.includes(value.toLowerCase());
}

/** Whether it is one of the forms in which tools write "no value". */
function isEmptyValue(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** Deeper than any policy: what is there is not looked for. */
const DEEPEST = 32;

/** Whether there is a value anywhere in it. Annotations do not count: `@odata.type`, `#microsoft.graph.restore`. */
export function holdsValue(value: unknown, depth = 0): boolean {
  if (isEmptyValue(value)) return false;
  if (typeof value !== 'object' || depth > DEEPEST) return true;
  return Object.entries(value as object).some(
    ([name, within]) => (Array.isArray(value) || !isAnnotation(name)) && holdsValue(within, depth + 1),
  );
}

/** Names of unknown members that have a value: each of them may make a policy narrower. */
export function unknownMembers(body: JsonObject, known: object): readonly string[] {
  return Object.entries(body)
    .filter(([name, value]) => !Object.hasOwn(known, name) && !isAnnotation(name) && holdsValue(value))
    .map(([name]) => name);
}

function isAnnotation(name: string): boolean {
  return name.includes('@') || name.startsWith('#');
}
