import { z } from 'zod';
import type { Graph } from '../../shared/graph/graph';
import { type CheckResult, missing, ok } from './checkResult';
import { readGraphPages } from './graphPages';
import { notVisible, type Visible } from './visible';

/**
 * Plans that give access to the sign-in log. P1's id is in Microsoft's list; P2's is [unverified]: many public scripts agree on it, but
 * it was not read at Microsoft. A plan counts by its name as well, so that neither id has to be right.
 * https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference (read 2026-11-21)
 */
const PLANS = [
  { level: 'P2', id: 'eec0eb4f-6444-4f95-aba0-50c24d67f998', name: 'AAD_PREMIUM_P2' },
  { level: 'P1', id: '41781fb2-bc02-4b7c-bd55-b576c07bb09d', name: 'AAD_PREMIUM' },
] as const;

/** `Warning` is the grace period after a subscription has run out. */
const USABLE = ['Enabled', 'Warning'];

const sku = z.object({
  capabilityStatus: z.string().nullish(),
  servicePlans: z
    .array(
      z.object({
        servicePlanId: z.string(),
        servicePlanName: z.string().nullish(),
        provisioningStatus: z.string().nullish(),
      }),
    )
    .nullish()
    .transform((plans) => plans ?? []),
});

export type Sku = z.infer<typeof sku>;

/** https://learn.microsoft.com/graph/api/subscribedsku-list (read 2026-11-21). @throws GraphError */
export function readSkus(graph: Graph): Promise<readonly Sku[]> {
  return readGraphPages(graph, '/v1.0/subscribedSkus?$select=servicePlans,capabilityStatus', sku);
}

export function judgeLicence(skus: Visible<readonly Sku[]>): CheckResult {
  const check = 'licence';
  if (skus.kind !== 'visible') return notVisible({ check, thing: 'licences', why: skus });
  for (const { level, id, name } of PLANS) {
    const having = skus.value.filter(({ servicePlans }) =>
      servicePlans.some(
        (plan) =>
          (plan.servicePlanId.toLowerCase() === id || plan.servicePlanName === name) &&
          plan.provisioningStatus !== 'Disabled',
      ),
    );
    const usable = having.filter(({ capabilityStatus }) => USABLE.includes(capabilityStatus ?? ''));
    if (usable.some(({ capabilityStatus }) => capabilityStatus === 'Enabled'))
      return ok({ check, code: 'licensed', level });
    if (usable.length > 0) return ok({ check, code: 'inGracePeriod', level });
  }
  return missing({ check, code: 'notLicensed' }, null);
}
