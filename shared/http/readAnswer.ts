import { z } from 'zod';
import type { HttpCode } from '../domain/fault';
import type { Fail, HttpFacts } from './httpError';
import { retryAfterMs } from './retryAfter';

const CODES: Readonly<Record<number, HttpCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'notFound',
  408: 'timedOut',
  429: 'throttled',
  504: 'timedOut',
};

const errorBody = z.object({
  error: z.object({ code: z.string(), message: z.string().nullish().catch(null) }),
});

type Asked = {
  readonly url: string;
  readonly fail: Fail;
  /** For a `Retry-After` that is a date. */
  readonly now: () => number;
};

/**
 * The JSON of an answer; `null` for one that says it has none.
 *
 * @throws HttpError for any other answer
 */
export async function readAnswer(response: Response, { url, fail, now }: Asked): Promise<unknown> {
  const { ok, status, headers } = response;
  const text = await response.text();
  if (!ok) {
    const wait = retryAfterMs(headers.get('retry-after'), now());
    throw fail(isOfProxy(status, text) ? 'badAnswer' : codeOf(status, wait), url, {
      status,
      ...saidIn(text),
      retryAfterMs: wait,
    });
  }
  if (text === '' && (status === 202 || status === 204)) return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw fail('badAnswer', url, { status, cause: error });
  }
}

/** The services refuse in JSON; a page comes from a proxy, and no permission helps. */
function isOfProxy(status: number, text: string): boolean {
  return status === 403 && /^\s*<(!doctype|html)/i.test(text);
}

function codeOf(status: number, wait: number | null): HttpCode {
  // The table goes first: a timeout with a wait is still a timeout, and the caller asks for less.
  const code = CODES[status];
  if (code !== undefined) return code;
  if (status >= 500) return wait === null ? 'unavailable' : 'throttled';
  return status >= 400 ? 'badRequest' : 'badAnswer';
}

/** Enough for a reason. */
const LONGEST_MESSAGE = 1_000;

function saidIn(text: string): Pick<HttpFacts, 'serviceCode' | 'serviceMessage'> {
  try {
    const { code, message } = errorBody.parse(JSON.parse(text)).error;
    return { serviceCode: code, serviceMessage: message?.slice(0, LONGEST_MESSAGE) ?? null };
  } catch {
    return { serviceCode: null, serviceMessage: null };
  }
}
