import { z } from 'zod';
import type { GuestTrust } from '../domain/account/directory';
import type { Graph } from './graph';
import { decoded } from './lookUp';

const DEFAULT = '/v1.0/policies/crossTenantAccessPolicy/default';
const PARTNERS = '/v1.0/policies/crossTenantAccessPolicy/partners';

const inboundTrust = z.object({ isMfaAccepted: z.boolean().nullish() }).nullish();
const defaults = z.object({ inboundTrust });
const partners = z.array(z.object({ tenantId: z.string().min(1), inboundTrust }));

/**
 * Whose MFA the tenant takes in place of its own. A partner without a setting of its own (`null`) goes by the default.
 * https://learn.microsoft.com/graph/api/crosstenantaccesspolicyconfigurationdefault-get (read 2026-11-21)
 * https://learn.microsoft.com/graph/api/crosstenantaccesspolicy-list-partners
 *
 * @param until milliseconds since 1970-01-01 UTC; no end by default
 * @throws GraphError
 */
export async function readGuestTrust(graph: Graph, until?: number): Promise<GuestTrust> {
  const usual = decoded(await graph.get(DEFAULT, until), defaults, DEFAULT).inboundTrust;
  const byTenant: Record<string, boolean> = {};
  for await (const page of graph.pages(PARTNERS, until)) {
    for (const { tenantId, inboundTrust: own } of decoded(page, partners, PARTNERS)) {
      const accepted = own?.isMfaAccepted;
      if (typeof accepted === 'boolean') byTenant[tenantId.toLowerCase()] = accepted;
    }
  }
  return { byDefault: usual?.isMfaAccepted ?? false, byTenant };
}
