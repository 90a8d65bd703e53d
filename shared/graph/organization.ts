import { z } from 'zod';
import type { Graph } from './graph';
import { decoded } from './lookUp';

export type Tenant = { readonly tenantId: string; readonly name: string | null };

const organizations = z
  .object({
    value: z.tuple([z.object({ id: z.string().min(1), displayName: z.string().nullish() })], z.unknown()),
  })
  .transform(
    ({ value: [{ id, displayName }] }): Tenant => ({ tenantId: id.toLowerCase(), name: displayName ?? null }),
  );

const PATH = '/v1.0/organization?$select=id,displayName';

/**
 * The tenant that the identity belongs to.
 *
 * @param until milliseconds since 1970-01-01 UTC; no end by default
 * @throws GraphError
 */
export async function readTenant(graph: Graph, until?: number): Promise<Tenant> {
  return decoded(await graph.get(PATH, until), organizations, PATH);
}
