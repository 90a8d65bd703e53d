import { FieldError } from './fieldError';

// Written by hand, not as a schema: every poll decodes pages of 1,000 records, and a schema that checks before the mapping
// doubles the cost.

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** For a missing value, sources write `null`, `''`, `{}` or nothing at all. */
export function isAbsent(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return isObject(value) && Object.keys(value).length === 0;
}

/**
 * A text is cut to this number of characters. None of Microsoft's texts comes near it. But the person who signs in chooses some
 * of them, and a longer text takes every pattern longer.
 */
const LONGEST_TEXT = 2_048;

export function readText(value: unknown, field: string): string | null {
  if (typeof value === 'string') {
    if (value === '') return null;
    return shortened(value);
  }
  if (isAbsent(value)) return null;
  throw new FieldError(field, 'not text');
}

/** As long as the decoders keep a text. */
export function shortened(text: string): string {
  return text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text;
}

/** Microsoft's ids have 36 characters, and a few of sessions some more. A longer one fits into no key and no continuation token. */
const LONGEST_ID = 256;

/** @throws FieldError also for a text that is too long, which is never cut: then it could equal another one */
export function readId(value: unknown, field: string): string | null {
  const text = readText(value, field);
  if (text === null) return null;
  if (text.length > LONGEST_ID) throw new FieldError(field, 'too long for an id');
  return text.toLowerCase();
}

/** `true`, or its text in CSV: `TRUE`, `True`, `true`; `false` likewise. */
export function readFlag(value: unknown, field: string): boolean | null {
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.toLowerCase() : value;
  if (word === 'true') return true;
  if (word === 'false') return false;
  if (isAbsent(value)) return null;
  throw new FieldError(field, 'not true or false');
}

export function readInteger(value: unknown, field: string): number | null {
  if (isAbsent(value)) return null;
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number)) return number;
  throw new FieldError(field, 'not a whole number');
}

/** An object, or its JSON text. */
export function readObject(value: unknown, field: string): JsonObject | null {
  const parsed = readJson(value, field);
  if (isAbsent(parsed)) return null;
  if (isObject(parsed)) return parsed;
  throw new FieldError(field, 'not an object');
}

/** A list, or its JSON text. An empty list stays an empty list: it says more than an absent field. */
export function readList(value: unknown, field: string): readonly unknown[] | null {
  const parsed = readJson(value, field);
  if (isAbsent(parsed)) return null;
  if (Array.isArray(parsed)) return parsed;
  throw new FieldError(field, 'not a list');
}

function readJson(value: unknown, field: string): unknown {
  if (typeof value !== 'string' || value === '') return value;
  try {
    return JSON.parse(value);
  } catch {
    throw new FieldError(field, 'not JSON');
  }
}
