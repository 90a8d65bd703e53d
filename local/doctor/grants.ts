import { z } from 'zod';
import type { Graph } from '../../shared/graph/graph';
import { decoded } from '../../shared/graph/lookUp';
import { permissionsThatAre } from '../../shared/graph/permissions';
import { type Check, missing, ok } from './check';
import { readPages } from './graphPages';
import { type Seen, untold } from './see';

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
    readPages(
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

const NAME = 'Graph permissions';

/** @param command with which they are granted */
export function judgeGrants(seen: Seen<readonly string[]>, command: string): readonly Check[] {
  if (seen.kind !== 'seen')
    return [
      untold(NAME, seen, {
        what: 'the Graph permissions of the app',
        role: 'the role Directory Readers',
        command,
      }),
    ];
  const granted = seen.value;
  const lacking = permissionsThatAre('required').filter((name) => !granted.includes(name));
  const checks = lacking.map((name) =>
    missing(
      `${NAME}: ${name}`,
      `The app may not use ${name}; docs/permissions.md says what is lost without it. Granting takes Privileged Role Administrator.`,
      command,
    ),
  );
  if (lacking.length === 0) checks.push(ok(NAME, 'The app has all that it must have.'));
  const wished = permissionsThatAre('optional').filter((name) => !granted.includes(name));
  for (const name of wished) {
    checks.push(ok(`${NAME}: ${name}`, 'Not granted; it is optional (docs/permissions.md).', command));
  }
  const used = [...permissionsThatAre('required'), ...permissionsThatAre('optional')];
  const beyond = granted.filter((name) => !used.includes(name)).sort();
  if (beyond.length > 0)
    checks.push(
      ok(
        `${NAME}: granted and not used`,
        `${beyond.join(', ')}: the app uses none of them; take them away in the Entra admin center, under Enterprise applications.`,
      ),
    );
  return checks;
}
