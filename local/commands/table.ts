import { displayWidth } from '../../shared/render/displayWidth';
import { wrap } from '../../shared/render/wrap';

/** Between two columns. */
const GAP = '  ';
const NARROWEST = 10;
/** The least width of a column of numbers. */
const NUMBER = 6;

export type Table = {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/**
 * Columns without frames: a first one of text, which takes the space that is left, and columns of numbers.
 * Linear in the cells.
 *
 * @param columns of the terminal
 */
export function numberTable(table: Table, columns: number): string {
  const rows = [table.head, ...table.rows];
  const longest = Math.max(...rows.map(([text = '']) => displayWidth(text)));
  const whole = numberWidths(table, displayWidth);
  const widths = longest + taken(whole) <= columns ? whole : numberWidths(table, longestWord);
  const first = Math.min(longest, Math.max(NARROWEST, columns - taken(widths)));
  return rows.map((cells) => rowOf(cells, [first, ...widths])).join('\n');
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

function rowOf(cells: readonly string[], widths: readonly number[]): string {
  const wrapped = cells.map((cell, index) => wrap(cell, '', widths[index] ?? 0).split('\n'));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    wrapped
      .map((lines, index) => padded(lines[line] ?? '', widths[index] ?? 0, index === 0 ? 'end' : 'start'))
      .join(GAP)
      .trimEnd(),
  ).join('\n');
}

function padded(text: string, width: number, at: 'start' | 'end'): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return at === 'end' ? text + space : space + text;
}

/** A paragraph whose later lines are indented by two columns more than its first. */
export function hanging(text: string, indent: string, columns: number): string {
  return wrap(text, `${indent}  `, columns).slice(2);
}
