import type { Scan } from './jsonScan';
import { hasRecordList, MAX_DEPTH } from './jsonValue';

/** A record that is whole in the text, and its end. */
export type WholeRecord = { readonly raw: unknown; readonly end: number };

/**
 * Reads a record at once, not character by character: guesses its end from the layout, and lets `JSON.parse` say whether the
 * guess is right. No part of the text is tried twice, so that garbage costs time only once.
 *
 * @returns `null` if the record has to be read with care: it may be broken, cut, too deep, or around a list of records
 */
export function wholeRecordAt(scan: Scan): WholeRecord | null {
  if (scan.at < scan.triedTo) return null;
  const end = likelyEnd(scan);
  if (end === null) {
    scan.triedTo = scan.text.length;
    return null;
  }
  const raw = parsedObject(scan.text.slice(scan.at, end));
  if (raw !== null && isRecord(raw)) return { raw, end };
  scan.triedTo = end;
  return null;
}

function likelyEnd({ text, at, newline, lineFrom, lists }: Scan): number | null {
  const hasLine = newline < text.length;
  if (hasLine && isBlank(text, at + 1, newline)) return endByIndentation(text, at, lineFrom);
  return hasLine && lists.length === 0 ? newline : endByBrackets(text, at);
}

function isBlank(text: string, from: number, to: number): boolean {
  return to - from <= 1 && text.slice(from, to).trim() === '';
}

/** An object over several lines ends with a bracket that is indented like its first line. */
function endByIndentation(text: string, at: number, lineFrom: number): number | null {
  if (lineFrom < 0) return null;
  const indentation = /[ \t]*/y.exec(text.slice(lineFrom, at))?.[0] ?? '';
  const closing = `\n${indentation}}`;
  const found = text.indexOf(closing, at);
  return found < 0 ? null : found + closing.length;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** The end of an object; strings are passed over from quote to quote. */
function endByBrackets(text: string, from: number): number | null {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === QUOTE) {
      at = closingQuote(text, at);
      if (at < 0) return null;
    } else if (char === OPEN_OBJECT) depth++;
    else if (char === CLOSE_OBJECT && --depth === 0) return at + 1;
  }
  return null;
}

/** @returns -1 if the string does not end in the text */
function closingQuote(text: string, opening: number): number {
  let at = text.indexOf('"', opening + 1);
  while (at > 0 && isEscaped(text, at)) at = text.indexOf('"', at + 1);
  return at;
}

function isEscaped(text: string, quote: number): boolean {
  let at = quote;
  while (text.charCodeAt(at - 1) === BACKSLASH) at--;
  return (quote - at) % 2 === 1;
}

type Fields = Readonly<Record<string, unknown>>;

function parsedObject(text: string): Fields | null {
  try {
    return JSON.parse(text) as Fields;
  } catch {
    return null;
  }
}

function isRecord(raw: Fields): boolean {
  return !hasRecordList(raw) && !isDeeper(raw, MAX_DEPTH);
}

/** Whether lists and objects nest in more levels, the outermost included. */
function isDeeper(value: object, levels: number): boolean {
  if (levels === 0) return true;
  // Neither Object.values, which makes lists, nor `some`, which calls a function for each value: this runs for each record.
  if (Array.isArray(value)) {
    for (const inner of value) if (isContainer(inner) && isDeeper(inner, levels - 1)) return true;
    return false;
  }
  const fields = value as Fields;
  for (const key in fields) {
    const inner = fields[key];
    if (isContainer(inner) && isDeeper(inner, levels - 1)) return true;
  }
  return false;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
