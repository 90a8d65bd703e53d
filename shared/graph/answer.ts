import { z } from 'zod';
import { retryAfterMs } from '../decode/retryAfter';
import { GraphError, type GraphErrorCode } from './graphError';

/**
 * Also sent, now and then, to tenants that do have a licence.
 * https://learn.microsoft.com/graph/api/signin-list (read 2026-11-21)
 */
export const NON_PREMIUM = 'Authentication_RequestFromNonPremiumTenantOrB2CTenant';

/** The second is what Privileged Identity Management says, with status 400. */
const LICENCE_CODES: readonly (string | null)[] = [NON_PREMIUM, 'AadPremiumLicenseRequired'];

const CODES: Readonly<Record<number, GraphErrorCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'notFound',
  408: 'timedOut',
  410: 'expiredPage',
  429: 'throttled',
  504: 'timedOut',
};

const errorBody = z.object({ error: z.object({ code: z.string().nullish() }) });

/**
 * The JSON of an answer.
 *
 * @param now for a `Retry-After` that is a date
 * @throws GraphError for any other answer
 */
export async function readAnswer(response: Response, url: string, now: number): Promise<unknown> {
  const text = await response.text();
  if (!response.ok) throw refusal(response, url, { text, now });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new GraphError('badAnswer', url, { status: response.status, cause: error });
  }
}

function refusal(
  { status, headers }: Response,
  url: string,
  told: { text: string; now: number },
): GraphError {
  const graphCode = graphCodeIn(told.text);
  const wait = retryAfterMs(headers.get('retry-after'), told.now);
  return new GraphError(codeOf(status, graphCode, wait), url, { status, graphCode, retryAfterMs: wait });
}

function codeOf(status: number, graphCode: string | null, wait: number | null): GraphErrorCode {
  if (LICENCE_CODES.includes(graphCode)) return 'notLicensed';
  if (status >= 500 && wait !== null) return 'throttled';
  return CODES[status] ?? (status >= 500 ? 'unavailable' : status >= 400 ? 'badRequest' : 'badAnswer');
}

function graphCodeIn(text: string): string | null {
  try {
    return errorBody.parse(JSON.parse(text)).error.code ?? null;
  } catch {
    return null;
  }
}
