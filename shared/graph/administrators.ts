import { z } from 'zod';
import type { Administrator, Administrators } from '../domain/digest/administrator';
import type { Graph } from './graph';
import { GraphError } from './graphError';
import { decoded } from './lookUp';
import { query, quoted } from './odata';
import { findUser } from './users';

/** Role template id of Global Administrator, the same in every tenant. */
const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10';
const HOLDERS = query({
  $filter: `roleDefinitionId eq ${quoted(GLOBAL_ADMINISTRATOR)}`,
  $expand: 'principal',
});
const USER = '#microsoft.graph.user';
const GROUP = '#microsoft.graph.group';
const SERVICE_PRINCIPAL = '#microsoft.graph.servicePrincipal';

const principals = z.array(
  z
    .object({
      principalId: z.string().min(1),
      principal: z.object({ '@odata.type': z.string().optional() }).nullish(),
    })
    .transform(
      ({ principalId, principal }): Principal => ({ id: principalId, type: principal?.['@odata.type'] }),
    ),
);
const members = z.array(z.object({ '@odata.type': z.string(), id: z.string().min(1) }));

/** `type` is undefined for a principal that Graph does not show. */
type Principal = { readonly id: string; readonly type: string | undefined };

/**
 * All holders of the Global Administrator role, each once, active before eligible.
 *
 * Groups are opened; a member that is a user counts, a service principal does not.
 * https://learn.microsoft.com/graph/api/rbacapplication-list-roleassignments (read 2026-11-21)
 *
 * @throws GraphError; not for eligible roles where the licence or the permission is missing, nor for a group that may
 * not be read: those are named in `unread`
 */
export async function readAdministrators(graph: Graph): Promise<Administrators> {
  const active = await usersAmong(graph, await principalsIn(graph, 'roleAssignments'));
  const eligible = await eligiblePrincipals(graph);
  const standby = await usersAmong(graph, eligible ?? []);
  const held = new Map<string, Administrator['held']>(active.userIds.map((userId) => [userId, 'active']));
  for (const userId of standby.userIds) {
    if (!held.has(userId)) held.set(userId, 'eligible');
  }
  const administrators: Administrator[] = [];
  for (const [userId, how] of held) administrators.push(...(await administratorOf(graph, userId, how)));
  const unread: Administrators['unread'][number][] = [];
  if (eligible === null) unread.push('eligible');
  if (!active.allRead || !standby.allRead) unread.push('groups');
  return { administrators, unread };
}

/** Privileged Identity Management needs a licence of its own. */
async function eligiblePrincipals(graph: Graph): Promise<readonly Principal[] | null> {
  try {
    return await principalsIn(graph, 'roleEligibilityScheduleInstances');
  } catch (error) {
    if (error instanceof GraphError && (error.code === 'notLicensed' || error.code === 'forbidden'))
      return null;
    throw error;
  }
}

async function principalsIn(graph: Graph, list: string): Promise<Principal[]> {
  const path = `/v1.0/roleManagement/directory/${list}${HOLDERS}`;
  const found: Principal[] = [];
  for await (const page of graph.pages(path)) found.push(...decoded(page, principals, path));
  return found;
}

/** `allRead` is false when there is a group that may not be read. */
type Users = { readonly userIds: readonly string[]; readonly allRead: boolean };

async function usersAmong(graph: Graph, found: readonly Principal[]): Promise<Users> {
  const userIds: string[] = [];
  let allRead = true;
  for (const { id, type } of found) {
    if (type === GROUP) {
      const members = await usersIn(graph, id);
      if (members === null) allRead = false;
      else userIds.push(...members);
    } else if (type !== SERVICE_PRINCIPAL) userIds.push(id.toLowerCase());
  }
  return { userIds, allRead };
}

/** `null` for a group that may not be read: those who hold the role directly must not be lost with it. */
async function usersIn(graph: Graph, groupId: string): Promise<string[] | null> {
  try {
    return await membersOf(graph, groupId);
  } catch (error) {
    if (error instanceof GraphError && error.code === 'forbidden') return null;
    throw error;
  }
}

async function membersOf(graph: Graph, groupId: string): Promise<string[]> {
  const path = `/v1.0/groups/${encodeURIComponent(groupId)}/transitiveMembers`;
  const userIds: string[] = [];
  for await (const page of graph.pages(path)) {
    const users = decoded(page, members, path).filter((member) => member['@odata.type'] === USER);
    userIds.push(...users.map(({ id }) => id.toLowerCase()));
  }
  return userIds;
}

/** None when the user has been deleted since. */
async function administratorOf(
  graph: Graph,
  userId: string,
  held: Administrator['held'],
): Promise<Administrator[]> {
  const user = await findUser(graph, userId);
  if (user === null) return [];
  const { displayName, userPrincipalName, accountEnabled: enabled, address } = user;
  return [{ userId, displayName, userPrincipalName, enabled, address, held }];
}
