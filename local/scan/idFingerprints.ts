export type IdFingerprints = {
  /** Whether an id has not come before. It may be wrong about a new id, never about an earlier one. */
  readonly isNew: (id: string) => boolean;
  /** Gives the memory back: no id is asked for afterwards. */
  readonly forget: () => void;
};

/**
 * Recognises ids that have come before, at 6 to 8 bytes each: it keeps only 46 bits of a hash of each id. It never
 * forgets one. A new id may be taken for an earlier one: of logs with a million ids, this happens in one of 140.
 */
export function idFingerprints(): IdFingerprints {
  // Many small tables: one large table that grows needs the room of both sizes at once.
  const tables = Array.from({ length: TABLES }, fingerprintTable);
  return {
    isNew: (id) => {
      const { lowBits, highBits } = fingerprintOf(id);
      return tables[highBits >>> 10]?.isNew(lowBits, highBits & 0xff || 1) ?? false;
    },
    forget: () => {
      for (const table of tables) table.forget();
    },
  };
}

/** One for each value of the highest bits, which need not be kept then. */
const TABLES = 64;
const FEWEST = 64;
const FULLEST = 0.8;
const GROWTH = 1.25;
/** 32 and 8 bits of a fingerprint. */
const SLOT_BYTES = 5;

type Slots = { readonly buffer: ArrayBuffer; readonly low: Uint32Array; readonly high: Uint8Array };

/** Resizable, so that its memory can be given back at once: a buffer that is garbage stays until old objects are collected. */
function freeSlots(count: number): Slots {
  const bytes = count * SLOT_BYTES;
  const buffer = new ArrayBuffer(bytes, { maxByteLength: bytes });
  return { buffer, low: new Uint32Array(buffer, 0, count), high: new Uint8Array(buffer, 4 * count, count) };
}

function fingerprintTable() {
  // 0 in `high` is a free slot.
  let { buffer, low, high } = freeSlots(FEWEST);
  let count = 0;

  const slotOf = (lowBits: number, highBits: number) => {
    let slot = Math.floor((lowBits / 2 ** 32) * low.length);
    while (high[slot] !== 0 && (low[slot] !== lowBits || high[slot] !== highBits)) {
      slot = slot + 1 < low.length ? slot + 1 : 0;
    }
    return slot;
  };
  const put = (lowBits: number, highBits: number) => {
    const slot = slotOf(lowBits, highBits);
    if (high[slot] !== 0) return false;
    low[slot] = lowBits;
    high[slot] = highBits;
    return true;
  };
  const grow = () => {
    const before = { buffer, low, high };
    ({ buffer, low, high } = freeSlots(Math.ceil(low.length * GROWTH)));
    before.high.forEach((highBits, index) => {
      if (highBits !== 0) put(before.low[index] ?? 0, highBits);
    });
    before.buffer.resize(0);
  };
  return {
    /** Whether a fingerprint is new; it is added. */
    isNew: (lowBits: number, highBits: number): boolean => {
      if (count + 1 > low.length * FULLEST) grow();
      if (!put(lowBits, highBits)) return false;
      count++;
      return true;
    },
    forget: () => buffer.resize(0),
  };
}

/** Two hashes side by side, each with multipliers of its own, mixed at the end as MurmurHash3 does. */
function fingerprintOf(id: string): { readonly lowBits: number; readonly highBits: number } {
  let a = 0x9e3779b9;
  let b = 0x41c6ce57;
  for (let at = 0; at < id.length; at++) {
    const char = id.charCodeAt(at);
    a = Math.imul(a ^ char, 0x85ebca6b);
    b = Math.imul(b ^ char, 0x5f356495);
    a ^= a >>> 15;
    b ^= b >>> 13;
  }
  a = Math.imul(a ^ (b >>> 16), 0xc2b2ae35);
  b = Math.imul(b ^ (a >>> 13), 0x27d4eb2f);
  return { lowBits: (a ^ (a >>> 16)) >>> 0, highBits: b >>> 16 };
}
