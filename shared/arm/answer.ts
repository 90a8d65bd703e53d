import { z } from 'zod';
import { retryAfterMs } from '../decode/retryAfter';
import { ArmError, type ArmErrorCode } from './armError';

const CODES: Readonly<Record<number, ArmErrorCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'notFound',
  408: 'timedOut',
  429: 'throttled',
  504: 'timedOut',
};

const errorBody = z.object({ error: z.object({ code: z.string() }) });

/**
 * The JSON of an answer.
 *
 * @param now for a `Retry-After` that is a date
 * @throws ArmError for any other answer
 */
export async function readAnswer(response: Response, url: string, now: number): Promise<unknown> {
  const { ok, status, headers } = response;
  const text = await response.text();
  if (!ok) {
    const wait = retryAfterMs(headers.get('retry-after'), now);
    throw new ArmError(codeOf(status, wait), url, { status, armCode: armCodeIn(text), retryAfterMs: wait });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ArmError('badAnswer', url, { status, cause: error });
  }
}

function codeOf(status: number, wait: number | null): ArmErrorCode {
  if (status >= 500 && wait !== null) return 'throttled';
  return CODES[status] ?? (status >= 500 ? 'unavailable' : status >= 400 ? 'badRequest' : 'badAnswer');
}

function armCodeIn(text: string): string | null {
  try {
    return errorBody.parse(JSON.parse(text)).error.code;
  } catch {
    return null;
  }
}

/**
 * An answer in our shape.
 *
 * @throws ArmError `badAnswer` when it does not fit the schema
 */
export function decoded<T>(answer: unknown, schema: z.ZodType<T, unknown>, path: string): T {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  throw new ArmError('badAnswer', path, { cause: result.error });
}
