import { z } from 'zod';
import { AUDIT_ACTIONS, type AuditPosition } from '../../shared/domain/audit/auditEntry';
import { instant, LONGEST_CONTINUATION, TOKEN, user, wholeNumber } from './query';

const REFUSAL = 'must come from a page of the audit; start again without it';

const position: z.ZodType<AuditPosition, AuditPosition> = z.strictObject(
  { at: z.iso.datetime({ precision: 3, error: REFUSAL }), id: z.guid(REFUSAL) },
  REFUSAL,
);

/** The opaque token of the place at which the next page of the audit begins. */
export const auditToken = z.codec(
  z.string().max(LONGEST_CONTINUATION, REFUSAL).regex(TOKEN, REFUSAL),
  position,
  {
    decode: (token, { issues }) => {
      try {
        return JSON.parse(Buffer.from(token, 'base64url').toString());
      } catch {
        issues.push({ code: 'custom', input: token, message: REFUSAL });
        return z.NEVER;
      }
    },
    encode: (at) => Buffer.from(JSON.stringify(at)).toString('base64url'),
  },
);

export const auditQuery = z.strictObject({
  from: instant.optional().describe('Changes at or after this time.'),
  to: instant.optional().describe('Changes before this time.'),
  user: user
    .transform((id) => id.toLowerCase())
    .optional()
    .describe('Id of the user whose account was changed.'),
  action: z.enum(AUDIT_ACTIONS).optional().describe('Only changes of this kind.'),
  format: z.enum(['json', 'csv']).default('json').describe('The form of the answer.'),
  limit: wholeNumber(1, 1_000, 100).describe('How many changes at most.'),
  continuation: auditToken.optional().describe('The continuation token of the previous page.'),
});
