import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { HttpCookie, HttpData, TypedData } from './coreApi';

/** An answer, ready to be written. */
export type HttpAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Uint8Array | string;
};

/** What arrived: the request, its route parameters and its whole body. */
export type Arrived = {
  readonly message: IncomingMessage;
  readonly url: URL;
  readonly params: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

/** A request as the host hands it to the worker: repeated headers and query parameters joined by commas. */
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

/** The answer of a function; one that returned nothing is 204, as in the deployed host. */
export function toAnswer(returned: TypedData | null | undefined): HttpAnswer {
  const http = returned?.http;
  if (!http) return { status: 204, headers: {}, body: '' };
  const cookies = (http.cookies ?? []).map(setCookie);
  return {
    status: Number(http.statusCode ?? 200),
    headers: { ...http.headers, ...(cookies.length > 0 ? { 'set-cookie': cookies } : {}) },
    body: http.body?.bytes ?? http.body?.string ?? '',
  };
}

/** The one error shape of the product. */
export function errorAnswer(status: number, code: string, message: string): HttpAnswer {
  const body = JSON.stringify({ error: { code, message, details: null } });
  return { status, headers: { 'content-type': 'application/json' }, body };
}

const SAME_SITE = { none: null, lax: 'Lax', strict: 'Strict', explicitNone: 'None' } as const;

function setCookie(cookie: HttpCookie): string {
  const sameSite = SAME_SITE[cookie.sameSite ?? 'none'];
  return [
    `${cookie.name}=${encodeURIComponent(cookie.value)}`,
    cookie.domain && `Domain=${cookie.domain.value}`,
    cookie.path && `Path=${cookie.path.value}`,
    cookie.expires && `Expires=${new Date(cookie.expires.value.seconds * 1000).toUTCString()}`,
    cookie.maxAge && `Max-Age=${cookie.maxAge.value}`,
    cookie.secure?.value && 'Secure',
    cookie.httpOnly?.value && 'HttpOnly',
    sameSite && `SameSite=${sameSite}`,
  ]
    .filter((part) => part)
    .join('; ');
}
