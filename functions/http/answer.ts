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

const UNKNOWN =
  'MFA Watch does not know this fault. The log says what it was: Azure portal, Application Insights, Failures; docs/operations.md says what next.';

function errorAnswer(error: unknown): HttpResponseInit {
  const known = knownCode(error);
  if (known === null || !(error instanceof Error)) return answerError('internal', UNKNOWN);
  return answerError(ANSWERS[known], error.message, 'problems' in error ? error.problems : null);
}

function knownCode(error: unknown): keyof typeof ANSWERS | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && isKnown(code) ? code : null;
}

function isKnown(code: string): code is keyof typeof ANSWERS {
  return Object.hasOwn(ANSWERS, code);
}

/** How each code is answered that an error class of ours has. Their messages say what to do: the caller gets them as they are. */
export const ANSWERS = {
  badContinuation: 'badRequest',
  severalUsers: 'badRequest',
  contested: 'busy',
  throttled: 'busy',
  notLicensed: 'notLicensed',
  forbidden: 'missingPermission',
  unauthorized: 'missingPermission',
  // What was asked of us is checked before we ask: an outside system that does not take our words is not the caller's fault.
  badRequest: 'unavailable',
  notFound: 'unavailable',
  badAnswer: 'unavailable',
  badSettings: 'unavailable',
  endlessPaging: 'unavailable',
  expiredPage: 'unavailable',
  foreignLink: 'unavailable',
  formatChanged: 'unavailable',
  gaveUp: 'unavailable',
  noRecipients: 'unavailable',
  notSent: 'unavailable',
  noTable: 'unavailable',
  outOfTime: 'unavailable',
  timedOut: 'unavailable',
  tooBig: 'unavailable',
  tooLong: 'unavailable',
  unavailable: 'unavailable',
  unreachable: 'unavailable',
  unreadable: 'unavailable',
  // Trying again does not help: something stored, or the code, is at fault.
  badField: 'internal',
  badRow: 'internal',
  failed: 'internal',
} as const satisfies Readonly<Record<string, ErrorCode>>;
