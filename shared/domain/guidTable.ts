/**
 * Words of 32 bits under keys of one or more GUIDs, packed into typed arrays: a `Map` of the same takes 200 bytes and
 * more for each key. Keys are compared whole, so no two are ever taken for one another; a key that is not made of
 * GUIDs in lower case is kept as text.
 */
export type GuidTable = {
  /** The words under a key, to be read and written in place; `null` when the table does not have it. */
  readonly find: (...key: readonly string[]) => Uint32Array | null;
  /** The words, all 0, under a key that the table does not have yet. */
  readonly add: (...key: readonly string[]) => Uint32Array;
  readonly size: () => number;
};

const GUID_WORDS = 4;
const ROWS_IN_CHUNK = 1_024;
/** Of the slots, at most: beyond, finding slows down. With the growth below they take 5 to 7.5 bytes a key. */
const FULLEST = 0.8;
const GROWTH = 1.5;

/**
 * @param guids how many make a key
 * @param words how many are kept under a key
 */
export function guidTable(guids: number, words: number): GuidTable {
  const keyWords = guids * GUID_WORDS;
  const rowWords = keyWords + words;
  // Chunks: an array that is copied to grow needs the room of both at once.
  const chunks: Uint32Array[] = [];
  const otherKeys = new Map<string, Uint32Array>();
  const key = new Uint32Array(keyWords);
  let rows = 0;
  /** Row numbers from 1; 0 is free. */
  let slots = new Uint32Array(16);

  const chunkOf = (row: number) => chunks[Math.floor(row / ROWS_IN_CHUNK)] ?? key;
  const startOf = (row: number) => (row % ROWS_IN_CHUNK) * rowWords;
  const holdsKey = (row: number) => {
    const chunk = chunkOf(row);
    const start = startOf(row);
    for (let word = 0; word < keyWords; word++) if (chunk[start + word] !== key[word]) return false;
    return true;
  };
  const wordsOf = (row: number) => chunkOf(row).subarray(startOf(row) + keyWords, startOf(row) + rowWords);
  /** The slot of `key`: free when the table does not have it. */
  const slotOfKey = () => {
    let slot = firstSlot(hashOf(key, 0, keyWords), slots.length);
    for (let row = slots[slot] ?? 0; row !== 0; row = slots[slot] ?? 0) {
      if (holdsKey(row - 1)) return slot;
      slot = slot + 1 < slots.length ? slot + 1 : 0;
    }
    return slot;
  };
  const growSlots = () => {
    slots = new Uint32Array(Math.ceil(slots.length * GROWTH));
    for (let row = 0; row < rows; row++) {
      let slot = firstSlot(hashOf(chunkOf(row), startOf(row), keyWords), slots.length);
      while (slots[slot] !== 0) slot = slot + 1 < slots.length ? slot + 1 : 0;
      slots[slot] = row + 1;
    }
  };
  const readKey = (texts: readonly string[]) =>
    texts.every((text, index) => putGuid(text, key, index * GUID_WORDS));

  return {
    find: (...texts) => {
      if (rows + otherKeys.size === 0) return null;
      if (!readKey(texts)) return otherKeys.get(JSON.stringify(texts)) ?? null;
      const row = slots[slotOfKey()] ?? 0;
      return row === 0 ? null : wordsOf(row - 1);
    },
    add: (...texts) => {
      if (!readKey(texts)) {
        const added = new Uint32Array(words);
        otherKeys.set(JSON.stringify(texts), added);
        return added;
      }
      if (rows + 1 > slots.length * FULLEST) growSlots();
      if (rows % ROWS_IN_CHUNK === 0) chunks.push(new Uint32Array(ROWS_IN_CHUNK * rowWords));
      chunkOf(rows).set(key, startOf(rows));
      slots[slotOfKey()] = rows + 1;
      return wordsOf(rows++);
    },
    size: () => rows + otherKeys.size,
  };
}

const GUID_LENGTH = 36;
const HYPHEN = 0x2d;
/** By character code; -1 for what is no digit. */
const DIGITS = new Int8Array(128).fill(-1);
for (const [value, digit] of [...'0123456789abcdef'].entries()) DIGITS[digit.charCodeAt(0)] = value;

/**
 * Packs a GUID into four words. By hand: each record of a log comes by several times, and `parseInt` takes three times
 * as long.
 *
 * @returns false when the text is no GUID in lower case; the words hold nothing of use then
 */
export function putGuid(text: string, words: Uint32Array, at: number): boolean {
  if (text.length !== GUID_LENGTH) return false;
  let word = 0;
  let digits = 0;
  for (let index = 0; index < GUID_LENGTH; index++) {
    const char = text.charCodeAt(index);
    if (index === 8 || index === 13 || index === 18 || index === 23) {
      if (char !== HYPHEN) return false;
      continue;
    }
    const digit = DIGITS[char] ?? -1;
    if (digit < 0) return false;
    word = (word << 4) | digit;
    digits++;
    if (digits % 8 === 0) words[at + digits / 8 - 1] = word;
  }
  return true;
}

export function guidAt(words: Uint32Array, at: number): string {
  const second = hex(words[at + 1]);
  const third = hex(words[at + 2]);
  const parts = [hex(words[at]), second.slice(0, 4), second.slice(4), third.slice(0, 4)];
  return `${parts.join('-')}-${third.slice(4)}${hex(words[at + 3])}`;
}

function hex(word = 0): string {
  return word.toString(16).padStart(8, '0');
}

/** As MurmurHash3 mixes: keys that differ in a few digits only must not end up side by side. */
function hashOf(words: Uint32Array, from: number, count: number): number {
  let hash = 0;
  for (let at = from; at < from + count; at++) {
    hash = mixed(Math.imul(hash, 5) + (words[at] ?? 0));
  }
  return hash >>> 0;
}

function mixed(bits: number): number {
  const once = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}

function firstSlot(hash: number, slots: number): number {
  return Math.floor((hash / 2 ** 32) * slots);
}
