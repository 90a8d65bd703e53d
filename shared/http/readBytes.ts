export type BytesRead = {
  /** The body in blocks, in order. */
  readonly blocks: readonly Uint8Array[];
  /** Whether the body ended within the bound. */
  readonly isWhole: boolean;
};

/** The usual answer fits into one block. Many blocks of one size, and no larger ones, leave little garbage behind. */
const [FIRST_BYTES, BLOCK_BYTES] = [16 * 2 ** 10, 2 ** 20];

/**
 * Reads a body piece by piece, and no further than to a bound: whoever sends more is cut off. Pieces are copied together as they
 * come, because millions of tiny ones would take more memory than their bytes.
 *
 * @param most bytes
 */
export async function readBytes(body: AsyncIterable<Uint8Array> | null, most: number): Promise<BytesRead> {
  const full: Uint8Array[] = [];
  let block: Buffer = Buffer.allocUnsafe(FIRST_BYTES);
  let used = 0;
  let left = most;
  const blocks = () => [...full, block.subarray(0, used)];
  for await (const piece of body ?? []) {
    const fitting = piece.byteLength > left ? piece.subarray(0, left) : piece;
    for (let at = 0; at < fitting.byteLength; ) {
      if (used === block.length) {
        full.push(block);
        block = Buffer.allocUnsafe(BLOCK_BYTES);
        used = 0;
      }
      const part = fitting.subarray(at, at + block.length - used);
      block.set(part, used);
      used += part.byteLength;
      at += part.byteLength;
    }
    left -= fitting.byteLength;
    if (fitting.byteLength < piece.byteLength) return { blocks: blocks(), isWhole: false };
  }
  return { blocks: blocks(), isWhole: true };
}

/** As `Response.text()` does: UTF-8, without a byte order mark. To decode block by block takes three times as long. */
export function textOf(blocks: readonly Uint8Array[]): string {
  return new TextDecoder().decode(Buffer.concat(blocks));
}

const [QUOTE, BACKSLASH, COMMA, LIST, OBJECT] = [0x22, 0x5c, 0x2c, 0x5b, 0x7b];

/**
 * Texts below this size hold hardly more values than may be: three bytes (`{},`) make one that takes memory. So the usual page, of
 * 4 MB, is not counted, which would take a third as long as `JSON.parse` of it.
 */
const COUNTED_BYTES = 6 * 2 ** 20;

/** Whether a JSON text holds more than `most` values. */
export function holdsMore(blocks: readonly Uint8Array[], most: number): boolean {
  if (blocks.reduce((sum, { byteLength }) => sum + byteLength, 0) < COUNTED_BYTES) return false;
  let values = 0;
  let isInText = false;
  let skipped = 0;
  for (const block of blocks) {
    let at = skipped;
    for (; at < block.length; at++) {
      const byte = block[at];
      if (byte === QUOTE) isInText = !isInText;
      else if (byte === BACKSLASH) at++;
      else if (!isInText && (byte === COMMA || byte === LIST || byte === OBJECT)) values++;
    }
    // A backslash at the end hides the first byte of the next block.
    skipped = at - block.length;
  }
  return values > most;
}
