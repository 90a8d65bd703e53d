import { type FileRecord, MAX_RECORD_CHARS } from './fileRecord';
import type { JsonValue } from './jsonValue';

/** How far the cutting of a JSON text into records has come. */
export type Scan = {
  /** What has been read and is still needed. */
  text: string;
  /** What has come after it, and how long that is. */
  ready: string[];
  readyChars: number;
  /** The next character. */
  at: number;
  /** The line of `at`, and where in `text` it begins: negative when that part is gone. */
  line: number;
  lineFrom: number;
  /** The next line break from `at` on, or the end of `text`; -1 when not looked for yet. */
  newline: number;
  /** Up to where whole records have been looked for in vain. */
  triedTo: number;
  open: Open | null;
  /** After a broken record: the next one begins on a line indented no deeper than this. */
  skipTo: number | null;
  inGarbage: boolean;
  /** The lists of records that are open, outermost first. */
  readonly lists: List[];
  out: FileRecord[];
};

export type Open = {
  /**
   * `envelope`: what follows a list of records in the object around it. `tooLarge`, `tooDeep`: reported, and read past.
   */
  kind: 'record' | 'envelope' | 'tooLarge' | 'tooDeep';
  readonly value: JsonValue;
  from: number;
  readonly line: number;
  readonly column: number;
};

export type List = {
  /** Of the rows in it; `null` when its elements are records by themselves. */
  readonly columns: readonly string[] | null;
  readonly envelope: Pick<Open, 'line' | 'column'> | null;
};

export function newScan(): Scan {
  const place = { text: '', ready: [], readyChars: 0, at: 0, line: 1, lineFrom: 0, newline: -1, triedTo: 0 };
  return { ...place, open: null, skipTo: null, inGarbage: false, lists: [], out: [] };
}

/** @returns false when it only lies ready: joined with each piece, a long record would be copied once for each */
export function addText(scan: Scan, text: string): boolean {
  scan.ready.push(text);
  scan.readyChars += text.length;
  const open = scan.open?.kind === 'record' ? scan.text.length : 0;
  if (scan.readyChars < Math.min(open, MAX_RECORD_CHARS - open)) return false;
  joinReady(scan);
  return true;
}

export function joinReady(scan: Scan): void {
  // Not `+=`: that makes a rope, whose characters are slower to reach.
  scan.text =
    scan.text === '' && scan.ready.length === 1 ? (scan.ready[0] ?? '') : [scan.text, ...scan.ready].join('');
  scan.ready = [];
  scan.readyChars = 0;
}

export function moveTo(scan: Scan, at: number): void {
  if (scan.newline < scan.at) scan.newline = nextNewline(scan.text, scan.at);
  while (scan.newline < at) {
    scan.line++;
    scan.lineFrom = scan.newline + 1;
    scan.newline = nextNewline(scan.text, scan.lineFrom);
  }
  scan.at = at;
}

export function moveBackTo(scan: Scan, { from, line, column }: Open): void {
  scan.at = from;
  scan.line = line;
  scan.lineFrom = from - column;
  scan.newline = -1;
}

function nextNewline(text: string, from: number): number {
  const found = text.indexOf('\n', from);
  return found < 0 ? text.length : found;
}

/** Lets go of the text that is done with. */
export function forget(scan: Scan): void {
  const done = scan.open?.kind === 'record' ? scan.open.from : scan.at;
  scan.text = scan.text.slice(done);
  scan.at -= done;
  scan.lineFrom -= done;
  scan.triedTo -= done;
  scan.newline = -1;
  if (!scan.open) return;
  scan.open.from -= done;
  scan.open.value.keyFrom -= done;
  scan.open.value.keyTo -= done;
}
