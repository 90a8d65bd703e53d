import { z } from 'zod';
import {
  type BreakGlassAccount,
  type BreakGlassFacts,
  GLOBAL_ADMINISTRATOR_HELD,
} from '../../domain/breakGlass/facts';
import { readableItems } from './readableItems';

const text = z.string().nullable();
const fact = z.boolean().nullable().catch(null);
const list = z.array(z.string()).nullable().catch(null);
const account: z.ZodType<BreakGlassAccount, unknown> = z.object({
  asked: z.string(),
  userId: text,
  userPrincipalName: text,
  userDisplayName: text,
  enabled: fact,
  isSynced: fact,
  globalAdministrator: z.enum(GLOBAL_ADMINISTRATOR_HELD).nullable().catch(null),
  methods: list,
  isMfaCapable: fact,
  lockedOutBy: list,
  lastSignIn: z.object({ at: z.iso.datetime().nullable() }).nullable().catch(null),
});

const facts: z.ZodType<BreakGlassFacts, unknown> = z.object({
  at: z.iso.datetime(),
  accounts: readableItems(account),
});

/** The stored facts about break-glass accounts; `null` for a value of another version. */
export function decodeBreakGlass(value: unknown): BreakGlassFacts | null {
  return facts.safeParse(value).data ?? null;
}
