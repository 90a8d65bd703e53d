import { z } from 'zod';
import { COVERAGES } from '../../domain/coverage/coverage';
import { GAP_REASONS } from '../../domain/coverage/hole';
import type { TenantCoverage } from '../../domain/coverage/tenantCoverage';
import { sound, soundValues } from './readableItems';

const gap = z.object({ who: z.string(), why: z.enum(GAP_REASONS), policy: z.string().nullable() });
const app = z.object({
  coverage: z.enum(COVERAGES),
  policies: z.array(z.string()),
  gaps: sound(gap),
  gapCount: z.number(),
});
const policy = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(['enabled', 'reportOnly', 'disabled']),
});
const people = z.object({ count: z.number(), isMore: z.boolean(), some: z.array(z.string()) });
const named = z.object({ name: z.string(), people: people.nullable() });
const tenantCoverage: z.ZodType<TenantCoverage, unknown> = z.object({
  at: z.iso.datetime(),
  securityDefaults: z.boolean(),
  apps: soundValues(app),
  policies: sound(policy),
  names: soundValues(named).default({}),
  likelyBreakGlass: z.array(z.string()).default([]),
});

/** The stored coverage; `null` for a value of another version. What only that version knows is left out. */
export function decodeTenantCoverage(value: unknown): TenantCoverage | null {
  return tenantCoverage.safeParse(value).data ?? null;
}
