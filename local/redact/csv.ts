import { type CsvRow, cutRows, giveUpRow, newCut } from '../files/csvRows';
import { MAX_RECORD_CHARS } from '../files/fileRecord';
import { isKnownName } from './fields';
import { type Redaction, redactString } from './json';
import { newScope } from './people';
import { redactText } from './text';
import type { Context } from './values';

/** Redacts CSV with a heading row: columns, quotes and line breaks stay. */
export function csvRedaction(context: Context, delimiter: string): Redaction {
  const cut = newCut(delimiter);
  let columns: readonly string[] | null = null;
  const redact = (rows: readonly CsvRow[]) => rows.map(({ text }) => redactRow(text)).join('');
  const redactRow = (row: string) => {
    const cells = cellsOf(row, delimiter);
    if (columns === null) {
      columns = cells.map(({ text }) => text.trim());
      return written(
        cells.map((cell) => ({ ...cell, text: redactHeading(cell.text, context) })),
        delimiter,
      );
    }
    const place = { scope: newScope(null), context };
    const names = columns;
    const redactCell = (cell: Cell, index: number) => {
      const field = { name: names[index] ?? null, container: null };
      return { ...cell, text: redactString(cell.text, field, place) };
    };
    return written(cells.map(redactCell), delimiter);
  };
  /** Only the first line of a row whose quotes never close is lost to a reader. */
  const redactBroken = () => {
    giveUpRow(cut);
    return `"x\n${redact(cutRows(cut))}`;
  };
  return {
    push: (text) => {
      cut.text += text;
      let redacted = redact(cutRows(cut));
      while (cut.text.length > MAX_RECORD_CHARS) redacted += redactBroken();
      return redacted;
    },
    end: () => {
      let redacted = '';
      while (cut.inQuotes) redacted += redactBroken();
      return cut.text.trim() === '' ? redacted : redacted + redactRow(cut.text);
    },
  };
}

/** The first lines that some tools write before the heading: the type of the objects, or the delimiter for Excel. */
export function redactMarks(marks: string, context: Context): string {
  return marks.replace(/^#TYPE[^\n]*/gim, (mark) => redactText(mark, context));
}

function redactHeading(heading: string, { pseudonyms, count }: Context): string {
  const name = heading.trim();
  if (name === '' || isKnownName(name)) return heading;
  count('fields');
  return pseudonyms.fieldName(name);
}

type Cell = {
  readonly text: string;
  readonly isQuoted: boolean /** What follows the cell: a delimiter or the end of the row. */;
  readonly end: string;
};

/** Reads the cells of a row as csv-parse does, quotes in the middle of a cell included. */
function cellsOf(row: string, delimiter: string): readonly Cell[] {
  const cells: Cell[] = [];
  const lineEnd = /\r?\n$/.exec(row)?.[0] ?? '';
  const line = row.slice(0, row.length - lineEnd.length);
  let at = 0;
  do {
    const isQuoted = line.charAt(at) === '"';
    let text = '';
    if (isQuoted) {
      const end = closingQuote(line, at + 1);
      text = line.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    }
    const next = line.indexOf(delimiter, at);
    const end = next < 0 ? line.length : next;
    cells.push({ text: text + line.slice(at, end), isQuoted, end: next < 0 ? lineEnd : delimiter });
    at = end + 1;
  } while (cells.at(-1)?.end === delimiter);
  return cells;
}

function closingQuote(line: string, from: number): number {
  for (let at = line.indexOf('"', from); at >= 0; at = line.indexOf('"', at + 2)) {
    if (line.charAt(at + 1) !== '"') return at;
  }
  return line.length;
}

function written(cells: readonly Cell[], delimiter: string): string {
  return cells
    .map(({ text, isQuoted, end }) => {
      const mustQuote = isQuoted || /["\r\n]/.test(text) || text.includes(delimiter);
      return `${mustQuote ? `"${text.replaceAll('"', '""')}"` : text}${end}`;
    })
    .join('');
}
