import type { HttpHandler, HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';

/** Codes of the one JSON error shape: `{ "error": { "code", "message", "details" } }`. */
export type ErrorCode =
  | 'badRequest'
  | 'notFound'
  | 'conflict'
  | 'busy'
  | 'notLicensed'
  | 'missingPermission'
  | 'unavailable'
  | 'internal';

const STATUS: Readonly<Record<ErrorCode, number>> = {
  badRequest: 400,
  notFound: 404,
  conflict: 409,
  busy: 429,
  notLicensed: 502,
  missingPermission: 502,
  unavailable: 503,
  internal: 500,
};

export function answerError(code: ErrorCode, message: string, details: unknown = null): HttpResponseInit {
  return { status: STATUS[code], jsonBody: { error: { code, message, details } }, headers: NO_STORE };
}

export function answerJson(body: unknown, status = 200): HttpResponseInit {
  return { status, jsonBody: body, headers: NO_STORE };
}

/** A file to look at or to keep. */
export function answerText(
  body: string,
  contentType: string,
  headers: Record<string, string> = {},
): HttpResponseInit {
  return { status: 200, body, headers: { ...NO_STORE, 'content-type': contentType, ...headers } };
}

/** A page of our own: it needs no script and loads nothing, so whatever slipped into it could do nothing. */
export function answerPage(html: string): HttpResponseInit {
  return answerText(html, 'text/html; charset=utf-8', { 'content-security-policy': LOCKED });
}

const LOCKED = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

/** Answers hold personal data: no cache on the way may keep them. */
const NO_STORE = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** Turns what a handler throws into the error shape; the log keeps where it was thrown, the caller gets what to do. */
export function answering(
  handler: (request: HttpRequest, context: InvocationContext) => Promise<HttpResponseInit>,
): HttpHandler {
  return async (request, context) => {
    try {
      return await handler(request, context);
    } catch (error) {
      context.error(JSON.stringify(logged(error)));
      return errorAnswer(error);
    }
  };
}

/** One line of what an error says of itself; its cause may quote rows and addresses, and logs hold no personal data. */
function logged(error: unknown) {
  if (!(error instanceof Error))
    return { name: typeof error, message: 'Something other than an error was thrown.' };
  const { name, message, stack } = error;
  return { name, code: 'code' in error ? error.code : null, message, stack };
}

function errorAnswer(error: unknown): HttpResponseInit {
  const code = codeOf(error);
  const message =
    error instanceof Error && code !== 'internal' ? error.message : 'Look at the log of this function.';
  const problems = error instanceof Error && 'problems' in error ? error.problems : null;
  return answerError(code, message, problems);
}

/** Adapters and jobs throw errors of their own, each with a stable code. */
function codeOf(error: unknown): ErrorCode {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  switch (code) {
    case 'badContinuation':
      return 'badRequest';
    case 'throttled':
      return 'busy';
    case 'notLicensed':
      return 'notLicensed';
    case 'forbidden':
    case 'unauthorized':
      return 'missingPermission';
    case 'unavailable':
    case 'unreachable':
    case 'timedOut':
    case 'outOfTime':
    case 'badSettings':
      return 'unavailable';
    default:
      return 'internal';
  }
}
