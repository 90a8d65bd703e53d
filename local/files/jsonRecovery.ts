import { RECORD_ERRORS } from './fileRecord';
import { moveBackTo, moveTo, type Open, type Scan } from './jsonScan';
import { advance, stepIntoList } from './jsonValue';

/** Reports a record that is broken here, and looks for the next one. */
export function breakOff(scan: Scan, open: Open, error: string): void {
  if (open.kind !== 'tooLarge') scan.out.push({ line: open.line, error });
  scan.open = null;
  if (goBackToSwallowed(scan, open)) return;
  const beginsHere = scan.text.charAt(scan.at) === '{' && scan.line === open.line;
  if (!beginsHere) scan.skipTo = open.column;
}

/** @returns false if the broken record has not swallowed another one */
function goBackToSwallowed(scan: Scan, open: Open): boolean {
  if (open.kind !== 'record') return false;
  const swallowed = nextRecordIn(scan.text.slice(open.from, scan.at + 1), open.column);
  if (swallowed === null) return false;
  moveBackTo(scan, open);
  moveTo(scan, open.from + swallowed);
  return true;
}

/** Deep nesting costs us no stack and no list, but the brackets have to be counted. */
const DEEPEST = 1_000_000;

/** Reports a record that nests too deeply, and reads past it. One that never closes ends at the beginning of the next. */
export function startDeep(scan: Scan, open: Open): void {
  scan.out.push({ line: open.line, error: RECORD_ERRORS.tooDeep });
  if (goBackToSwallowed(scan, open)) {
    scan.open = null;
    return;
  }
  open.kind = 'tooDeep';
  open.value.mayOwe = DEEPEST;
}

/**
 * Reads on to the end of the record or of its line, whichever comes first.
 *
 * @returns false if more text is needed
 */
export function readPastDeep(scan: Scan, open: Open): boolean {
  const newline = scan.text.indexOf('\n', scan.at);
  const line = newline < 0 ? scan.text : scan.text.slice(0, newline);
  const { at, stop } = advance(open.value, line, scan.at);
  moveTo(scan, at);
  if (stop === 'list') {
    stepIntoList(open.value);
    moveTo(scan, at + 1);
    return true;
  }
  if (stop === 'more' && newline < 0) return false;
  scan.open = null;
  if (stop !== 'closed') scan.skipTo = open.column;
  return true;
}

/** The place in a broken record of a line that begins like a record or the end of its list, indented no deeper than `column`. */
function nextRecordIn(text: string, column: number): number | null {
  for (const match of text.matchAll(/\n([ \t]*)[{[\]]/g)) {
    if ((match[1] ?? '').length <= column) return match.index + match[0].length - 1;
  }
  return null;
}

/** A record that begins farther to the right stands on one line with others. */
const WIDEST_INDENTATION = 1_000;

/**
 * Skips to the next line, and ends the skipping there if a record begins on it.
 *
 * @returns false if more text is needed
 */
export function skipLine(scan: Scan, column: number): boolean {
  const widest = Math.min(column, WIDEST_INDENTATION);
  const newline = scan.text.indexOf('\n', scan.at);
  if (newline < 0) {
    moveTo(scan, scan.text.length);
    return false;
  }
  let at = newline + 1;
  while (at - newline <= widest && /[ \t]/.test(scan.text.charAt(at))) at++;
  // The whole indentation is needed to judge the line.
  const isCut = at >= scan.text.length;
  moveTo(scan, isCut ? newline : at);
  if (/[{[\]]/.test(scan.text.charAt(at))) scan.skipTo = null;
  return !isCut;
}

/** A record that never ends must not fill the memory. */
export function limitSize({ open, text, out }: Scan, chars: number): void {
  if (open?.kind !== 'record' || text.length - open.from <= chars) return;
  open.kind = 'tooLarge';
  out.push({ line: open.line, error: RECORD_ERRORS.tooLarge });
}
