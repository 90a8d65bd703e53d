import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import { refuseQuery } from './query';
import { readJson } from './readJson';
import { refuseBody } from './refusal';

/** https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1.3 (read 2026-11-30): a path of 256, with its brackets. */
const LONGEST_ADDRESS = 254;
const BAD_ADDRESS = 'must be a mail address';

export const testMailBody = z.strictObject({
  to: z.email(BAD_ADDRESS).max(LONGEST_ADDRESS, BAD_ADDRESS).describe('The recipient of the test mail.'),
});

/**
 * The JSON body of a request without parameters, or the answer that names every problem of it.
 *
 * A body over 64 KiB is answered with 413, and one that is not `application/json` with 415.
 */
export async function parseBody<T extends z.ZodType>(
  schema: T,
  request: HttpRequest,
): Promise<{ readonly body: z.output<T> } | { readonly refusal: HttpResponseInit }> {
  const refusal = refuseQuery(request);
  if (refusal !== null) return { refusal };
  const read = await readJson(request);
  if ('refusal' in read) return read;
  const parsed = schema.safeParse(read.json);
  return parsed.success ? { body: parsed.data } : { refusal: refuseBody(parsed.error) };
}
