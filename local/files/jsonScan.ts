import { type FileRecord, MAX_RECORD_CHARS } from './fileRecord';
import type { JsonValue } from './jsonValue';

/** The state of cutting a JSON text into records. */
export type Scan = {
  /** The text that has been read and is still needed. */
  text: string;
  /** The pieces that came after it, and their length. */
  ready: string[];
  readyChars: number;
  /** The next character. */
  at: number;
  /** The line of `at`, and its beginning in `text`: negative if that part is gone. */
  line: number;
  lineFrom: number;
  /** The next line break from `at` on, or the end of `text`; -1 if nobody has looked for it yet. */
  newline: number;
  /** The search for whole records has failed up to here. */
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
   * `envelope`: the rest of the object around a list of records. `tooLarge`, `tooDeep`: reported, and read past.
   */
  kind: 'record' | 'envelope' | 'tooLarge' | 'tooDeep';
  readonly value: JsonValue;
  from: number;
  readonly line: number;
  readonly column: number;
};

export type List = {
  /** Of the rows in it; `null` if its elements are records by themselves. */
  readonly columns: readonly string[] | null;
  readonly envelope: Pick<Open, 'line' | 'column'> | null;
};

export function newScan(): Scan {
  const place = { text: '', ready: [], readyChars: 0, at: 0, line: 1, lineFrom: 0, newline: -1, triedTo: 0 };
  return { ...place, open: null, skipTo: null, inGarbage: false, lists: [], out: [] };
}

/** @returns false if the text is only kept for later: joining a long record with each piece would copy it each time */
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

/** Drops the text that is read. */
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
