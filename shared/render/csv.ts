import { stringify } from 'csv-stringify/sync';

/** Rows as CSV (RFC 4180), one line each; a cell that a spreadsheet would run as a formula is defused. */
export function csvLines(rows: readonly (readonly unknown[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { escape_formulas: true, cast: { boolean: String } },
  );
}
