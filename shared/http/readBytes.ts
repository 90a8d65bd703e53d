export type BytesRead = {
  readonly bytes: Uint8Array;
  /** Whether the body ended within the bound. */
  readonly isWhole: boolean;
};

/** The usual answer fits. */
const FIRST_BYTES = 16 * 2 ** 10;

/**
 * Reads a body piece by piece, and no further than to a bound: whoever sends more is cut off. Pieces are copied together as they
 * come, because millions of tiny ones would take more memory than their bytes.
 *
 * @param most bytes
 */
export async function readBytes(body: AsyncIterable<Uint8Array> | null, most: number): Promise<BytesRead> {
  let held: Buffer = Buffer.allocUnsafe(Math.min(FIRST_BYTES, most));
  let length = 0;
  for await (const piece of body ?? []) {
    const fits = Math.min(piece.byteLength, most - length);
    if (length + fits > held.length) held = grown(held, { length, least: length + fits, most });
    held.set(fits < piece.byteLength ? piece.subarray(0, fits) : piece, length);
    length += fits;
    if (fits < piece.byteLength) return { bytes: held.subarray(0, length), isWhole: false };
  }
  return { bytes: held.subarray(0, length), isWhole: true };
}

type Growth = { readonly length: number; readonly least: number; readonly most: number };

function grown(held: Buffer, { length, least, most }: Growth): Buffer {
  const larger = Buffer.allocUnsafe(Math.min(Math.max(2 * held.length, least), most));
  held.copy(larger, 0, 0, length);
  return larger;
}

/** As `Response.text()` does: UTF-8, without a byte order mark. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

const [QUOTE, BACKSLASH, COMMA, LIST, OBJECT] = [0x22, 0x5c, 0x2c, 0x5b, 0x7b];

/** Texts below this size cannot hold so many values that it matters, so the usual page is not counted. */
const COUNTED_BYTES = 4 * 2 ** 20;

/** Whether a JSON text holds more than `most` values. */
export function holdsMore(bytes: Uint8Array, most: number): boolean {
  if (bytes.byteLength < COUNTED_BYTES) return false;
  let values = 0;
  let isInText = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) isInText = !isInText;
    else if (byte === BACKSLASH) at++;
    else if (!isInText && (byte === COMMA || byte === LIST || byte === OBJECT)) values++;
  }
  return values > most;
}
