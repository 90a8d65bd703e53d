import { z } from 'zod';
import { MFA_DEFINITIONS, type MfaAssignment } from '../domain/enforcement/mfaPolicy';
import { encoded } from '../http/encoded';
import type { Arm } from './arm';
import { ArmError, decoded } from './armError';

const VERSION = 'api-version=2025-03-01';
const ASSIGNMENTS = 'providers/Microsoft.Authorization/policyAssignments';
/** As Microsoft names its own for phase 2. */
const SYSTEM_NAMES = ['sys.mfa-write', 'sys.mfa-delete'];

const assignmentRow = z
  .object({
    properties: z.object({
      policyDefinitionId: z.string(),
      enforcementMode: z.string().nullish(),
      parameters: z.record(z.string(), z.object({ value: z.unknown() })).nullish(),
    }),
  })
  .transform(({ properties: { policyDefinitionId, enforcementMode, parameters } }): MfaAssignment => {
    const effect = parameters?.effect?.value;
    return {
      definitionId: policyDefinitionId.split('/').at(-1)?.toLowerCase() ?? '',
      effect: typeof effect === 'string' ? effect : null,
      isInForce: enforcementMode?.toLowerCase() !== 'donotenforce',
    };
  });

/**
 * Assignments of the MFA policies at the tenant's root management group.
 *
 * Microsoft's own are of a type that is meant to be hidden (`SystemHidden`). Tenants show them in this list; in case a version hides
 * them, each is also requested by name. Not tried on a live tenant: docs/decisions/0008-enforcement-state.md.
 * https://learn.microsoft.com/rest/api/policy/policy-assignments/list-for-management-group (read 2026-11-21)
 *
 * @throws ArmError `forbidden` without a role there
 */
export async function readRootAssignments(
  arm: Arm,
  tenantId: string,
  until?: number,
): Promise<readonly MfaAssignment[]> {
  const scope = `/providers/Microsoft.Management/managementGroups/${encoded(tenantId)}/${ASSIGNMENTS}`;
  const listed = await mfaAssignments(arm, `${scope}?${VERSION}&$filter=atExactScope()`, until);
  if (listed.some(({ definitionId }) => MFA_DEFINITIONS.get(definitionId)?.assignedBy === 'microsoft'))
    return listed;
  const named: MfaAssignment[] = [];
  for (const name of SYSTEM_NAMES)
    named.push(...(await assignmentAt(arm, `${scope}/${name}?${VERSION}`, until)));
  return [...listed, ...named];
}

/**
 * Assignments of the MFA policies that apply to a whole subscription, including those of the management groups above it.
 * https://learn.microsoft.com/rest/api/policy/policy-assignments/list (read 2026-11-21)
 *
 * @throws ArmError
 */
export function readAssignments(arm: Arm, subscriptionId: string, until?: number) {
  const scope = `/subscriptions/${encoded(subscriptionId)}/${ASSIGNMENTS}`;
  return mfaAssignments(arm, `${scope}?${VERSION}&$filter=atScope()`, until);
}

async function mfaAssignments(arm: Arm, path: string, until?: number): Promise<readonly MfaAssignment[]> {
  const found: MfaAssignment[] = [];
  for await (const page of arm.pages(path, until)) found.push(...page.flatMap(mfaAssignmentIn));
  return found;
}

async function assignmentAt(arm: Arm, path: string, until?: number): Promise<MfaAssignment[]> {
  try {
    return mfaAssignmentIn(decoded(await arm.get(path, until), z.unknown(), path));
  } catch (error) {
    if (error instanceof ArmError && error.code === 'notFound') return [];
    throw error;
  }
}

/** Empty for an assignment of another policy, whatever it looks like. */
function mfaAssignmentIn(row: unknown): MfaAssignment[] {
  const { data } = assignmentRow.safeParse(row);
  return data !== undefined && MFA_DEFINITIONS.has(data.definitionId) ? [data] : [];
}
