import { z } from 'zod';
import {
  type AccountAnswers,
  PER_USER_MFA,
  RESOURCE_CLASSES,
  type ResourceClass,
  WHAT_IF_ANSWERS,
} from '../../domain/account/answers';
import type { WhatIf } from '../../domain/coverage/whatIf';
import { readableValues } from './readableItems';

const answer = z.enum(WHAT_IF_ANSWERS).optional().catch(undefined);
const answers: z.ZodType<AccountAnswers, unknown> = z
  .object({
    azureManagement: answer,
    adminPortals: answer,
    unanswered: z.partialRecord(z.enum(RESOURCE_CLASSES), z.string()).optional().catch(undefined),
    perUserMfa: z.enum(PER_USER_MFA).optional().catch(undefined),
  } satisfies Record<ResourceClass | 'unanswered' | 'perUserMfa', unknown>)
  .transform((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));

const whatIf: z.ZodType<WhatIf, unknown> = z.object({
  at: z.iso.datetime(),
  matter: z.number(),
  accounts: readableValues(answers),
});

/** The stored answers of Entra; `null` for a value of another version. Items that only that version knows are left out. */
export function decodeWhatIf(value: unknown): WhatIf | null {
  return whatIf.safeParse(value).data ?? null;
}
