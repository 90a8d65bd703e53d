import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import { ACCOUNT_KINDS, ACCOUNT_STATES, READINESS } from '../../shared/domain/account/account';
import { EFFECT_KINDS } from '../../shared/domain/account/effect';
import { accountToken } from './accountToken';
import { answerError } from './response';

/** A date means its first moment, UTC. */
export const instant = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], 'must be a date or a time, ISO 8601')
  .transform((text) => new Date(text).toISOString());

export const wholeNumber = (least: number, most: number, fallback: number) =>
  z.coerce
    .number(`must be a whole number from ${least} to ${most}`)
    .int(`must be a whole number from ${least} to ${most}`)
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`)
    .default(fallback);

export const checkQuery = z.strictObject({
  user: z
    .string()
    .trim()
    .min(1)
    .optional()
    .describe('User id or user principal name; the whole tenant without it.'),
  days: wholeNumber(1, 30, 7).describe('How many days of sign-ins to read for one user.'),
});

export const findingsQuery = z.strictObject({
  from: instant.optional().describe('Sign-ins at or after this time.'),
  to: instant.optional().describe('Sign-ins before this time.'),
  user: z
    .string()
    .trim()
    .min(1)
    .transform((user) => user.toLowerCase())
    .optional()
    .describe('User id or user principal name.'),
  app: z.string().min(1).optional().describe('Key of an enforced app, for example azureCli.'),
  verdict: z.enum(['withoutMfa', 'cannotTell']).optional().describe('Only findings of this verdict.'),
  format: z.enum(['json', 'csv']).default('json').describe('The form of the answer.'),
  limit: wholeNumber(1, 1_000, 100).describe('How many findings at most.'),
  continuation: z.string().min(1).optional().describe('The continuation token of the previous page.'),
});

export const previewQuery = z.strictObject({
  format: z.enum(['html', 'text', 'json']).default('html').describe('The form of the answer.'),
});

export const accountsQuery = z.strictObject({
  state: z.enum(ACCOUNT_STATES).optional().describe('Only accounts in this state.'),
  kind: z.enum(ACCOUNT_KINDS).optional().describe('Only accounts of this kind.'),
  readiness: z.enum(READINESS).optional().describe('Only accounts of this readiness.'),
  effect: z.enum(EFFECT_KINDS).optional().describe('Only accounts that this happens to.'),
  format: z.enum(['json', 'csv']).default('json').describe('The form of the answer.'),
  limit: wholeNumber(1, 1_000, 100).describe('How many accounts at most.'),
  continuation: accountToken.optional().describe('The continuation token of the previous page.'),
});

/** The query of a request, or the answer that names every bad parameter. `code` is the function key. */
export function parseQuery<T extends z.ZodType>(
  schema: T,
  request: HttpRequest,
): { readonly query: z.output<T> } | { readonly refusal: HttpResponseInit } {
  const given = Object.fromEntries([...request.query].filter(([name]) => name !== 'code'));
  const parsed = schema.safeParse(given);
  if (parsed.success) return { query: parsed.data };
  const details = parsed.error.issues.map((issue) => ({
    parameter: issue.path.join('.') || (issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : ''),
    message: issue.message,
  }));
  const named = details.map(({ parameter, message }) => `${parameter}: ${message}`).join('; ');
  return { refusal: answerError('badRequest', named, details) };
}
