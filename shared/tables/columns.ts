import { TablesError } from './errors';
import type { Column, StoredRow } from './rows';

// A string property holds 32 K UTF-16 units, a binary one 64 KiB, a row 1 MiB, of which some is left for the rest.
// https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model (read 2026-11-21)
const LONGEST_TEXT = 32 * 1024;
const LONGEST_BYTES = 64 * 1024;
const MOST_BYTES = 900 * 1024;
const MOST_PARTS = Math.ceil(MOST_BYTES / LONGEST_BYTES);
const HALF_PAIR = /\p{Surrogate}/u;
const HALF_PAIRS = /\p{Surrogate}/gu;

type ColumnValue = string | number | boolean | object | null | undefined;

/**
 * A column for each value: text is cut to the size of a column, objects become JSON text in as many columns (`name`, `name1`,
 * `name2` …) as they need, and `null` is left out.
 *
 * @throws TablesError `tooBig` if an object takes more than 900 KiB
 */
export function columnsOf(values: Readonly<Record<string, ColumnValue>>): Record<string, Column> {
  const columns: Record<string, Column> = {};
  for (const name of Object.keys(values)) {
    const value = values[name];
    if (typeof value === 'string') columns[name] = storableText(value);
    else if (typeof value === 'number' || typeof value === 'boolean') columns[name] = value;
    else if (value !== null && value !== undefined) addJson(columns, name, JSON.stringify(value));
  }
  return columns;
}

function addJson(columns: Record<string, Column>, name: string, text: string): void {
  // Nearly every text fits into one column.
  if (text.length <= LONGEST_TEXT) columns[name] = text;
  else Object.assign(columns, numbered(name, textParts(name, text)));
}

/** Text for a column as it can be stored; `undefined`, which is not written, for `null`. */
export function storable(text: string | null): string | undefined {
  return text === null ? undefined : storableText(text);
}

/** Text for a column: cut to 32 K UTF-16 units, half surrogate pairs replaced. */
function storableText(text: string): string {
  const short = text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text;
  // Nearly every text is whole already, and to look is quicker than to replace nothing.
  return HALF_PAIR.test(short) ? short.replaceAll(HALF_PAIRS, '\uFFFD') : short;
}

function textParts(name: string, text: string): readonly string[] {
  assertFits(name, 2 * text.length);
  const parts: string[] = [];
  for (let start = 0; start < text.length; start += parts.at(-1)?.length ?? 0) {
    const part = text.slice(start, start + LONGEST_TEXT);
    parts.push(/[\uD800-\uDBFF]$/.test(part) ? part.slice(0, -1) : part);
  }
  return parts;
}

/** The object that `columnsOf` stored; `undefined` if there is none, the bare text if it is not JSON. */
export function jsonIn(row: StoredRow, name: string): unknown {
  const parts = partsOf(row, name).filter((part) => typeof part === 'string');
  if (parts.length === 0) return undefined;
  const text = parts.join('');
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * Bytes, in as many columns (`name`, `name1`, `name2` …) as they need.
 *
 * @throws TablesError `tooBig` beyond 900 KiB
 */
export function byteColumns(name: string, bytes: Uint8Array): Record<string, Uint8Array> {
  assertFits(name, bytes.byteLength);
  const parts: Uint8Array[] = [];
  for (let start = 0; start < bytes.byteLength; start += LONGEST_BYTES) {
    parts.push(bytes.subarray(start, start + LONGEST_BYTES));
  }
  return numbered(name, parts);
}

/** The names of all columns that such a value may take. */
export function partNames(name: string): readonly string[] {
  return Array.from({ length: MOST_PARTS }, (_, index) => numberedName(name, index));
}

/** The bytes that `byteColumns` stored; `undefined` if there are none. */
export function bytesIn(row: StoredRow, name: string): Uint8Array | undefined {
  const parts = partsOf(row, name).filter((part) => part instanceof Uint8Array);
  return parts.length === 0 ? undefined : Buffer.concat(parts);
}

function numbered<T>(name: string, parts: readonly T[]): Record<string, T> {
  return Object.fromEntries(parts.map((part, index) => [numberedName(name, index), part]));
}

function numberedName(name: string, index: number): string {
  return index === 0 ? name : `${name}${index}`;
}

function partsOf(row: StoredRow, name: string): unknown[] {
  const parts: unknown[] = [];
  // A column that was asked for by name and is not stored may come as `null`.
  for (let part = row[name]; part !== undefined && part !== null; part = row[`${name}${parts.length}`])
    parts.push(part);
  return parts;
}

function assertFits(name: string, bytes: number): void {
  if (bytes <= MOST_BYTES) return;
  throw new TablesError({
    system: 'tables',
    code: 'tooBig',
    column: name,
    kib: Math.ceil(bytes / 1024),
    mostKib: MOST_BYTES / 1024,
  });
}
