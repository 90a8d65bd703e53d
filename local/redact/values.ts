import { isIP } from 'node:net';
import { utcTime } from '../../shared/decode/utcTime';
import type { Kind } from './fields';
import { isMicrosoftsName } from './microsoft';
import { newScope, type Scope } from './people';
import { type Invented, redactReason, redactText } from './text';

/** What was replaced, for the summary. */
export type Replaced = 'people' | 'ids' | 'ips' | 'names' | 'places' | 'texts' | 'numbers' | 'fields';

export type Context = Invented & {
  readonly count: (what: Replaced) => void;
  /** A text of a kind, redacted when it first comes: few texts come, very often. */
  readonly textOnce: (
    kind: string,
    text: string,
    redact: (text: string, context: Context) => string,
  ) => string;
};

/** A value stands in an object, list or row, whose names belong together. */
export type Place = { readonly scope: Scope; readonly context: Context };

/**
 * The value of a field without anything that may identify somebody.
 *
 * @param kind `null` if nothing is known of the field
 */
export function redactValue(text: string, kind: Kind | null, place: Place): string {
  const known = kind ?? 'hidden';
  if (text.trim() === '') return text;
  const redacted = withoutIdentity(text, known, place);
  if (redacted !== text) place.context.count(COUNTED[known]);
  return redacted;
}

const COUNTED: Readonly<Record<Kind, Replaced>> = {
  text: 'texts',
  reason: 'texts',
  version: 'texts',
  number: 'numbers',
  date: 'texts',
  hidden: 'texts',
  id: 'ids',
  name: 'people',
  address: 'people',
  app: 'names',
  Policy: 'names',
  Device: 'names',
  Tenant: 'names',
  Network: 'names',
  ip: 'ips',
  place: 'places',
  City: 'places',
  State: 'places',
  country: 'places',
};

function withoutIdentity(text: string, kind: Kind, place: Place): string {
  const { scope, context } = place;
  const { pseudonyms, people } = context;
  switch (kind) {
    case 'text':
    case 'reason':
    case 'version':
      return context.textOnce(kind, text, REDACT[kind]);
    case 'number':
      return redactNumberText(text, context);
    case 'date':
      return redactDate(text, context);
    case 'id':
      return redactId(text, place);
    case 'name':
      return people.name(text, scope);
    case 'address':
      return GUID.test(text) ? pseudonyms.guid(text) : people.address(text, scope);
    case 'app':
      return isMicrosoftsName(text) ? text : pseudonyms.named('App', text);
    case 'Policy':
    case 'Device':
    case 'Tenant':
    case 'Network':
    case 'City':
    case 'State':
      return pseudonyms.named(kind, text);
    case 'ip':
      return redactIp(text, context);
    case 'place':
      return redactPlace(text, context);
    case 'country':
      return redactCountry(text, context);
    case 'hidden':
      return redactUnknown(text, context);
  }
}

const REDACT = {
  text: (text: string, context: Context) => redactText(text, context),
  reason: redactReason,
  version: (text: string, context: Context) => redactText(text, context, 'version'),
};

const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const ADDRESS = /^[^\s@]+@[^\s@]+$/;
/** Security defaults stand among the policies, with their name as id. */
const NAMED_ID = /^security ?defaults$/i;

function redactId(text: string, { scope, context }: Place): string {
  const { pseudonyms, people } = context;
  if (GUID.test(text)) return pseudonyms.guid(text);
  if (NAMED_ID.test(text)) return text;
  // The path of a resource.
  if (text.startsWith('/')) return redactText(text, context);
  return ADDRESS.test(text) ? people.address(text, scope) : pseudonyms.id(text);
}

function redactUnknown(text: string, context: Context): string {
  if (/^(?:true|false)$/i.test(text)) return text;
  if (GUID.test(text)) return context.pseudonyms.guid(text);
  // Whose it is, nobody knows.
  if (ADDRESS.test(text)) return context.people.address(text, newScope(null));
  return isIP(text) === 0 ? context.pseudonyms.hidden(text) : redactIp(text, context);
}

function redactIp(text: string, { pseudonyms }: Context): string {
  const family = isIP(text);
  return family === 4 || family === 6 ? pseudonyms.ip(text, family) : pseudonyms.hidden(text);
}

/** No error code has more digits. */
const LONGEST_CODE = 7;

function redactNumberText(text: string, context: Context): string {
  return /^-?\d+$/.test(text) ? shortNumber(text) : redactText(text, context);
}

/** A whole number that is too long to be an error code becomes one that has no meaning either. */
export function shortNumber(digits: string): string {
  if (/^-?0*$/.test(digits)) return '0';
  return digits.length <= LONGEST_CODE ? digits : '9'.repeat(LONGEST_CODE);
}

/** The words of dates in English. */
const DATE_WORD = /[a-z]+/gi;
const DATE_WORDS =
  /^(?:[tzap]|[ap]m|utc|gmt|date|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)|january|february|march|april|june|july|august|september|october|november|december)$/i;

/** A time stays: sessions, schedules and deadlines depend on it. Of a text that is none, the shape stays. */
function redactDate(text: string, context: Context): string {
  const time = utcTime(text, 'monthFirst') ?? utcTime(text, 'dayFirst');
  const isPlain = (text.match(DATE_WORD) ?? []).every((word) => DATE_WORDS.test(word));
  if (time !== null) return isPlain && !LONG_FRACTION.test(text) ? text : time;
  return redactText(text, context).replace(/[1-9]/g, '0');
}

/** Microsoft's times have seven digits after the point. */
const LONG_FRACTION = /[.,]\d{8}/;

/** `Oslo, Oslo, NO`: city, state, country; or the country alone. */
function redactPlace(text: string, context: Context): string {
  const parts = text.split(',');
  return parts
    .map((part, index) => {
      const word = part.trim();
      if (word === '') return part;
      const isCountry = index === parts.length - 1;
      const kind = index === 0 ? 'City' : 'State';
      return part.replace(word, () =>
        isCountry ? redactCountry(word, context) : context.pseudonyms.named(kind, word),
      );
    })
    .join(',');
}

function redactCountry(text: string, { pseudonyms }: Context): string {
  return /^[a-z]{2}$/i.test(text) ? pseudonyms.countryCode(text) : pseudonyms.named('Country', text);
}
