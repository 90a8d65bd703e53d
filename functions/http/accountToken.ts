import { z } from 'zod';
import { ACCOUNT_STATES, READINESS } from '../../shared/domain/account/account';
import { EFFECT_KINDS } from '../../shared/domain/account/effect';
import type { AccountPosition } from '../../shared/jobs/onDemand/listAccounts';

const REFUSAL = 'must come from a page of accounts; start again without it';

const position: z.ZodType<AccountPosition, AccountPosition> = z.strictObject(
  {
    state: z.enum(ACCOUNT_STATES, REFUSAL),
    roles: z.array(z.strictObject({ roleId: z.string(REFUSAL) }, REFUSAL), REFUSAL),
    effect: z.strictObject({ kind: z.enum(EFFECT_KINDS, REFUSAL) }, REFUSAL),
    readiness: z.enum(READINESS, REFUSAL),
    lastFinding: z.iso.datetime(REFUSAL).nullable(),
    userId: z.string(REFUSAL),
  },
  REFUSAL,
);

/** As long as a URL may be. */
const LONGEST = 4_096;
const token = z
  .string()
  .max(LONGEST, REFUSAL)
  .regex(/^[\w-]+$/, REFUSAL);

/** The opaque token of the place at which the next page of accounts begins. */
export const accountToken = z.codec(token, position, {
  decode: (given, { issues }) => {
    try {
      return JSON.parse(Buffer.from(given, 'base64url').toString());
    } catch {
      issues.push({ code: 'custom', input: given, message: REFUSAL });
      return z.NEVER;
    }
  },
  encode: (at) => Buffer.from(JSON.stringify(at)).toString('base64url'),
});
