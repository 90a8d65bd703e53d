import { createReadStream } from 'node:fs';
import { gunzip } from './gunzip';

/**
 * The bytes of a file, unpacked when it is gzip, which its first two bytes tell.
 *
 * @param onBytes told how many bytes of the file itself have been read so far
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

async function* fileBytes(path: string, onBytes: (bytesRead: number) => void): AsyncGenerator<Uint8Array> {
  let bytesRead = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Uint8Array>) {
    bytesRead += chunk.length;
    onBytes(bytesRead);
    yield chunk;
  }
}

async function* startingWith(
  first: Uint8Array,
  rest: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}
