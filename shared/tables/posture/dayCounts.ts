import { z } from 'zod';
import { ACCOUNT_KINDS, READINESS } from '../../domain/account/account';
import { COVERAGES } from '../../domain/coverage/coverage';
import type { DayCounts } from '../../domain/trend/dayCounts';
import { readableValues } from './readableItems';

const numbers = readableValues(z.number());

const effectNumbers = { stopped: z.number(), getsIn: z.number(), readsOnly: z.number() };
const effects = z.object({
  ...effectNumbers,
  privileged: z.object(effectNumbers),
  excepted: z.number(),
});

const dayCounts: z.ZodType<DayCounts, unknown> = z.object({
  open: z.number(),
  byReadiness: numbers.transform((all) => known(all, READINESS)),
  byKind: numbers.transform((all) => known(all, ACCOUNT_KINDS)),
  findings: z.number(),
  findingsByDay: numbers,
  reportOnlyStops: numbers.nullable(),
  coverage: readableValues(z.enum(COVERAGES)),
  effects: effects.optional(),
});

/** The stored counts of a day; `null` for a value of another version. Items that only that version knows are left out. */
export function decodeDayCounts(value: unknown): DayCounts | null {
  return dayCounts.safeParse(value).data ?? null;
}

function known<K extends string>(
  all: Readonly<Record<string, number>>,
  names: readonly K[],
): Partial<Record<K, number>> {
  const kept: Partial<Record<K, number>> = {};
  for (const name of names) {
    const count = Object.hasOwn(all, name) ? all[name] : undefined;
    if (count !== undefined) kept[name] = count;
  }
  return kept;
}
