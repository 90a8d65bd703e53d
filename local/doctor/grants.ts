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
const assignment = z.object({ appRoleId: z.string(), resourceId: z.string() });

/**
 * Names of the application permissions of Microsoft Graph that an app has been granted.
 * https://learn.microsoft.com/graph/api/serviceprincipal-list-approleassignments (read 2026-11-21)
 *
 * @param principalId object id of the app's service principal
 * @throws GraphError
 */
export async function readGrants(graph: Graph, principalId: string): Promise<readonly string[]> {
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
    .map(({ appRoleId }) => names.get(appRoleId.toLowerCase()) ?? appRoleId);
}

export function hasAllRequired(granted: readonly string[]): boolean {
  return permissionsThatAre('required').every((name) => granted.includes(name));
}

/** @param command grants them */
export function judgeGrants(grants: Visible<readonly string[]>, command: string): readonly CheckResult[] {
  const check = 'grants';
  if (grants.kind !== 'visible') return [notVisible({ check, thing: 'grants', why: grants }, command)];
  const granted = grants.value;
  const required = permissionsThatAre('required');
  const optional = permissionsThatAre('optional');
  const isNotGranted = (permission: string) => !granted.includes(permission);
  const absent = required.filter(isNotGranted);
  const permissions = granted.filter((name) => ![...required, ...optional].includes(name)).sort();
  return [
    ...absent.map((permission) => missing({ check, code: 'notGranted', permission }, command)),
    ...(absent.length === 0 ? [ok({ check, code: 'allGranted' })] : []),
    ...optional
      .filter(isNotGranted)
      .map((permission) => ok({ check, code: 'optionalNotGranted', permission }, command)),
    ...(permissions.length > 0 ? [ok({ check, code: 'grantedNotUsed', permissions })] : []),
  ];
}
