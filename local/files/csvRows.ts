/** Cuts CSV text into rows. A row ends at a line break outside quotes. */
type CsvCut = {
  readonly delimiter: string;
  /** The text that has been read and not yet cut; it begins with a row. */
  text: string;
  /** The next character. */
  at: number;
  inQuotes: boolean;
  /** The place of the latest closing quote: a quote right after it is a doubled one and opens again. */
  closedAt: number;
  /** The line that `text` begins on, counted from 1. */
  line: number;
};

export type CsvRow = { readonly line: number; readonly text: string };

const QUOTE = 0x22;
const NEWLINE = 0x0a;

export function newCut(delimiter: string): CsvCut {
  return { delimiter, text: '', at: 0, inQuotes: false, closedAt: -1, line: 1 };
}

/** The rows that are complete, blank lines left out. */
export function cutRows(cut: CsvCut): readonly CsvRow[] {
  const rows: CsvRow[] = [];
  let from = 0;
  for (let end = endOfRow(cut, from); end !== null; end = endOfRow(cut, from)) {
    const text = cut.text.slice(from, end);
    if (text.trim() !== '') rows.push({ line: cut.line, text });
    cut.line += text.split('\n').length - 1;
    from = end;
  }
  forget(cut, from);
  return rows;
}

/**
 * Gives up the first row of `text`, because its quotes never close. Only its first line is lost: the lines after it are
 * rows again.
 */
export function giveUpRow(cut: CsvCut): void {
  const newline = cut.text.indexOf('\n');
  forget(cut, newline < 0 ? cut.text.length : newline + 1);
  cut.line++;
  cut.at = 0;
  cut.inQuotes = false;
}

function endOfRow(cut: CsvCut, from: number): number | null {
  const { text } = cut;
  for (; cut.at < text.length; cut.at++) {
    const char = text.charCodeAt(cut.at);
    if (char === QUOTE) passQuote(cut, from);
    else if (char === NEWLINE && !cut.inQuotes) {
      cut.at++;
      return cut.at;
    }
  }
  return null;
}

function passQuote(cut: CsvCut, from: number): void {
  if (cut.inQuotes) {
    cut.inQuotes = false;
    cut.closedAt = cut.at;
  } else {
    // A quote in the middle of a cell that did not begin with one is text.
    const beginsCell = cut.at === from || cut.text.charAt(cut.at - 1) === cut.delimiter;
    cut.inQuotes = beginsCell || cut.closedAt === cut.at - 1;
  }
}

function forget(cut: CsvCut, done: number): void {
  cut.text = cut.text.slice(done);
  cut.at -= done;
  cut.closedAt -= done;
}
