import { utf8Decoder } from './utf8';

/**
 * Decodes bytes into text. The byte order mark shows the encoding; without one, the zero bytes that UTF-16 has beside the
 * first two characters do, which are ASCII in every form of record.
 */
export async function* textOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decode: Decode | null = null;
  for await (const bytes of chunks) {
    decode ??= decoderOf(bytes);
    yield decode(bytes);
  }
  if (decode) yield decode();
}

/** @param bytes left out at the end, where a character may have been cut */
type Decode = (bytes?: Uint8Array) => string;

function decoderOf(beginning: Uint8Array): Decode {
  const encoding = encodingOf(beginning);
  if (encoding === 'utf-8') return utf8Decoder();
  const decoder = new TextDecoder(encoding);
  return (bytes) => decoder.decode(bytes, { stream: bytes !== undefined });
}

function encodingOf([first, second, third, fourth]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (second === 0 && fourth === 0) return 'utf-16le';
  if (first === 0 && third === 0) return 'utf-16be';
  return 'utf-8';
}
