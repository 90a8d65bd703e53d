import { createHmac, randomBytes } from 'node:crypto';

/** Names that are numbered in the order in which they first appear: `App 3`. */
export type Named = 'App' | 'City' | 'Country' | 'Device' | 'Network' | 'Policy' | 'State' | 'Tenant';

export type Pseudonyms = {
  /** @param text a GUID in any case */
  readonly guid: (text: string) => string;
  /** For an id that is no GUID. */
  readonly id: (text: string) => string;
  /** For a text of which nothing is known. */
  readonly hidden: (text: string) => string;
  readonly named: (kind: Named, text: string) => string;
  /** For a code of two letters. */
  readonly countryCode: (text: string) => string;
  readonly ip: (text: string, family: 4 | 6) => string;
  /** For a word that may be a name. No text of Microsoft has a word that begins so. */
  readonly word: (text: string) => string;
  readonly fieldName: (text: string) => string;
  readonly domain: (text: string) => string;
};

/** So many words and names are numbered; further ones share the last number. A log has few, hostile ones aside. */
const MOST_NUMBERED = 1_000_000;

type Options = {
  /** Whether an id, in lower case, stays. */
  readonly isKept: (id: string) => boolean;
  /** Resource tenants in the order of their ids: which of two counts as ours may depend on it. */
  readonly tenants: readonly string[];
};

/**
 * Invented values, the same for the same original within one run. Ids are derived with a random key that nobody stores, so that
 * no guess can be checked; names are numbered.
 */
export function pseudonyms({ isKept, tenants }: Options): Pseudonyms {
  const secret = randomBytes(32);
  const hexOf = remembering((text: string) => createHmac('sha256', secret).update(text).digest('hex'));
  const tenantGuids = new Map(tenants.map((id, index) => [id, guidNumbered(index + 1)]));
  const numberOf = numbering();
  const inventedGuid = (lower: string) => tenantGuids.get(lower) ?? guidOf(hexOf(lower));
  return {
    guid: (text) => {
      const lower = text.toLowerCase();
      if (isKept(lower)) return text;
      const invented = inventedGuid(lower);
      return /[A-F]/.test(text) ? invented.toUpperCase() : invented;
    },
    id: (text) => idOf(hexOf(`id ${text.toLowerCase()}`), text),
    hidden: (text) => `text-${hexOf(`text ${text}`).slice(0, 16)}`,
    named: (kind, text) => `${kind} ${numberOf(kind, text)}`,
    countryCode: (text) => codeNumbered(numberOf('country code', text.toLowerCase())),
    ip: (text, family) =>
      family === 4 ? ip4Numbered(numberOf('ip', text)) : ip6Of(hexOf(`ip ${text.toLowerCase()}`)),
    word: (text) => `zz${numberOf('word', text.toLowerCase())}`,
    fieldName: (text) => `field${numberOf('field', text)}`,
    domain: (text) => `tenant${numberOf('domain', text.toLowerCase())}.example`,
  };
}

function numbering(): (kind: string, text: string) => number {
  const byKind = new Map<string, Map<string, number>>();
  return (kind, text) => {
    const numbers = byKind.get(kind) ?? new Map<string, number>();
    byKind.set(kind, numbers);
    const number = numbers.get(text) ?? Math.min(numbers.size, MOST_NUMBERED) + 1;
    if (numbers.size < MOST_NUMBERED) numbers.set(text, number);
    return number;
  };
}

const MOST_REMEMBERED = 10_000;

/** A log repeats the ids of its users and tenants. */
function remembering(answer: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const found = known.get(text) ?? answer(text);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(text, found);
    return found;
  };
}

/** Every invented GUID begins like this. */
const INVENTED = 'facade00';

function guidOf(hex: string): string {
  return `${INVENTED}-${hex.slice(0, 4)}-4${hex.slice(4, 7)}-8${hex.slice(7, 10)}-${hex.slice(10, 22)}`;
}

/** In the order of the numbers, and before all others. */
function guidNumbered(number: number): string {
  return `${INVENTED}-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** An id that the decoder cuts or refuses for its length. */
const LONG = 2_048;

function idOf(hex: string, text: string): string {
  const invented = `id${/\s/.test(text) ? ' ' : '-'}${hex.slice(0, 24)}`;
  return text.length > LONG ? invented.padEnd(LONG + 1, 'x') : invented;
}

/** Codes that ISO 3166 leaves to users: QM to QZ, XA to XZ, AA and ZZ. */
const USER_CODES = ['X', 'Q'].flatMap((first) =>
  [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].flatMap((second) =>
    first === 'Q' && second < 'M' ? [] : [`${first}${second}`],
  ),
);

function codeNumbered(number: number): string {
  return USER_CODES[number - 1] ?? 'ZZ';
}

/** 198.18.0.0/15 is reserved for tests of networks (RFC 2544), 240.0.0.0/4 for nobody. */
const TESTED = 2 ** 17;

function ip4Numbered(number: number): string {
  const bits = number < TESTED ? 198 * 2 ** 24 + 18 * 2 ** 16 + number : 240 * 2 ** 24 + number;
  return [24, 16, 8, 0].map((shift) => Math.floor(bits / 2 ** shift) % 256).join('.');
}

/** 2001:db8::/32 is reserved for documents (RFC 3849). */
function ip6Of(hex: string): string {
  const groups = Array.from({ length: 6 }, (_, index) => hex.slice(4 * index, 4 * index + 4));
  return ['2001', 'db8', ...groups].join(':');
}
