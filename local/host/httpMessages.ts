import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { HttpData, TypedData } from './coreApi';

/** An answer, ready to be written. */
export type HttpAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
};

/** A request with its route parameters and its whole body. */
export type Arrived = {
  readonly message: IncomingMessage;
  readonly url: URL;
  readonly params: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

/** A request as the host passes it to the worker: repeated headers and query parameters joined by commas. */
export function toHttpData({ message, url, params, body }: Arrived): HttpData {
  const query: Record<string, string> = {};
  for (const key of new Set(url.searchParams.keys())) query[key] = url.searchParams.getAll(key).join(',');
  return {
    method: message.method ?? 'GET',
    url: url.href,
    headers: flatten(message.headers),
    query,
    params,
    ...(body.length > 0 ? { body: { bytes: body } } : {}),
  };
}

function flatten(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  );
}

/** The answer of a function; 204 if it returned nothing, as in the deployed host. */
export function toAnswer(returned: TypedData | null | undefined): HttpAnswer {
  const http = returned?.http;
  if (!http) return { status: 204, headers: {}, body: '' };
  return {
    status: Number(http.statusCode ?? 200),
    headers: { ...http.headers },
    body: http.body?.bytes ?? '',
  };
}

/** The one error shape of the product. */
export function errorAnswer(status: number, code: string, message: string): HttpAnswer {
  const body = JSON.stringify({ error: { code, message, details: null } });
  return { status, headers: { 'content-type': 'application/json' }, body };
}
