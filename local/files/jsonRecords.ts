import { isObject } from '../../shared/decode/fields';
import { columnNames, rowOf } from '../../shared/decode/logAnalytics';
import { type FileRecord, MAX_RECORD_CHARS, RECORD_ERRORS, type RecordParser } from './fileRecord';
import { breakOff, limitSize, readPastDeep, skipLine, startDeep } from './jsonRecovery';
import { addText, forget, joinReady, type List, moveTo, newScan, type Open, type Scan } from './jsonScan';
import { advance, keyOf, openValue, restOfObject, stepIntoList } from './jsonValue';
import { type WholeRecord, wholeRecordAt } from './jsonWhole';
import { areSignInColumns } from './signInLike';

const BETWEEN_RECORDS = /[\s,]*/y;
const END_OF_GARBAGE = /[\n{[\]]/g;
const MAX_LISTS = 64;

/**
 * Cuts JSON text into records: objects one after another, in lists, and in the lists of pages, envelopes and tables.
 * Only a broken record is lost. If the break swallowed its end, reading goes on at the line on which the next record begins.
 *
 * @param isCareful reads whole records character by character too, which gives the same records and takes longer
 */
export function jsonParser(isCareful = false): RecordParser {
  const scan = { ...newScan(), triedTo: isCareful ? Number.POSITIVE_INFINITY : 0 };
  return {
    push: function* (text) {
      if (!addText(scan, text)) return;
      yield* run(scan);
      limitSize(scan, MAX_RECORD_CHARS);
      forget(scan);
      yield* takeOut(scan);
    },
    end: function* (cut) {
      joinReady(scan);
      yield* run(scan);
      yield* finish(scan, cut);
      yield* takeOut(scan);
    },
  };
}

function takeOut(scan: Scan): readonly FileRecord[] {
  const { out } = scan;
  scan.out = [];
  return out;
}

function* run(scan: Scan): Generator<FileRecord> {
  let goesOn = true;
  while (goesOn && scan.at < scan.text.length) {
    if (scan.out.length > 0) yield* takeOut(scan);
    if (scan.open?.kind === 'tooDeep') goesOn = readPastDeep(scan, scan.open);
    else if (scan.open) goesOn = readValue(scan, scan.open);
    else if (scan.skipTo !== null) goesOn = skipLine(scan, scan.skipTo);
    else if (scan.inGarbage) skipGarbage(scan);
    else readBetween(scan);
  }
}

/** @returns false if more text is needed */
function readValue(scan: Scan, open: Open): boolean {
  const { at, stop } = advance(open.value, scan.text, scan.at);
  moveTo(scan, at);
  switch (stop) {
    case 'more':
      return false;
    case 'closed':
      scan.open = null;
      if (open.kind === 'record') giveOut(scan, open);
      return true;
    case 'list':
      enterList(scan, open);
      return true;
    case 'broken':
      breakOff(scan, open, RECORD_ERRORS.notJson);
      return true;
    case 'deep':
      startDeep(scan, open);
      return true;
  }
}

function giveOut(scan: Scan, { from, line }: Open): void {
  const columns = scan.lists.at(-1)?.columns ?? null;
  const parsed = parseJson(scan.text.slice(from, scan.at));
  if (parsed === undefined) scan.out.push({ line, error: RECORD_ERRORS.notJson });
  else scan.out.push({ line, raw: columns && Array.isArray(parsed) ? rowOf(columns, parsed) : parsed });
}

function readBetween(scan: Scan): void {
  BETWEEN_RECORDS.lastIndex = scan.at;
  BETWEEN_RECORDS.test(scan.text);
  moveTo(scan, BETWEEN_RECORDS.lastIndex);
  const char = scan.text.charAt(scan.at);
  const isRow = char === '[' && scan.lists.at(-1)?.columns;
  if (char === '') return;
  const whole = char === '{' ? wholeRecordAt(scan) : null;
  if (whole) takeWhole(scan, whole);
  else if (char === '{' || isRow) startRecord(scan, char);
  else if (char === '[' && scan.lists.length < MAX_LISTS) pushList(scan, { columns: null, envelope: null });
  else if (char === ']' && scan.lists.length > 0) leaveList(scan);
  else startGarbage(scan);
}

function takeWhole(scan: Scan, { raw, end }: WholeRecord): void {
  scan.out.push({ line: scan.line, raw });
  moveTo(scan, end);
}

function startRecord(scan: Scan, bracket: string): void {
  const column = scan.at - scan.lineFrom;
  scan.open = { kind: 'record', value: openValue(bracket), from: scan.at, line: scan.line, column };
  moveTo(scan, scan.at + 1);
}

/** The record turns out to be the object around a list of records. */
function enterList(scan: Scan, open: Open): void {
  const isTable = keyOf(open.value, scan.text).toLowerCase() === 'rows';
  const columns = isTable ? columnsOf(scan.text.slice(open.from, scan.at)) : null;
  if (isTable && columns === null) {
    stepIntoList(open.value);
    moveTo(scan, scan.at + 1);
    return;
  }
  scan.open = null;
  pushList(scan, { columns, envelope: { line: open.line, column: open.column } });
}

/**
 * The columns of a table of sign-ins; any other table stays one record. Data Explorer has tables about the query.
 *
 * @param tableHead the text of a table up to its rows
 */
function columnsOf(tableHead: string): readonly string[] | null {
  const table = parseJson(`${tableHead}[]}`);
  if (!isObject(table) || (table.TableKind ?? 'PrimaryResult') !== 'PrimaryResult') return null;
  const names = columnNames(table.columns ?? table.Columns);
  return names !== null && areSignInColumns(names) ? names : null;
}

function pushList(scan: Scan, list: List): void {
  scan.lists.push(list);
  moveTo(scan, scan.at + 1);
}

function leaveList(scan: Scan): void {
  const envelope = scan.lists.pop()?.envelope;
  moveTo(scan, scan.at + 1);
  if (envelope) scan.open = { kind: 'envelope', value: restOfObject(), from: scan.at, ...envelope };
}

function startGarbage(scan: Scan): void {
  scan.out.push({ line: scan.line, error: RECORD_ERRORS.notRecord });
  scan.inGarbage = true;
  moveTo(scan, scan.at + 1);
}

function skipGarbage(scan: Scan): void {
  END_OF_GARBAGE.lastIndex = scan.at;
  const end = END_OF_GARBAGE.exec(scan.text)?.index;
  scan.inGarbage = end === undefined;
  moveTo(scan, end ?? scan.text.length);
}

function* finish(scan: Scan, cut: string | null): Generator<FileRecord> {
  let isReported = scan.open?.kind === 'tooLarge' || scan.open?.kind === 'tooDeep';
  while (scan.open?.kind === 'record') {
    breakOff(scan, scan.open, cut ?? RECORD_ERRORS.cutInRecord);
    isReported = true;
    yield* run(scan);
  }
  const isInList = scan.open !== null || scan.lists.length > 0;
  const error = cut ?? (isInList ? RECORD_ERRORS.cutInList : null);
  if (error !== null && !isReported) scan.out.push({ line: scan.line, error });
}

/** @returns `undefined`, which no JSON means, if it is not JSON */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
