import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import { answerError } from './response';

export const testMailBody = z.strictObject({
  to: z.email('must be a mail address').describe('The recipient of the test mail.'),
});

/** The JSON body of a request, or the answer that names every problem of it. */
export async function parseBody<T extends z.ZodType>(
  schema: T,
  request: HttpRequest,
): Promise<{ readonly body: z.output<T> } | { readonly refusal: HttpResponseInit }> {
  const parsed = schema.safeParse(await request.json().catch(() => undefined));
  if (parsed.success) return { body: parsed.data };
  const details = parsed.error.issues.map(({ path, message }) => ({ property: path.join('.'), message }));
  const named = details.map(({ property, message }) =>
    property === '' ? message : `${property}: ${message}`,
  );
  return { refusal: answerError('badRequest', `The JSON body: ${named.join('; ')}`, details) };
}
