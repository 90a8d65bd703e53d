import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import { ACCOUNT_KINDS, ACCOUNT_STATES, READINESS } from '../../shared/domain/account/account';
import { EFFECT_KINDS } from '../../shared/domain/account/effect';
import { accountToken } from './accountToken';
import { refuseParameters, refuseRepeated } from './refusal';
import { answerError } from './response';

const BAD_TIME = 'must be a date or a time, ISO 8601';
/** With as many digits after the second as any program writes. */
const LONGEST_TIME = 40;

/** In UTC, the hours at their ends may be in years of five digits or before the first one, and times are compared as texts. */
const OTHER_YEARS = /^(?!0000|9999)/;

/** A date means its first moment, UTC. */
export const instant = z
  .union(
    [
      z.iso.date().regex(OTHER_YEARS).meta({ format: 'date' }),
      z.iso.datetime({ offset: true }).max(LONGEST_TIME).regex(OTHER_YEARS).meta({ format: 'date-time' }),
    ],
    BAD_TIME,
  )
  .transform((text) => new Date(text).toISOString());

/** Decimal digits alone: `1e2`, `0x10` and `+5` are numbers to JavaScript, and slips of a caller. */
export const wholeNumber = (least: number, most: number, fallback: number) => {
  const message = `must be a whole number from ${least} to ${most}, in digits`;
  const digits = (given: unknown) => (/^\d{1,9}$/.test(String(given)) ? Number(given) : given);
  return z.preprocess(digits, z.int(message).min(least, message).max(most, message)).default(fallback);
};

/** User principal names and mail addresses have at most 320 characters; no name holds a control character. */
const LONGEST_USER = 320;
const BAD_USER = `must be a user id, user principal name or mail address of 1 to ${LONGEST_USER} characters`;
export const user = z
  .string(BAD_USER)
  .max(LONGEST_USER, BAD_USER)
  .regex(/^(?!\s*$)\P{Cc}*$/u, BAD_USER)
  .trim();

const BAD_APP = 'must be the key of an enforced app';
const LONGEST_KEY = 100;
const BAD_CONTINUATION = 'must come from a page of this list; start again without it';
/** As long as a URL of Azure Functions may be: https://learn.microsoft.com/azure/azure-functions/functions-bindings-http-webhook-trigger (read 2026-11-30) */
export const LONGEST_CONTINUATION = 4_096;
export const TOKEN = /^[\w-]+$/;

const format = z.enum(['json', 'csv']).default('json').describe('The form of the answer.');

/** Of an endpoint without parameters. */
const noQuery = z.strictObject({});

export const checkQuery = z.strictObject({
  user: user
    .optional()
    .describe('User id, user principal name or mail address; the whole tenant without it.'),
  days: wholeNumber(1, 30, 7).describe('How many days of sign-ins to read for one user.'),
});

export const findingsQuery = z.strictObject({
  from: instant.optional().describe('Sign-ins at or after this time.'),
  to: instant.optional().describe('Sign-ins before this time.'),
  user: user
    .transform((name) => name.toLowerCase())
    .optional()
    .describe('User id or user principal name.'),
  app: z
    .string()
    .max(LONGEST_KEY, BAD_APP)
    .regex(/^[a-z][A-Za-z0-9]*$/, BAD_APP)
    .optional()
    .describe('Key of an enforced app, for example azureCli.'),
  verdict: z.enum(['withoutMfa', 'cannotTell']).optional().describe('Only findings of this verdict.'),
  format,
  limit: wholeNumber(1, 1_000, 100).describe('How many findings at most.'),
  continuation: z
    .string()
    .max(LONGEST_CONTINUATION, BAD_CONTINUATION)
    .regex(TOKEN, BAD_CONTINUATION)
    .optional()
    .describe('The continuation token of the previous page.'),
});

export const previewQuery = z.strictObject({
  format: z.enum(['html', 'text', 'json']).default('html').describe('The form of the answer.'),
});

export const accountsQuery = z.strictObject({
  state: z.enum(ACCOUNT_STATES).optional().describe('Only accounts in this state.'),
  kind: z.enum(ACCOUNT_KINDS).optional().describe('Only accounts of this kind.'),
  readiness: z.enum(READINESS).optional().describe('Only accounts of this readiness.'),
  effect: z.enum(EFFECT_KINDS).optional().describe('Only accounts that this happens to.'),
  format,
  limit: wholeNumber(1, 1_000, 100).describe('How many accounts at most.'),
  continuation: accountToken.optional().describe('The continuation token of the previous page.'),
});

/** The parts of a path that a caller fills in. */
export const userPath = z.object({ userId: user.describe('User id or user principal name.') });

/** The answer to a path that no route of ours means; `null` if it is sound. */
export function refusePath({ params }: HttpRequest): HttpResponseInit | null {
  const parsed = userPath.partial().safeParse(params);
  return parsed.success ? null : refuseParameters(parsed.error);
}

/** Parameters of the Functions host, in any case: the key, and its name. */
const OF_THE_HOST = /^(code|clientid)$/i;

/**
 * The query of a request without a body, or the answer that names every bad parameter.
 *
 * The host hands over repeated parameters as one text with commas, so they are read from the URL, which it leaves as it came
 * (ToRpcHttp in https://github.com/Azure/azure-functions-host, read 2026-11-30).
 */
export function parseQuery<T extends z.ZodType>(
  schema: T,
  request: HttpRequest,
): { readonly query: z.output<T> } | { readonly refusal: HttpResponseInit } {
  if (hasBody(request)) return { refusal: answerError('badRequest', NO_BODY) };
  const given = parametersOf(request);
  const names = given.map(([name]) => name);
  const repeated = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  if (repeated.length > 0) return { refusal: refuseRepeated(repeated) };
  const parsed = schema.safeParse(Object.fromEntries(given));
  return parsed.success ? { query: parsed.data } : { refusal: refuseParameters(parsed.error) };
}

/** The answer to a query or a body where an endpoint takes neither; `null` if there is none. */
export function refuseExtras(request: HttpRequest): HttpResponseInit | null {
  const parsed = parseQuery(noQuery, request);
  return 'refusal' in parsed ? parsed.refusal : null;
}

/** The answer to parameters where an endpoint takes a body alone; `null` if there are none. */
export function refuseQuery(request: HttpRequest): HttpResponseInit | null {
  const parsed = noQuery.safeParse(Object.fromEntries(parametersOf(request)));
  return parsed.success ? null : refuseParameters(parsed.error);
}

function parametersOf({ url }: HttpRequest): [string, string][] {
  return [...new URL(url).searchParams].filter(([name]) => !OF_THE_HOST.test(name));
}

const NO_BODY = 'This request takes no body. Give its parameters in the query.';

/** The library drops the body of a GET; its length still arrives. */
function hasBody({ body, headers }: HttpRequest): boolean {
  return body !== null || Number(headers.get('content-length') ?? 0) > 0;
}
