import { displayWidth } from '../../shared/render/displayWidth';
import { wrap } from '../../shared/render/wrap';

/** Between two columns. */
const GAP = '  ';
const NARROWEST = 10;
/** The least width of a column of numbers. */
const NUMBER = 6;

export type PaintCell = (text: string, place: { readonly row: number; readonly column: number }) => string;

const asItIs: PaintCell = (text) => text;

export type Table = {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/**
 * Columns without frames: a first one of text, which takes the space that is left, and columns of numbers.
 * Linear in the cells.
 *
 * @param columns of the terminal
 * @param paintCell colours the text of a cell, not the space beside it; row 0 is the head
 */
export function numberTable(table: Table, columns: number, paintCell: PaintCell = asItIs): string {
  const rows = [table.head, ...table.rows];
  const longest = Math.max(...rows.map(([text = '']) => displayWidth(text)));
  const whole = numberWidths(table, displayWidth);
  const widths = longest + taken(whole) <= columns ? whole : numberWidths(table, longestWord);
  const first = Math.min(longest, Math.max(NARROWEST, columns - taken(widths)));
  return rows
    .map((cells, row) => rowOf(cells, [first, ...widths], (text, column) => paintCell(text, { row, column })))
    .join('\n');
}

function taken(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + GAP.length + width, 0);
}

/** @param titleWidth the least width of a title */
function numberWidths({ head, rows }: Table, titleWidth: (title: string) => number): readonly number[] {
  return head
    .slice(1)
    .map((title, index) =>
      Math.max(NUMBER, titleWidth(title), ...rows.map((row) => (row[index + 1] ?? '').length)),
    );
}

function longestWord(title: string): number {
  return Math.max(...title.split(' ').map(displayWidth));
}

function rowOf(
  cells: readonly string[],
  widths: readonly number[],
  paint: (text: string, column: number) => string,
): string {
  const wrapped = cells.map((cell, index) => wrap(cell, '', widths[index] ?? 0).split('\n'));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    wrapped
      .map((lines, index) => {
        const text = lines[line] ?? '';
        const space = ' '.repeat(Math.max(0, (widths[index] ?? 0) - displayWidth(text)));
        const painted = text === '' ? '' : paint(text, index);
        return index === 0 ? painted + space : space + painted;
      })
      .join(GAP)
      .trimEnd(),
  ).join('\n');
}

/** A paragraph whose later lines are indented by two columns more than its first. */
export function hanging(text: string, indent: string, columns: number): string {
  return wrap(text, `${indent}  `, columns).slice(2);
}
