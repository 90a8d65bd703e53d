import { z } from 'zod';
import { isObject, type JsonObject } from './fields';

// Every part may be null or missing: Graph leaves out what is not set, PowerShell writes it as null, and others write an
// empty list for an empty object, or the other way round.

/** A part of a policy, `null` where nothing is given. */
export function part<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(
    (value) => (isNothing(value) ? null : value),
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

/** The same, `null` where nothing is given: an empty list is one that somebody emptied. */
export const idsGiven = z.preprocess(
  (value) => (Array.isArray(value) || !isNothing(value) ? value : null),
  z.array(id).nullable(),
);

/** Several words in one text with commas between, or a list; `null` where nothing is given, empty for `none`. */
export const flagsOrNull = part(
  z.union([z.string().transform((value) => value.split(',')), z.array(z.string())]),
).transform((list) => list?.map((flag) => flag.trim()).filter((flag) => !isWord(flag, 'none', '')) ?? null);

export const flags = flagsOrNull.transform((list) => list ?? []);

export function isWord(value: string, ...words: readonly string[]): boolean {
  return words.includes(value.toLowerCase());
}

/** What is known to say nothing, in any of the ways in which tools write that. */
function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** Whether there is a value anywhere in it. Annotations are none: `@odata.type`, `#microsoft.graph.restore`. */
export function saysSomething(value: unknown): boolean {
  if (isNothing(value)) return false;
  if (Array.isArray(value)) return value.some(saysSomething);
  if (!isObject(value)) return true;
  return Object.entries(value).some(([name, within]) => !isAnnotation(name) && saysSomething(within));
}

/** Names of the members that say something and are not known here: any of them may make a policy narrower. */
export function unknownMembers(body: JsonObject, known: object): readonly string[] {
  return Object.entries(body)
    .filter(([name, value]) => !Object.hasOwn(known, name) && !isAnnotation(name) && saysSomething(value))
    .map(([name]) => name);
}

function isAnnotation(name: string): boolean {
  return name.includes('@') || name.startsWith('#');
}
