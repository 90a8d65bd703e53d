import type { IncomingMessage, ServerOptions } from 'node:http';

/** What a caller may send, and how long it may take. */
export type HttpLimits = {
  readonly headerBytes: number;
  readonly bodyBytes: number;
  readonly deliveryBytes: number;
  /** From the first byte of a request, or from the connection, to the end of its headers. */
  readonly headersMs: number;
  /** The same, to the end of its body. */
  readonly requestMs: number;
  readonly connections: number;
};

/** The app itself takes less; events come many at a time. */
export const HTTP_LIMITS: HttpLimits = {
  headerBytes: 16_384,
  bodyBytes: 1_048_576,
  deliveryBytes: 33_554_432,
  headersMs: 10_000,
  requestMs: 30_000,
  connections: 1_024,
};

/** Node.js itself answers 431 and 408 by these, and looks at the time as often as `connectionsCheckingInterval` says. */
export function serverOptions({ headerBytes, headersMs, requestMs }: HttpLimits): ServerOptions {
  return {
    maxHeaderSize: headerBytes,
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: Math.min(1_000, headersMs),
    // The server refuses such a request itself, with the headers that every answer carries.
    requireHostHeader: false,
  };
}

/** A connection that is closed while its caller still sends may lose the answer; this long the rest is read, and dropped. */
const LINGER_MS = 500;

/** The body of a request; `null` if it is longer than `most` bytes. Rejects if the caller hangs up or is too slow. */
export function bodyOf(message: IncomingMessage, most: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let length = 0;
    let isTooLong = false;
    const giveUp = () => {
      if (isTooLong) return;
      isTooLong = true;
      parts.length = 0;
      setTimeout(resolve, LINGER_MS, null);
    };
    if (Number(message.headers['content-length'] ?? 0) > most) giveUp();
    message.on('data', (part: Buffer) => {
      length += part.length;
      if (length > most) giveUp();
      else if (!isTooLong) parts.push(part);
    });
    message.on('end', () => resolve(isTooLong ? null : Buffer.concat(parts)));
    message.on('error', reject);
  });
}
