import { isIPv6 } from 'node:net';
import { newScope, type People } from './people';
import type { Pseudonyms } from './pseudonyms';
import { VOCABULARY } from './vocabulary';

export type Invented = { readonly pseudonyms: Pseudonyms; readonly people: People };

/** `plain`: digits become zeros. `version`: short numbers stay, as in `Edge 140.0.0`. */
export type Digits = 'plain' | 'version';

const GUID = '(?<![\\p{L}\\p{N}])[\\da-fA-F]{8}(?:-[\\da-fA-F]{4}){3}-[\\da-fA-F]{12}(?![\\p{L}\\p{N}])';
const ADDRESS = '[^\\s@"\'<>()\\[\\]{},;:=/\\\\]+@[^\\s@"\'<>()\\[\\]{},;:=/\\\\]+';
const IP4 = '(?<![\\d.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\d.])';
const IP6 = '(?<![\\p{L}\\p{N}:.])[\\da-fA-F]{0,4}(?::[\\da-fA-F]{0,4}){2,7}(?:\\d{0,3}(?:\\.\\d{1,3}){3})?';
const CHUNK = '[\\p{L}\\p{M}\\p{N}]+';
/** Neither a letter, a digit, a sign of ASCII, white space, nor a quote or dash that Microsoft writes. */
const ODD = '[^\\p{L}\\p{M}\\p{N}\\x20-\\x7e\\s\\u2010-\\u2015\\u2018-\\u201d]';

const TOKENS = new RegExp(
  `(?<guid>${GUID})|(?<address>${ADDRESS})|(?<ip4>${IP4})|(?<ip6>${IP6})|(?<chunk>${CHUNK})|(?<odd>${ODD})`,
  'gu',
);

/** Decoders cut a text here, and patterns take longer on longer texts. */
const LONGEST = 2_048;

/**
 * A text of Microsoft's: its words stay, and everything that may be a name, an id, an address or a number of somebody is replaced.
 * The decoders' patterns are made of words that stay, so that they find the same in both texts.
 */
export function redactText(text: string, invented: Invented, digits: Digits = 'plain'): string {
  return text.slice(0, LONGEST).replace(TOKENS, (...args) => {
    const groups = args.at(-1) as Readonly<Record<string, string | undefined>>;
    const { guid, address, ip4, ip6, chunk } = groups;
    if (guid !== undefined) return invented.pseudonyms.guid(guid);
    if (address !== undefined) return invented.people.address(address, newScope(null));
    if (ip4 !== undefined) return redactQuad(ip4, invented, digits);
    if (ip6 !== undefined) return redactIp6(ip6, invented, digits);
    return chunk === undefined ? '?' : redactChunk(chunk, invented, digits);
  });
}

