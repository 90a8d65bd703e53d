import { closeSync, openSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { gunzip } from './gunzip';

/**
 * The bytes of a file in pieces. Use each before asking for the next: they share a buffer. A file whose first two bytes say gzip is unpacked.
 *
 * @param onBytes called with the number of bytes of the file itself that have been read so far
 */
export async function* unpackedBytes(
  path: string,
  onBytes: (bytesRead: number) => void,
): AsyncGenerator<Uint8Array> {
  const chunks = fileBytes(path, onBytes);
  const { value: first, done } = await chunks.next();
  if (done) return;
  const all = startingWith(first, chunks);
  yield* first[0] === 0x1f && first[1] === 0x8b ? gunzip(all) : all;
}

const PIECE_BYTES = 64 * 1024;
const PIECES_BETWEEN_PAUSES = 32;

/**
 * Reads into one buffer and without waiting for the event loop: a stream makes a buffer for each piece, and hands each
 * to another thread and back. A progress bar is drawn in the pauses.
 */
async function* fileBytes(path: string, onBytes: (bytesRead: number) => void): AsyncGenerator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.allocUnsafeSlow(PIECE_BYTES);
    let bytesRead = 0;
    for (let piece = 1; ; piece++) {
      const length = readSync(file, buffer);
      if (length === 0) return;
      bytesRead += length;
      onBytes(bytesRead);
      yield buffer.subarray(0, length);
      if (piece % PIECES_BETWEEN_PAUSES === 0) await setImmediate();
    }
  } finally {
    closeSync(file);
  }
}

async function* startingWith(
  first: Uint8Array,
  rest: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}
