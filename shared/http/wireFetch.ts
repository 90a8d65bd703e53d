import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Readable } from 'node:stream';
import { decompressed, type Unreadable } from './decompressed';
import type { Fail } from './httpError';
import { MOST_BYTES } from './limits';

export type WireRequest = {
  /** GET by default. */
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
};

/** Sends one request; returns answers of any status, those of a proxy and redirects included. */
export type WireFetch = (url: string, request: WireRequest) => Promise<Response>;

/** `Response` takes none for these. */
const WITHOUT_BODY: readonly number[] = [204, 205, 304];

/**
 * Replaces `fetch` of Node.js, which cannot count the bytes on the wire: it reads gzip without content for as long as a service sends
 * it. Redirects are not followed, because they could lead to another host.
 *
 * @param fail makes the error: `tooLarge` for too many bytes on the wire, `badAnswer` for an encoding that was not requested
 */
export function wireFetch(fail: Fail): WireFetch {
  return async (url, { method = 'GET', headers, body, signal }) => {
    const request = url.startsWith('https:') ? requestHttps : requestHttp;
    const message = await new Promise<IncomingMessage>((resolve, reject) => {
      const asked = { method, signal, headers: { ...headers, 'accept-encoding': 'gzip' } };
      // An error after the answer reaches the reader of its body.
      request(url, asked, resolve).on('error', reject).end(body);
    });
    try {
      return responseOf(message, (code) => fail(code, url, { status: message.statusCode ?? null }));
    } catch (error) {
      // Nobody reads the rest, which may have no end.
      message.destroy();
      throw error;
    }
  };
}

function responseOf(message: IncomingMessage, fail: Unreadable): Response {
  const { statusCode: status = 0 } = message;
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) headers.set(name, String(value));
  const facts = { status, headers };
  if (WITHOUT_BODY.includes(status)) {
    message.resume();
    return new Response(null, facts);
  }
  const body = decompressed(message, {
    encoding: message.headers['content-encoding'],
    most: MOST_BYTES,
    fail,
  });
  return new Response(Readable.toWeb(body) as ReadableStream<Uint8Array>, facts);
}
