import { z } from 'zod';
import { conditionalAccessPolicy } from '../decode/policy';
import type { ResourceClass } from '../domain/account/answers';
import { ADMIN_PORTALS, GOVERNMENT_MANAGEMENT_API, MANAGEMENT_API } from '../domain/coverage/targets';
import type { GuestAsked, WhatIfReply } from '../domain/coverage/whatIf';
import type { Graph } from './graph';
import { GraphError } from './graphError';
import { decoded } from './lookUp';

const EVALUATE = '/v1.0/identity/conditionalAccess/evaluate';

const evaluations = z.object({
  value: z.array(z.looseObject({ policyApplies: z.boolean(), analysisReasons: z.string().nullish() })),
});
const policies = z.object({ value: z.array(conditionalAccessPolicy) });

export type WhatIfQuestion = {
  readonly userId: string;
  readonly resource: ResourceClass;
  /** `null` for a member. */
  readonly guest: GuestAsked | null;
  readonly isGovernment: boolean;
};

/**
 * The effect of each policy, by Entra's own evaluation, on a sign-in of a user from an unknown Windows computer. It changes
 * nothing.
 * https://learn.microsoft.com/graph/api/conditionalaccessroot-evaluate (read 2026-11-21)
 *
 * @param until milliseconds since 1970-01-01 UTC
 * @returns `unanswered` if Entra does not know the user, or does not accept the question
 * @throws GraphError
 */
export async function evaluatePolicies(
  graph: Graph,
  question: WhatIfQuestion,
  until: number,
): Promise<WhatIfReply> {
  try {
    const answer = await graph.post(EVALUATE, bodyOf(question), until);
    const { value } = decoded(answer, evaluations, EVALUATE);
    const evaluated = decoded(answer, policies, EVALUATE).value.map((policy, index) => {
      const { policyApplies = false, analysisReasons = null } = value[index] ?? {};
      return { policy, applies: policyApplies, reasons: policyApplies ? null : analysisReasons };
    });
    return { kind: 'said', evaluated };
  } catch (error) {
    if (error instanceof GraphError && (error.code === 'badRequest' || error.code === 'notFound'))
      return { kind: 'unanswered', code: error.fault.serviceCode ?? error.code };
    throw error;
  }
}

function bodyOf({ userId, resource, guest, isGovernment }: WhatIfQuestion) {
  const api = isGovernment ? GOVERNMENT_MANAGEMENT_API : MANAGEMENT_API;
  const { app, clientAppType } = {
    // Azure CLI and the other clients of Azure management are no browsers; the portal counts among the admin portals.
    azureManagement: { app: api, clientAppType: 'mobileAppsAndDesktopClients' },
    adminPortals: { app: ADMIN_PORTALS, clientAppType: 'browser' },
  }[resource];
  return {
    signInIdentity: { '@odata.type': '#microsoft.graph.userSignIn', userId, ...(guest && asGuest(guest)) },
    signInContext: { '@odata.type': '#microsoft.graph.applicationContext', includeApplications: [app] },
    signInConditions: { clientAppType, devicePlatform: 'windows' },
    // Policies that do not apply have a reason: a condition is not an exclusion.
    appliedPoliciesOnly: false,
  };
}

/**
 * The kind of guest is not stored with an account; nearly all guests are of this kind.
 * https://learn.microsoft.com/graph/api/resources/usersignin (read 2026-11-29); not tried against a real tenant.
 */
function asGuest({ homeTenantId }: GuestAsked) {
  return {
    externalUserType: 'b2bCollaborationGuest',
    ...(homeTenantId !== null && { externalTenantId: homeTenantId }),
  };
}
