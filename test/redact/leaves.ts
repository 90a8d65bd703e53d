import { parse } from 'csv-parse/sync';

/** A value in a file, and the name of its field. */
export type Leaf = { readonly field: string; readonly value: string };

/** All values of a file, and all names of fields: also those in JSON that is the text of a value. */
export function leavesOf(text: string): readonly Leaf[] {
  const start = text.trimStart();
  if (!start.startsWith('{') && !start.startsWith('[')) return csvLeaves(text);
  const whole = parsed(text);
  if (whole !== undefined) return jsonLeaves(whole, '');
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : jsonLeaves(parsed(line) ?? line, '')));
}

function csvLeaves(text: string): readonly Leaf[] {
  const delimiter = text.startsWith('sep=;') ? ';' : ',';
  const rows = parse(text.replace(/^sep=[^\n]*\n/, ''), {
    bom: true,
    delimiter,
    relax_column_count: true,
    comment: '#',
  }) as string[][];
  const [heading = [], ...records] = rows;
  return records.flatMap((cells) => cells.flatMap((cell, index) => textLeaves(cell, heading[index] ?? '')));
}

function jsonLeaves(value: unknown, field: string): readonly Leaf[] {
  if (typeof value === 'string') return textLeaves(value, field);
  if (typeof value === 'number') return [{ field, value: String(value) }];
  if (Array.isArray(value)) return value.flatMap((item) => jsonLeaves(item, field));
  if (typeof value !== 'object' || value === null) return [];
  const { columns, rows, Columns = columns, Rows = rows } = value as Readonly<Record<string, unknown>>;
  if (Array.isArray(Columns) && Array.isArray(Rows)) return tableLeaves(Columns, Rows);
  return Object.entries(value).flatMap(([key, inner]) => jsonLeaves(inner, key));
}

function tableLeaves(columns: readonly unknown[], rows: readonly unknown[]): readonly Leaf[] {
  const names = columns.map((column) => nameOf(column as Readonly<Record<string, unknown>>));
  return rows.flatMap((row) =>
    (row as unknown[]).flatMap((cell, index) => jsonLeaves(cell, names[index] ?? '')),
  );
}

function nameOf({ name, ColumnName }: Readonly<Record<string, unknown>>): string {
  return String(name ?? ColumnName);
}

function textLeaves(value: string, field: string): readonly Leaf[] {
  const inner = /^\s*[[{]/.test(value) ? parsed(value) : undefined;
  return inner === undefined ? [{ field, value }] : jsonLeaves(inner, field);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The values that a text holds in any case, or in an encoding that anybody could undo. */
export function heldIn(text: string, values: readonly string[]): readonly string[] {
  const lower = text.toLowerCase();
  return values.filter((value) =>
    spellings(value).some((spelling) => lower.includes(spelling.toLowerCase())),
  );
}

const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

function spellings(value: string): readonly string[] {
  const plain = [value, JSON.stringify(value).slice(1, -1)];
  return (GUID.test(value) ? [value] : [...plain, ...encodings(value)]).filter(({ length }) => length >= 4);
}

function encodings(value: string): readonly string[] {
  const base64 = [0, 1, 2].map((before) => {
    const encoded = Buffer.from(`${' '.repeat(before)}${value}`).toString('base64');
    // Without the ends, which the neighbours of the value change.
    return encoded.replace(/=+$/, '').slice(before === 0 ? 0 : 4, -2);
  });
  return [
    encodeURIComponent(value),
    ...(value.length >= 9 ? base64 : []),
    Buffer.from(value).toString('hex'),
    [...value].reverse().join(''),
  ];
}
