import { stringify } from 'csv-stringify/sync';

/** Rows as CSV (RFC 4180), one line each; a cell that a spreadsheet would run as a formula is defused. */
export function csvLines(rows: readonly (readonly unknown[])[]): string {
  return stringify(
    rows.map((row) => row.map((cell) => (typeof cell === 'string' ? defused(cell) : cell))),
    { cast: { boolean: String }, quoted_match: CARRIAGE_RETURN },
  );
}

/** The library quotes the ends of its own lines alone; spreadsheets end a line here too. */
const CARRIAGE_RETURN = /\r/;

/**
 * An apostrophe stands before each formula. If a spreadsheet separates cells by semicolons, as in much of Europe, then quotes around
 * the whole hold nothing together, so a text may begin a cell behind a semicolon, a tab or a line break of its own.
 * https://owasp.org/www-community/attacks/CSV_Injection (read 2026-11-30)
 */
function defused(text: string): string {
  const inside = text.replace(BEGINNING, (run, at: number) =>
    FORMULA.has(text.charAt(at + run.length)) ? `${run}'` : run,
  );
  return /^[\t\r\n]/.test(inside) ? `'${inside}` : inside;
}

/** To the first sign of a cell. Whole runs, so that a text of line breaks takes no time. */
const BEGINNING = /(?:^|[;\t\r\n])[\s"]*/g;

/** The wide signs run on Macs. */
const FORMULA: ReadonlySet<string> = new Set('=+-@\0＝＋－＠');
