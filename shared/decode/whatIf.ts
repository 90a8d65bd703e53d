import { z } from 'zod';
import {
  type AccountAnswers,
  RESOURCE_CLASSES,
  type ResourceClass,
  WHAT_IF_ANSWERS,
  type WhatIf,
} from '../domain/coverage/whatIf';
import { soundValues } from './sound';

const answers: z.ZodType<AccountAnswers, unknown> = soundValues(z.enum(WHAT_IF_ANSWERS)).transform((all) =>
  Object.fromEntries(
    Object.entries(all).filter(([name]) => RESOURCE_CLASSES.includes(name as ResourceClass)),
  ),
);

const whatIf: z.ZodType<WhatIf, unknown> = z.object({
  at: z.iso.datetime(),
  matter: z.number(),
  accounts: soundValues(answers),
});

/** What Entra was stored to have said; `null` for a value of another version. What only that version knows is left out. */
export function decodeWhatIf(value: unknown): WhatIf | null {
  return whatIf.safeParse(value).data ?? null;
}
