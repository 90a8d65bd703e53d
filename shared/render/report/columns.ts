/**
 * Rows of one type as columns: each different value once, and for each row its place among them. Ten thousand accounts have
 * a few hundred different readiness reasons, and the names of the fields would be half of the text.
 */
export type Columns = {
  readonly count: number;
  readonly columns: Readonly<Record<string, Column>>;
};

/** Without `at`, the values are those of the rows, in their order. `-1`: the row does not have the field. */
type Column = { readonly values: readonly unknown[]; readonly at?: readonly number[] };

/** @param rows objects of what JSON can hold; the fields may differ from row to row */
export function columnsOf<T extends object>(rows: readonly T[]): Columns {
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  const columns = [...names].map((name) => [name, columnOf(rows, name)] as const);
  return { count: rows.length, columns: Object.fromEntries(columns) };
}

function columnOf<T extends object>(rows: readonly T[], name: string): Column {
  const places = new Map<string, number>();
  const values: unknown[] = [];
  const at = rows.map((row) => {
    const value: unknown = Object.hasOwn(row, name) ? row[name as keyof T] : undefined;
    if (value === undefined) return -1;
    const text = JSON.stringify(value);
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, values.length);
    return values.push(value) - 1;
  });
  return at.every((place, row) => place === row) ? { values } : { values, at };
}

/** One row; equal values of several rows are the same object. */
export function rowAt<T>({ columns }: Columns, row: number): T {
  const fields: Record<string, unknown> = {};
  for (const [name, { values, at }] of Object.entries(columns)) {
    const place = at === undefined ? row : (at[row] ?? -1);
    if (place >= 0) fields[name] = values[place];
  }
  return fields as T;
}

/**
 * A reader of one field, by row. What it makes of a value is made once, at the first of the rows that have it.
 *
 * @param make takes `undefined` for rows without the field
 */
export function fieldOf<V, R>(
  { columns }: Columns,
  name: string,
  make: (value: V | undefined) => R,
): (row: number) => R {
  const { values, at }: Column = columns[name] ?? { values: [], at: [] };
  // By place, with that of rows without the field at the end.
  const made: R[] = [];
  return (row) => {
    const place = at === undefined ? row : (at[row] ?? -1);
    const index = place < 0 ? values.length : place;
    made[index] ??= make(values[place] as V | undefined);
    return made[index];
  };
}

export function rowsIn<T>(columns: Columns): T[] {
  return Array.from({ length: columns.count }, (_, row) => rowAt<T>(columns, row));
}

/** The places of the rows whose field has this value, a text. */
export function placesOf({ columns, count }: Columns, name: string, value: string): readonly number[] {
  const column = columns[name];
  const wanted = column?.values.indexOf(value) ?? -1;
  if (column === undefined || wanted < 0) return [];
  const places: number[] = [];
  for (let row = 0; row < count; row++) {
    const place = column.at === undefined ? row : column.at[row];
    if (place === wanted) places.push(row);
  }
  return places;
}
