import { z } from 'zod';
import type { Graph } from '../../shared/graph/graph';
import { decoded } from '../../shared/graph/lookUp';
import { permissionsThatAre } from '../../shared/graph/permissions';
import { type CheckResult, missing, ok } from './checkResult';
import { readGraphPages } from './graphPages';
import { notVisible, type Visible } from './visible';

const MICROSOFT_GRAPH = '00000003-0000-0000-c000-000000000000';

const graphApp = z.object({
  id: z.string().min(1),
  appRoles: z.array(z.object({ id: z.string(), value: z.string().nullish() })),
});
const assignment = z.object({ id: z.string(), appRoleId: z.string(), resourceId: z.string() });

/** An application permission of Microsoft Graph, and the assignment that grants it. */
export type Grant = { readonly permission: string; readonly assignmentId: string };

/**
 * The application permissions of Microsoft Graph that an app has been granted.
 * https://learn.microsoft.com/graph/api/serviceprincipal-list-approleassignments (read 2026-11-21)
 *
 * @param principalId object id of the app's service principal
 * @throws GraphError
 */
export async function readGrants(graph: Graph, principalId: string): Promise<readonly Grant[]> {
  const path = `/v1.0/servicePrincipals(appId='${MICROSOFT_GRAPH}')?$select=id,appRoles`;
  const [{ id, appRoles }, assignments] = await Promise.all([
    graph.get(path).then((answer) => decoded(answer, graphApp, path)),
    readGraphPages(
      graph,
      `/v1.0/servicePrincipals/${encodeURIComponent(principalId)}/appRoleAssignments`,
      assignment,
    ),
  ]);
  const names = new Map(appRoles.map((role) => [role.id.toLowerCase(), role.value ?? role.id]));
  return assignments
    .filter(({ resourceId }) => resourceId.toLowerCase() === id.toLowerCase())
    .map(({ id: assignmentId, appRoleId }) => ({
      permission: names.get(appRoleId.toLowerCase()) ?? appRoleId,
      assignmentId,
    }));
}

export function hasAllRequired(grants: readonly Grant[]): boolean {
  return permissionsThatAre('required').every((name) => grants.some(({ permission }) => permission === name));
}

/**
 * With one of these, an app reaches every mailbox of the tenant. A permission for one mailbox takes nothing of it back: what an app
 * may do is the sum of both.
 * https://learn.microsoft.com/exchange/permissions-exo/application-rbac (read 2026-11-29)
 */
const EVERY_MAILBOX: readonly string[] = ['Mail.Send', 'Mail.ReadWrite'];

export type GrantCommands = {
  /** Grants all that the app requires. */
  readonly grant: string;
  readonly revoke: (assignmentId: string) => string;
};

export function judgeGrants(
  grants: Visible<readonly Grant[]>,
  { grant: command, revoke }: GrantCommands,
): readonly CheckResult[] {
  const check = 'grants';
  if (grants.kind !== 'visible') return [notVisible({ check, thing: 'grants', why: grants }, command)];
  const granted = grants.value.map(({ permission }) => permission);
  const required = permissionsThatAre('required');
  const optional = permissionsThatAre('optional');
  const isNotGranted = (permission: string) => !granted.includes(permission);
  const absent = required.filter(isNotGranted);
  const permissions = granted
    .filter((name) => ![...required, ...optional, ...EVERY_MAILBOX].includes(name))
    .sort();
  return [
    ...absent.map((permission) => missing({ check, code: 'notGranted', permission }, command)),
    ...(absent.length === 0 ? [ok({ check, code: 'allGranted' })] : []),
    ...optional
      .filter(isNotGranted)
      .map((permission) => ok({ check, code: 'optionalNotGranted', permission }, command)),
    ...grants.value
      .filter(({ permission }) => EVERY_MAILBOX.includes(permission))
      .map(({ permission, assignmentId }) =>
        missing({ check, code: 'tooWide', permission }, revoke(assignmentId)),
      ),
    ...(permissions.length > 0 ? [ok({ check, code: 'grantedNotUsed', permissions })] : []),
  ];
}