/** Not an apostrophe in a word. */
const QUOTED = /((?<=^|[\s(:=,])'[^']*[^\s']'(?![\p{L}\p{N}]))/u;

/** An explanation of an error, which may quote the name of an app or a tenant. No verdict depends on it. */
export function redactReason(text: string, invented: Invented): string {
  return text
    .slice(0, LONGEST)
    .split(QUOTED)
    .map((part, index) => (index % 2 === 1 ? redactQuoted(part, invented) : redactText(part, invented)))
    .join('');
}

/** `'{tenant}'` is a place in a template that Microsoft has not filled. A text with a capital may be a name made of known words. */
function redactQuoted(quoted: string, invented: Invented): string {
  const inner = quoted.slice(1, -1);
  const isRead = /^\{\w+\}$/.test(inner) || !/\p{Lu}/u.test(inner);
  return `'${isRead ? redactText(inner, invented) : invented.pseudonyms.hidden(inner)}'`;
}

/** Four numbers with dots are an address, or the version of a program. */
function redactQuad(quad: string, { pseudonyms }: Invented, digits: Digits): string {
  const numbers = quad.split('.');
  const isAddress = numbers.every((number) => Number(number) < 256);
  if (digits === 'version') return isAddress ? `${numbers[0]}.0.0.0` : quad;
  return isAddress ? pseudonyms.ip(quad, 4) : quad.replace(/\d/g, '0');
}

function redactIp6(text: string, invented: Invented, digits: Digits): string {
  if (isIPv6(text)) return invented.pseudonyms.ip(text, 6);
  return text.replace(/[^:.]+/g, (chunk) => redactChunk(chunk, invented, digits));
}

/** Words with digits in them that Microsoft writes, and letters that stand alone: `X.509`, `didn't`. */
const MIXED: ReadonlySet<string> = new Set(
  `a d e m s t x b2b b2c b2bcollaboration b2bdirectconnect b2bguest fido2 o365 m365 office365 oauth2 saml20 saml11 x509 offices2s
  v1 v2 v1conditionalaccess v1conditionalaccessdependency v1conditionalaccesspolicyidrequested 3des sha1 sha256 rs256 ps256 tls1
  win32 win64 wow64 x64 x86 arm64 x11 requestfromnonpremiumtenantorb2ctenant`.split(/\s+/),
);

const CODE = /^(?:AADSTS)?\d{1,7}$/i;
const NUMBER = /^\p{N}/u;
/** A run of capitals ends before the capital that begins the next word: `MFARequired`. */
const PIECES = /\p{Lu}+(?![\p{Ll}\p{M}])|\p{Lu}?[\p{Ll}\p{M}]+|\p{N}+|[\p{L}\p{M}]/gu;
/** A word of Microsoft's has fewer; a token or a key in Base64 has more. */
const MOST_PIECES = 16;

function redactChunk(chunk: string, { pseudonyms }: Invented, digits: Digits): string {
  const lower = chunk.toLowerCase();
  if (isKnown(lower) || MIXED.has(lower)) return chunk;
  if (/^AADSTS/i.test(chunk) && CODE.test(chunk)) return chunk;
  const pieces = chunk.match(PIECES) ?? [];
  const redacted = pieces.map((piece) => {
    if (NUMBER.test(piece)) return redactNumber(piece, digits);
    return isKnown(piece.toLowerCase()) ? piece : null;
  });
  const isWord = (piece: string | null, index: number) => piece !== null && !NUMBER.test(pieces[index] ?? '');
  // A name with digits in it is a name as a whole: the digits of a serial or an account show whose it is.
  if (pieces.length > MOST_PIECES || (redacted.includes(null) && !redacted.some(isWord)))
    return `${pseudonyms.word(chunk)}${stemsIn(lower)}`;
  return redacted
    .map((piece, index) => {
      const original = pieces[index] ?? '';
      if (piece === null) return `${pseudonyms.word(original)}${stemsIn(original.toLowerCase())}`;
      return NUMBER.test(original) && redacted.includes(null) ? zeros(original) : piece;
    })
    .join('');
}

const SHORT_NUMBERS: ReadonlySet<string> = new Set(['10', '11', '365', '509']);
const LONGEST_VERSION = 5;

function redactNumber(number: string, digits: Digits): string {
  const isAscii = /^\d+$/.test(number);
  if (isAscii && (number.length === 1 || SHORT_NUMBERS.has(number))) return number;
  if (isAscii && digits === 'version' && number.length <= LONGEST_VERSION) return number;
  return zeros(number);
}

function zeros({ length }: string): string {
  return '0'.repeat(Math.min(length, 16));
}

/** Whether a word in lower case is Microsoft's, or several written as one: `compliantdevice`. */
function isKnown(word: string): boolean {
  return (
    VOCABULARY.has(word) ||
    (word.length > SHORTEST_PART + MFA.length - 1 && word.length <= LONGEST_WORD && isMadeOfKnown(word))
  );
}

const SHORTEST_PART = 4;
const LONGEST_WORD = 64;

function isMadeOfKnown(word: string): boolean {
  const reached = new Array<boolean>(word.length + 1).fill(false);
  reached[0] = true;
  for (let end = MFA.length; end <= word.length; end++) {
    for (let start = end - MFA.length; start >= 0 && !reached[end]; start--) {
      reached[end] = reached[start] === true && isPart(word.slice(start, end));
    }
  }
  return reached[word.length] === true;
}

/** Of shorter words, surnames could be made. */
function isPart(word: string): boolean {
  return word === MFA || (word.length >= SHORTEST_PART && VOCABULARY.has(word));
}

const MFA = 'mfa';

/** Parts that decoders look for inside words. One who names an authentication method chooses the words around them. */
const STEMS =
  /passwordless|authenticator|temporary|certificate|duplicate|incorrect|invalid|passkey|external|federat|strength|sign-?ins?|fido|oath|adfs|saml|mfa/g;

function stemsIn(lower: string): string {
  return (lower.match(STEMS) ?? []).join('');
}
