import type { HttpResponseInit } from '@azure/functions';

/** The codes of the JSON error shape: `{ "error": { "code", "message", "details" } }`. */
export type ErrorCode =
  | 'badRequest'
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
  return { status: STATUS[code], jsonBody: { error: { code, message, details } }, headers: NO_STORE };
}

export function answerJson(body: unknown, status = 200): HttpResponseInit {
  return { status, jsonBody: body, headers: NO_STORE };
}

/** A file to view or to keep. */
export function answerText(
  body: string,
  contentType: string,
  headers: Record<string, string> = {},
): HttpResponseInit {
  return { status: 200, body, headers: { ...NO_STORE, 'content-type': contentType, ...headers } };
}

/** A page of a list as CSV. The file has no place for the next page, so a header names it. */
export function answerCsv(csv: string, continuation: string | null): HttpResponseInit {
  const next = continuation === null ? {} : { 'x-continuation': continuation };
  return answerText(csv, 'text/csv; charset=utf-8', next);
}

/**
 * A page of ours. The policy denies what the page does not need: text that slipped into it does no harm.
 *
 * @param policy of a page with a script; by default, nothing runs and nothing is fetched
 */
export function answerPage(html: string, policy = LOCKED): HttpResponseInit {
  return answerText(html, 'text/html; charset=utf-8', {
    'content-security-policy': `${policy}; frame-ancestors 'none'`,
  });
}

const LOCKED = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'";

/** Answers hold personal data: no cache may keep them. */
const NO_STORE = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
