import { z } from 'zod';
import type { Arm } from '../../shared/arm/arm';
import { type Check, missing, ok } from './check';
import type { Commands } from './commands';
import { readAll } from './parties';
import { groupPath } from './place';
import type { Part, Parts } from './resources';
import { type Seen, untold } from './see';

/** What infra/modules/roles.bicep assigns; test/doctor/tables.test.ts compares. */
export const ROLES = [
  {
    role: 'Storage Blob Data Owner',
    id: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b',
    on: 'host',
    without: 'the app does not start',
  },
  {
    role: 'Storage Table Data Contributor',
    id: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3',
    on: 'tables',
    without: 'no function can read or save',
  },
  {
    role: 'Communication and Email Service Owner',
    id: '09976791-48a7-449e-bb21-39d1a415f350',
    on: 'communication',
    without: 'no digest goes out',
  },
  {
    role: 'Monitoring Metrics Publisher',
    id: '3913510d-42f4-4e42-8a64-420c390055eb',
    on: 'insights',
    without: 'the app runs unseen',
  },
] as const satisfies readonly { role: string; id: string; on: Part; without: string }[];

const assignment = z
  .object({ properties: z.object({ roleDefinitionId: z.string(), scope: z.string() }) })
  .transform(({ properties: { roleDefinitionId, scope } }) => ({
    roleId: roleDefinitionId.split('/').at(-1)?.toLowerCase() ?? '',
    scope: scope.toLowerCase(),
  }));

export type Assigned = z.infer<typeof assignment>;

/**
 * What is assigned to a principal at, above and below a group; not what it holds through groups, of which the app is in none.
 * https://learn.microsoft.com/azure/role-based-access-control/role-assignments-list-rest (read 2026-11-21)
 *
 * @throws ArmError
 */
export function readAssigned(
  arm: Arm,
  { subscription, group, principalId }: Readonly<Record<'subscription' | 'group' | 'principalId', string>>,
): Promise<readonly Assigned[]> {
  const filter = encodeURIComponent(`principalId eq '${principalId}'`);
  const path = `${groupPath(subscription, group)}/providers/Microsoft.Authorization/roleAssignments`;
  return readAll(arm, `${path}?api-version=2022-04-01&$filter=${filter}`, assignment);
}

export type Holder = { readonly parts: Parts; readonly principalId: string; readonly commands: Commands };

const NAME = 'roles of the app';

export function judgeRoles(seen: Seen<readonly Assigned[]>, holder: Holder): readonly Check[] {
  const command = holder.commands.assignRoles({
    principalId: holder.principalId,
    hostAccountName: holder.parts.host.name,
    tablesAccountName: holder.parts.tables.name,
    communicationServiceName: holder.parts.communication.name,
    applicationInsightsName: holder.parts.insights.name,
  });
  if (seen.kind !== 'seen')
    return [untold(NAME, seen, { what: 'the roles of the app', role: 'Reader on the resource group' })];
  const lacking = ROLES.filter(({ id, on }) => !isAssigned(seen.value, id, holder.parts[on].id));
  if (lacking.length === 0) return [ok(NAME, `All ${ROLES.length} are assigned.`)];
  return lacking.map(({ role, on, without }) =>
    missing(
      `${NAME}: ${role}`,
      `Without it on ${holder.parts[on].name}, ${without}. Assigning takes Role Based Access Control Administrator.`,
      command,
    ),
  );
}

/** A role above a resource counts for it. */
function isAssigned(assigned: readonly Assigned[], roleId: string, resourceId: string): boolean {
  const at = resourceId.toLowerCase();
  return assigned.some(
    (one) =>
      one.roleId === roleId && (one.scope === '/' || at === one.scope || at.startsWith(`${one.scope}/`)),
  );
}
