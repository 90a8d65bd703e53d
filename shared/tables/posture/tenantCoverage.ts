import { z } from 'zod';
import { AUDIENCES, REACHES } from '../../domain/coverage/audiences';
import { COVERAGES } from '../../domain/coverage/coverage';
import { CONDITION_NAMES } from '../../domain/coverage/policy';
import type { TenantCoverage } from '../../domain/coverage/tenantCoverage';
import { readableItems, readableValues } from './readableItems';

const policyId = z.string().nullable();
const guests = z.object({ types: z.array(z.string()).nullable(), tenants: z.array(z.string()).nullable() });
const everyoneAt = z.union([
  z.object({ app: z.enum(['is', 'maybe']), name: z.string() }),
  z.object({ app: z.literal('filter') }),
]);
const signInsWith = z.object({
  condition: z.enum(CONDITION_NAMES),
  is: z.enum(['inside', 'outside']),
  values: z.array(z.string()),
});
const whoeverMeets = z.object({
  controls: z.array(z.string()),
  strength: z.enum(['withoutMfa', 'unknown']).nullable(),
});
const gap = z.discriminatedUnion('why', [
  z.object({
    why: z.enum(['excludedUser', 'excludedGroup', 'excludedRole']),
    who: z.string(),
    policy: policyId,
  }),
  z.object({ why: z.literal('excludedGuests'), who: guests, policy: policyId }),
  z.object({ why: z.literal('notIncluded'), who: z.enum(['everyone', 'everyone else']), policy: policyId }),
  z.object({ why: z.literal('excludedApp'), who: everyoneAt, policy: policyId }),
  z.object({
    why: z.literal('condition'),
    who: z.union([signInsWith, z.literal('nonAdministrators')]),
    policy: policyId,
  }),
  z.object({ why: z.literal('grantOr'), who: whoeverMeets, policy: policyId }),
  z.object({
    why: z.enum(['customControl', 'reportOnly', 'disabled']),
    who: z.literal('everyone'),
    policy: policyId,
  }),
]);
const app = z.object({
  coverage: z.enum(COVERAGES),
  policies: z.array(z.string()),
  gaps: readableItems(gap),
  gapCount: z.number(),
  audiences: z.record(z.enum(AUDIENCES), z.enum(REACHES)).exactOptional(),
});
const policy = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(['enabled', 'reportOnly', 'disabled']),
  isMicrosoftManaged: z.literal(true).exactOptional(),
});
const people = z.object({ count: z.number(), isMore: z.boolean(), some: z.array(z.string()) });
const named = z.object({ name: z.string(), people: people.nullable() });
const tenantCoverage: z.ZodType<TenantCoverage, unknown> = z.object({
  at: z.iso.datetime(),
  securityDefaults: z.boolean(),
  apps: readableValues(app),
  policies: readableItems(policy),
  names: readableValues(named).default({}),
  likelyBreakGlass: z.array(z.string()).default([]),
});

/**
 * The stored coverage; `null` for a value of another version. A part that only that version knows is left out, such as
 * the gaps for which earlier versions stored sentences.
 */
export function decodeTenantCoverage(value: unknown): TenantCoverage | null {
  return tenantCoverage.safeParse(value).data ?? null;
}
