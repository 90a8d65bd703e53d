import type { HttpResponseInit } from '@azure/functions';

/** The codes of the JSON error shape: `{ "error": { "code", "message", "details" } }`. */
export type ErrorCode =
  | 'badRequest'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'bodyTooLarge'
  | 'notJson'
  | 'busy'
  | 'notLicensed'
  | 'missingPermission'
  | 'unavailable'
  | 'internal';

export const STATUS: Readonly<Record<ErrorCode, number>> = {
  badRequest: 400,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  bodyTooLarge: 413,
  notJson: 415,
  busy: 429,
  notLicensed: 502,
  missingPermission: 502,
  unavailable: 503,
  internal: 500,
};
export const ERROR_CODES = Object.keys(STATUS) as readonly ErrorCode[];

export function answerError(code: ErrorCode, message: string, details: unknown = null): HttpResponseInit {
  return { status: STATUS[code], jsonBody: { error: { code, message, details } } };
}

export function answerJson(body: unknown, status = 200): HttpResponseInit {
  return { status, jsonBody: body };
}

/** A file to view or to keep. */
export function answerText(
  body: string,
  contentType: string,
  headers: Record<string, string> = {},
): HttpResponseInit {
  return { status: 200, body, headers: { 'content-type': contentType, ...headers } };
}

/** A page of a list as CSV. The file has no place for the next page, so a header names it. */
export function answerCsv(csv: string, continuation: string | null): HttpResponseInit {
  const next = continuation === null ? {} : { 'x-continuation': continuation };
  return answerText(csv, 'text/csv; charset=utf-8', next);
}

/** A page of ours, with the policy that its own file names. A file cannot say who may frame it: only the header can. */
export function answerPage({ html, policy }: { readonly html: string; readonly policy: string }) {
  return answerText(html, 'text/html; charset=utf-8', {
    'content-security-policy': `${policy}; frame-ancestors 'none'`,
  });
}

/**
 * What every answer carries, unless it says otherwise itself. A browser ignores `strict-transport-security` over plain HTTP
 * (RFC 6797, section 8.1), so the local host may send it too.
 *
 * `customHeaders` of host.json is the same list, for the answers of the Functions host itself: 401 without a key, 404 of a route
 * that is not there. The host adds a header only if the answer of a function does not have it. Its own setting `hsts` reaches only
 * requests that the host takes for HTTPS, by a header of the load balancer in front.
 * https://learn.microsoft.com/azure/azure-functions/functions-bindings-http-webhook#hostjson-settings and
 * https://github.com/Azure/azure-functions-host src/WebJobs.Script.WebHost/Middleware/CustomHttpHeadersMiddleware.cs,
 * HstsConfigurationMiddleware.cs, AppServiceHeaderFixupMiddleware.cs (read 2026-11-30)
 */
export const EVERY_ANSWER = {
  // Answers hold personal data: no cache may keep them.
  'cache-control': 'no-store',
  // If a browser took JSON, CSV or text for a page, that page could do nothing.
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/** The answer with the headers that every answer carries. */
export function secured(answer: HttpResponseInit): HttpResponseInit {
  return { ...answer, headers: { ...EVERY_ANSWER, ...Object.fromEntries(new Headers(answer.headers)) } };
}
