import { z } from 'zod';
import type { Arm } from '../../shared/arm/arm';
import { readArmPages } from './armPages';
import { type CheckResult, missing, ok } from './checkResult';
import type { Commands } from './commands';
import type { MailMode } from './mail/mode';
import type { RolePlace } from './outcome';
import type { Parts } from './resources';
import { notVisible, type Visible } from './visible';

/** The roles that infra/modules/roles.bicep assigns; test/doctor/tables.test.ts compares. */
export const ROLES = [
  {
    role: 'Storage Blob Data Owner',
    id: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b',
    on: 'host',
  },
  {
    role: 'Storage Table Data Contributor',
    id: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3',
    on: 'tables',
  },
  {
    role: 'Communication and Email Service Owner',
    id: '09976791-48a7-449e-bb21-39d1a415f350',
    on: 'communication',
  },
  {
    role: 'Monitoring Metrics Publisher',
    id: '3913510d-42f4-4e42-8a64-420c390055eb',
    on: 'insights',
  },
] as const satisfies readonly { role: string; id: string; on: RolePlace }[];

const assignment = z
  .object({ properties: z.object({ roleDefinitionId: z.string(), scope: z.string() }) })
  .transform(({ properties: { roleDefinitionId, scope } }) => ({
    roleId: roleDefinitionId.split('/').at(-1)?.toLowerCase() ?? '',
    scope: scope.toLowerCase(),
  }));

export type Assigned = z.infer<typeof assignment>;

/**
 * The roles assigned to a principal at, above and below a resource group or a resource. Roles that it holds through groups of users are left out:
 * the app is in none.
 * https://learn.microsoft.com/azure/role-based-access-control/role-assignments-list-rest (read 2026-11-21)
 *
 * @throws ArmError
 */
export function readAssignedAt(arm: Arm, scope: string, principalId: string): Promise<readonly Assigned[]> {
  const filter = encodeURIComponent(`principalId eq '${principalId}'`);
  const path = `${scope}/providers/Microsoft.Authorization/roleAssignments`;
  return readArmPages(arm, `${path}?api-version=2022-04-01&$filter=${filter}`, assignment);
}

export type Holder = {
  readonly parts: Parts;
  /** `null` if it is not visible. */
  readonly mode: MailMode | null;
  readonly principalId: string;
  readonly commands: Commands;
};

export function judgeRoles(assigned: Visible<readonly Assigned[]>, holder: Holder): readonly CheckResult[] {
  const check = 'roles';
  const { parts, mode, principalId, commands } = holder;
  if (assigned.kind !== 'visible') return [notVisible({ check, thing: 'roles', why: assigned })];
  // A role on a resource that is absent cannot be assigned; the resource is reported.
  const needed = ROLES.flatMap(({ role, id, on }) => {
    const resource = on === 'communication' && mode !== 'acs' ? undefined : parts[on];
    return resource === undefined ? [] : [{ role, id, on, resource }];
  });
  const absent = needed.filter(
    ({ id, on, resource }) =>
      !isAssigned(assigned.value, id, resource.id) &&
      // A role of the tenant's own, whose id only the tenant knows: the parameter `emailRoleId` of infra/main.bicep.
      !(on === 'communication' && assigned.value.some(({ scope }) => scope === resource.id.toLowerCase())),
  );
  if (absent.length === 0) return [ok({ check, code: 'allAssigned', count: needed.length })];
  const communication = mode === 'acs' ? parts.communication : undefined;
  const command = commands.assignRoles({
    principalId,
    hostAccountName: parts.host.name,
    tablesAccountName: parts.tables.name,
    ...(communication === undefined ? {} : { communicationServiceName: communication.name }),
    applicationInsightsName: parts.insights.name,
  });
  return absent.map(({ role, on, resource }) =>
    missing({ check, code: 'notAssigned', role, on, resource: resource.name }, command),
  );
}

/** A role above a resource counts for it. */
export function isAssigned(assigned: readonly Assigned[], roleId: string, resourceId: string): boolean {
  const at = resourceId.toLowerCase();
  return assigned.some(
    (one) =>
      one.roleId === roleId && (one.scope === '/' || at === one.scope || at.startsWith(`${one.scope}/`)),
  );
}
