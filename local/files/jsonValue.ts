/** A JSON object or list while the scanner looks for its end. */
export type JsonValue = {
  /** The closing brackets it still owes, as char codes, outermost first. */
  readonly owed: number[];
  /** How many of them it may owe. */
  mayOwe: number;
  inString: boolean;
  /** The last char code that is not white space, outside strings. */
  last: number;
  /** The place of the latest string directly in it: its latest key, if a colon follows. Negative if that text is gone. */
  keyFrom: number;
  keyTo: number;
};

/**
 * `list`: at the opening bracket of a list that holds records. `broken`: at the first character that cannot stand there.
 * `deep`: at a bracket that opens one level too many.
 */
export type Stop = 'more' | 'closed' | 'list' | 'broken' | 'deep';

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const SPACE = 0x20;

/** Pages of Graph, envelopes of Event Hubs, answers of Log Analytics, of hunting and of Data Explorer, and tables in them. */
const RECORD_LISTS = ['value', 'records', 'tables', 'rows', 'results', 'Tables', 'Rows'];

/** Whether an object has one of these lists. Name by name: to look names up in a loop takes ten times as long. */
export function hasRecordList(raw: Readonly<Record<string, unknown>>): boolean {
  const { value, records, tables, rows, results, Tables, Rows } = raw;
  if (value !== undefined || records !== undefined || tables !== undefined || rows !== undefined) return true;
  return results !== undefined || Tables !== undefined || Rows !== undefined;
}

/** A sign-in never nests as deeply. The limit keeps garbage such as `{"a":[` on every line from being read again for each line. */
export const MAX_DEPTH = 64;

export function openValue(bracket: string): JsonValue {
  const code = bracket.charCodeAt(0);
  return { owed: [closerOf(code)], mayOwe: MAX_DEPTH, inString: false, last: code, keyFrom: 0, keyTo: 0 };
}

/** An object again, after a list in it has been read on its own. */
export function restOfObject(): JsonValue {
  return { ...openValue('{'), last: CLOSE_LIST };
}

export function keyOf(value: JsonValue, text: string): string {
  return text.slice(value.keyFrom, value.keyTo);
}

/** Goes on after a `list` stop as if the list were any other. */
export function stepIntoList(value: JsonValue): void {
  value.owed.push(CLOSE_LIST);
  value.last = OPEN_LIST;
}

/**
 * Reads on until the value closes or something stops it. JSON.parse checks the grammar later; this checks only the signs that
 * a value has run into the next one: a raw line break in a string, a bracket out of place.
 */
export function advance(
  value: JsonValue,
  text: string,
  from: number,
): { readonly at: number; readonly stop: Stop } {
  const { owed } = value;
  let at = from;
  while (at < text.length) {
    if (value.inString) {
      at = readString(value, text, at);
      if (value.inString) return { at, stop: text.charCodeAt(at) < SPACE ? 'broken' : 'more' };
      continue;
    }
    const char = text.charCodeAt(at);
    if (char === OPEN_OBJECT || char === OPEN_LIST) {
      if (!mayOpen(value)) return { at, stop: 'broken' };
      if (owed.length >= value.mayOwe) return { at, stop: 'deep' };
      if (char === OPEN_LIST && holdsRecords(value, text)) return { at, stop: 'list' };
      owed.push(closerOf(char));
    } else if (char === CLOSE_OBJECT || char === CLOSE_LIST) {
      if (owed.pop() !== char) return { at, stop: 'broken' };
      if (owed.length === 0) return { at: at + 1, stop: 'closed' };
    } else if (char === QUOTE) {
      value.inString = true;
      if (owed.length === 1) value.keyFrom = at + 1;
    }
    if (char > SPACE) value.last = char;
    at++;
  }
  return { at, stop: 'more' };
}

/** Reads past the closing quote, or to the character at which a string cannot go on: a control character, or the end of `text`. */
function readString(value: JsonValue, text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === QUOTE) {
      value.inString = false;
      if (value.owed.length === 1) value.keyTo = at;
      return at + 1;
    }
    if (char < SPACE) return at;
    if (char !== BACKSLASH) continue;
    // The escaped character may be in the next piece of text.
    if (at + 1 === text.length) return at;
    at++;
  }
  return text.length;
}

function closerOf(opener: number): number {
  return opener === OPEN_OBJECT ? CLOSE_OBJECT : CLOSE_LIST;
}

function mayOpen({ owed, last }: JsonValue): boolean {
  const inList = owed[owed.length - 1] === CLOSE_LIST;
  return last === COLON || last === OPEN_LIST || (last === COMMA && inList);
}

function holdsRecords(value: JsonValue, text: string): boolean {
  const isMember = value.owed.length === 1 && value.owed[0] === CLOSE_OBJECT && value.last === COLON;
  return isMember && value.keyFrom >= 0 && RECORD_LISTS.includes(keyOf(value, text));
}
