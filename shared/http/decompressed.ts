import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** Makes the error of a reader: `tooLarge` for too many bytes, `badAnswer` for an encoding that nobody asked for. */
export type Unreadable = (code: 'tooLarge' | 'badAnswer') => Error;

export type Body = {
  /** The header `content-encoding`. */
  readonly encoding: string | undefined;
  /** The most bytes on the wire. */
  readonly most: number;
  readonly fail: Unreadable;
};

/**
 * The content of a body that came as it is or as gzip. The bytes of gzip are counted on the wire: it may go on for ever without a
 * byte of content. A body that breaks off fails its reader.
 */
export function decompressed(body: Readable, { encoding, most, fail }: Body): Readable {
  const name = encoding?.trim().toLowerCase() ?? '';
  if (name === '' || name === 'identity') return body;
  if (name !== 'gzip') {
    body.destroy();
    throw fail('badAnswer');
  }
  async function* counted(pieces: AsyncIterable<Uint8Array>) {
    let bytes = 0;
    for await (const piece of pieces) {
      bytes += piece.byteLength;
      if (bytes > most) throw fail('tooLarge');
      yield piece;
    }
  }
  // The reader of the last stream gets the error.
  return pipeline(body, counted, createGunzip(), () => {});
}
