import { z } from 'zod';
import type { ClosingPolicy } from '../domain/coverage/closingPolicy';
import type { WritableGraph } from './graph';
import { decoded } from './lookUp';

const POLICIES = '/v1.0/identity/conditionalAccess/policies';
const created = z.object({ id: z.string().min(1) });

/**
 * Creates a Conditional Access policy, once, and gives its id.
 * https://learn.microsoft.com/graph/api/conditionalaccessroot-post-policies
 *
 * @throws GraphError; after `timedOut`, `unavailable`, `badAnswer`, `tooLarge`, and `throttled` by other than a 429, it may be there all the same
 */
export async function createPolicy(graph: WritableGraph, policy: ClosingPolicy): Promise<string> {
  return decoded(await graph.create(POLICIES, policy), created, POLICIES).id;
}
