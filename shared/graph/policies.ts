import { z } from 'zod';
import { conditionalAccessPolicy } from '../decode/policy';
import type { Policy } from '../domain/coverage/policy';
import type { Graph } from './graph';
import { decoded } from './lookUp';

const POLICIES = '/v1.0/identity/conditionalAccess/policies';
const SECURITY_DEFAULTS = '/v1.0/policies/identitySecurityDefaultsEnforcementPolicy';

const policyList = z.array(conditionalAccessPolicy);
const securityDefaults = z.object({ isEnabled: z.boolean() });

/**
 * All Conditional Access policies of the tenant, in any state.
 * https://learn.microsoft.com/graph/api/conditionalaccessroot-list-policies
 *
 * @param until milliseconds since 1970-01-01 UTC; no end by default
 * @throws GraphError
 */
export async function readPolicies(graph: Graph, until?: number): Promise<readonly Policy[]> {
  const policies: Policy[] = [];
  for await (const page of graph.pages(POLICIES, until))
    policies.push(...decoded(page, policyList, POLICIES));
  return policies;
}

/**
 * Whether security defaults are on.
 * https://learn.microsoft.com/graph/api/identitysecuritydefaultsenforcementpolicy-get
 *
 * @param until milliseconds since 1970-01-01 UTC; no end by default
 * @throws GraphError
 */
export async function readSecurityDefaults(graph: Graph, until?: number): Promise<boolean> {
  return decoded(await graph.get(SECURITY_DEFAULTS, until), securityDefaults, SECURITY_DEFAULTS).isEnabled;
}
