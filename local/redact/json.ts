import { type Kind, kindOf } from './fields';
import { type Field, type Levels, levels } from './jsonLevels';
import { fieldOf, redactName, redactWord } from './jsonTokens';
import { newScope } from './people';
import { type Context, type Place, redactValue } from './values';

/** Takes a text in pieces, and returns as much of the redacted text as is certain. */
export type Redaction = { readonly push: (text: string) => string; readonly end: () => string };

type State = {
  readonly context: Context;
  readonly levels: Levels;
  /** The text that is still needed, and the next character. */
  text: string;
  at: number;
  /** Whether no more text comes. */
  isEnd: boolean;
  /** The last sign that is no white space. */
  before: string;
};

/** A token longer than this is taken in parts. */
const LONGEST_STRING = 16 * 1024 * 1024;
const LONGEST_WORD = 256;

const SPACE = /\s*/y;
const WORD = /[^\s{}[\],:"]+/y;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const FIRST_PRINTABLE = 0x20;

/**
 * Redacts JSON token by token, so that a text that is broken, cut or no JSON at all comes out with its structure and without its
 * content: brackets, colons and commas stay, and each string, number and word is replaced unless it is known to be harmless.
 */
export function jsonRedaction(context: Context): Redaction {
  const state = newState({ name: null, container: null }, { scope: newScope(null), context });
  return {
    push: (piece) => {
      state.text += piece;
      return run(state);
    },
    end: () => {
      state.isEnd = true;
      return run(state);
    },
  };
}

/** Kinds of which some sources write objects and lists as JSON text. */
const NESTED: ReadonlySet<Kind | null> = new Set<Kind>(['text', 'place', 'hidden']);
const LIKE_JSON = /^\s*(?:\{\s*["}]|\[\s*["[{\]])/;

/** @param written the field of the text: a column, or the field of an object */
export function redactString(text: string, written: Field, place: Place): string {
  const field = fieldOf(written);
  const kind = field.name === null ? null : kindOf(field.name, field.container);
  const isNested = NESTED.has(kind) && LIKE_JSON.test(text);
  return isNested ? redactJson(text, field, place) : redactValue(text, kind, place);
}

function redactJson(text: string, field: Field, place: Place): string {
  const state = newState(field, place);
  state.text = text;
  state.isEnd = true;
  return run(state);
}

function newState(field: Field, { scope, context }: Place): State {
  return { context, levels: levels(field, scope), text: '', at: 0, isEnd: false, before: '' };
}

function run(state: State): string {
  const out: string[] = [];
  for (;;) {
    out.push(take(state, SPACE));
    const token = state.at < state.text.length ? readToken(state) : null;
    if (token === null) break;
    out.push(token);
    state.before = state.text.charAt(state.at - 1);
  }
  state.text = state.text.slice(state.at);
  state.at = 0;
  return out.join('');
}

/** @returns `null` if more text is needed */
function readToken(state: State): string | null {
  const character = state.text.charAt(state.at);
  if ('{}[],:'.includes(character)) return readSign(state, character);
  return character === '"' ? readString(state) : readWord(state);
}

function readSign(state: State, sign: string): string {
  const { levels: place, before } = state;
  // An object cannot begin here: the record before has lost its end.
  if (sign === '{' && place.isInObject() && !'{[,:'.includes(before)) place.reset();
  if (sign === '{' || sign === '[') place.open(sign === '[');
  else if (sign === '}' || sign === ']') place.close(sign === ']');
  else if (sign === ',') place.comma();
  state.at++;
  return sign;
}

function readWord(state: State): string | null {
  const word = matchAt(WORD, state.text, state.at).slice(0, LONGEST_WORD);
  const isCut = state.at + word.length === state.text.length && word.length < LONGEST_WORD;
  if (isCut && !state.isEnd) return null;
  state.at += word.length;
  return redactWord(word, state.levels.field(), state.context);
}

function readString(state: State): string | null {
  const { text, context, levels: place } = state;
  const end = endOfString(text, state.at + 1);
  const raw = text.slice(state.at + 1, end);
  if (end === text.length && !state.isEnd && raw.length < LONGEST_STRING) return null;
  if (text.charAt(end) !== '"') {
    state.at = end;
    return `"${raw === '' ? '' : context.pseudonyms.hidden(raw)}`;
  }
  const following = end + 1 + matchAt(SPACE, text, end + 1).length;
  if (following === text.length && !state.isEnd && raw.length < LONGEST_STRING) return null;
  state.at = end + 1;
  const plain = unescaped(raw);
  if (text.charAt(following) === ':') {
    const name = plain ?? raw;
    place.key(name);
    return redactName(name, raw, context);
  }
  if (plain === null) return JSON.stringify(context.pseudonyms.hidden(raw));
  if (place.takesColumn(plain)) return redactName(plain, raw, context);
  const redacted = redactString(plain, place.field(), { scope: place.scope(), context });
  return redacted === plain ? `"${raw}"` : JSON.stringify(redacted);
}

/** The quote that ends a string, or a character that cannot stand in one, or the end of the text. */
function endOfString(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE || code < FIRST_PRINTABLE) return at;
    if (code === BACKSLASH && text.charCodeAt(at + 1) >= FIRST_PRINTABLE) at++;
  }
  return text.length;
}

/** @returns `null` if JSON has no such escapes */
function unescaped(raw: string): string | null {
  if (!raw.includes('\\')) return raw;
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    return null;
  }
}

function take(state: State, pattern: RegExp): string {
  const taken = matchAt(pattern, state.text, state.at);
  state.at += taken.length;
  return taken;
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
