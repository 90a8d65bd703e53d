import { RECORD_ERRORS } from './fileRecord';
import { moveBackTo, moveTo, type Open, type Scan } from './jsonScan';

/** Reports a record that cannot be read on, and looks for where the next one begins. */
export function breakOff(scan: Scan, open: Open, error: string): void {
  if (open.kind !== 'tooLarge') scan.out.push({ line: open.line, error });
  scan.open = null;
  const swallowed =
    open.kind === 'record' ? nextRecordIn(scan.text.slice(open.from, scan.at + 1), open.column) : null;
  if (swallowed !== null) {
    moveBackTo(scan, open);
    moveTo(scan, open.from + swallowed);
    return;
  }
  const beginsHere = scan.text.charAt(scan.at) === '{' && scan.line === open.line;
  if (!beginsHere) scan.skipTo = open.column;
}

/** Where in a broken record a line begins like a record or the end of its list, indented no deeper than `column`. */
function nextRecordIn(text: string, column: number): number | null {
  for (const match of text.matchAll(/\n([ \t]*)[{[\]]/g)) {
    if ((match[1] ?? '').length <= column) return match.index + match[0].length - 1;
  }
  return null;
}

/**
 * Skips to the next line, and ends the skipping there if a record begins on it.
 *
 * @returns false when more text is needed
 */
export function skipLine(scan: Scan, column: number): boolean {
  const newline = scan.text.indexOf('\n', scan.at);
  if (newline < 0) {
    moveTo(scan, scan.text.length);
    return false;
  }
  let at = newline + 1;
  while (at - newline <= column && /[ \t]/.test(scan.text.charAt(at))) at++;
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
