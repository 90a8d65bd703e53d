import { z } from 'zod';
import type { HttpCode } from '../domain/fault';
import { plainText } from '../domain/plainText';
import type { Fail, HttpFacts } from './httpError';
import { MOST_BYTES, MOST_REFUSAL_BYTES, MOST_VALUES } from './limits';
import { isOfProxy } from './proxy';
import { holdsMore, readBytes, textOf } from './readBytes';
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
 * The JSON of an answer; `null` for one that says it has none. It is read while it comes, and left as soon as it is too large.
 *
 * @throws HttpError for any other answer, `tooLarge` for one that is larger than any of a service
 */
export async function readAnswer(response: Response, asked: Asked): Promise<unknown> {
  const { ok, status, headers, body } = response;
  if (!ok) throw refusalIn(response, asked, textOf((await readBytes(body, MOST_REFUSAL_BYTES)).blocks));
  if (Number(headers.get('content-length')) > MOST_BYTES) {
    await body?.cancel();
    throw asked.fail('tooLarge', asked.url, { status });
  }
  const { blocks, isWhole } = await readBytes(body, MOST_BYTES);
  if (!isWhole || holdsMore(blocks, MOST_VALUES)) throw asked.fail('tooLarge', asked.url, { status });
  const text = textOf(blocks);
  if (text === '' && (status === 202 || status === 204)) return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw asked.fail('badAnswer', asked.url, { status, cause: error });
  }
}

function refusalIn({ status, headers }: Response, { url, fail, now }: Asked, text: string) {
  const wait = retryAfterMs(headers.get('retry-after'), now());
  const isProxy = isOfProxy({ status, contentType: headers.get('content-type'), text });
  return fail(isProxy ? 'badAnswer' : codeOf(status, wait), url, {
    status,
    ...saidIn(text),
    retryAfterMs: wait,
  });
}

function codeOf(status: number, wait: number | null): HttpCode {
  // The table goes first: a timeout with a wait is still a timeout, and the caller asks for less.
  const code = CODES[status];
  if (code !== undefined) return code;
  if (status >= 500) return wait === null ? 'unavailable' : 'throttled';
  return status >= 400 ? 'badRequest' : 'badAnswer';
}

/** Enough for a reason, in characters. */
const LONGEST_MESSAGE = 300;

/** The code as it came, which every error class checks; the message as one harmless line. */
function saidIn(text: string): Pick<HttpFacts, 'serviceCode' | 'serviceMessage'> {
  try {
    const { code, message } = errorBody.parse(JSON.parse(text)).error;
    return { serviceCode: code, serviceMessage: message ? plainText(message, LONGEST_MESSAGE) : null };
  } catch {
    return { serviceCode: null, serviceMessage: null };
  }
}
