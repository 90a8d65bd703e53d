import { z } from 'zod';
import type { Preview } from '../../../shared/jobs/digest/previewDigest';
import { OUTCOMES } from '../exceptions';
import { ERROR_CODES } from '../response';
import { exception } from './account';
import { count, describes, flag, text, texts } from './described';

export const preview = describes<Preview>()(
  z.object({
    localDay: text,
    quiet: flag,
    recipients: z.object({
      addresses: texts,
      unreached: z.array(z.object({ name: text, why: z.enum(['disabled', 'noAddress']) })),
    }),
    subject: text,
    text,
    html: text,
  }),
);

export const accepted = z.object({ outcome: z.enum(['sent', 'underWay']) });

const outcome = z.enum(OUTCOMES);

export const exceptionResults = z.object({
  counts: z.object(Object.fromEntries(OUTCOMES.map((name) => [name, count]))),
  members: count.nullable(),
  results: z.array(
    z.object({
      user: text,
      userId: text.nullable(),
      userPrincipalName: text.nullable(),
      outcome,
      message: text.nullable(),
      exception: exception.nullable(),
    }),
  ),
});

export const error = z.object({
  error: z.object({ code: z.enum(ERROR_CODES), message: text, details: z.unknown() }),
});
