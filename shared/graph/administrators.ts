import type { Administrator, Administrators } from '../domain/digest/administrator';
import { GLOBAL_ADMINISTRATOR } from '../domain/roles/roleNames';
import type { Graph } from './graph';
import { GraphError } from './graphError';
import { memberPages } from './groups';
import { GROUP, type Holding, type Principal, readHolders, SERVICE_PRINCIPAL } from './roles';
import { findUser } from './users';

/**
 * All holders of the Global Administrator role, each once, active before eligible.
 *
 * Groups are opened; a member that is a user counts, a service principal does not.
 *
 * @param until milliseconds since 1970-01-01 UTC; no end by default
 * @throws GraphError; not if the licence or the permission for eligible roles is missing, nor if a group may not be read: `unread`
 * names these
 */
export async function readAdministrators(graph: Graph, until?: number): Promise<Administrators> {
  const asking = { graph, until };
  const active = await usersAmong(asking, await principalsIn(asking, 'roleAssignments'));
  const eligible = await eligiblePrincipals(asking);
  const standby = await usersAmong(asking, eligible ?? []);
  const held = new Map<string, Administrator['held']>(active.userIds.map((userId) => [userId, 'active']));
  for (const userId of standby.userIds) {
    if (!held.has(userId)) held.set(userId, 'eligible');
  }
  const administrators: Administrator[] = [];
  for (const [userId, how] of held) administrators.push(...(await administratorOf(asking, userId, how)));
  const unread: Administrators['unread'][number][] = [];
  if (eligible === null) unread.push('eligible');
  if (!active.allRead || !standby.allRead) unread.push('groups');
  return { administrators, unread };
}

type Asking = { readonly graph: Graph; readonly until: number | undefined };

/** Privileged Identity Management needs a licence of its own. */
async function eligiblePrincipals(asking: Asking): Promise<readonly Principal[] | null> {
  try {
    return await principalsIn(asking, 'roleEligibilityScheduleInstances');
  } catch (error) {
    if (error instanceof GraphError && (error.code === 'notLicensed' || error.code === 'forbidden'))
      return null;
    throw error;
  }
}

function principalsIn({ graph, until }: Asking, list: Holding): Promise<readonly Principal[]> {
  return readHolders(graph, { list, roleId: GLOBAL_ADMINISTRATOR }, until);
}

/** `allRead` is false if a group may not be read. */
type Users = { readonly userIds: readonly string[]; readonly allRead: boolean };

async function usersAmong(asking: Asking, found: readonly Principal[]): Promise<Users> {
  const userIds: string[] = [];
  let allRead = true;
  for (const { id, type } of found) {
    if (type === GROUP) {
      const members = await usersIn(asking, id);
      if (members === null) allRead = false;
      else userIds.push(...members);
    } else if (type !== SERVICE_PRINCIPAL) userIds.push(id);
  }
  return { userIds, allRead };
}

/** `null` for a group that may not be read: the direct holders of the role must not be lost with it. */
async function usersIn(asking: Asking, groupId: string): Promise<string[] | null> {
  try {
    return await membersOf(asking, groupId);
  } catch (error) {
    if (error instanceof GraphError && error.code === 'forbidden') return null;
    throw error;
  }
}

async function membersOf({ graph, until }: Asking, groupId: string): Promise<string[]> {
  const userIds: string[] = [];
  for await (const page of memberPages(graph, groupId, until))
    userIds.push(...page.map(({ userId }) => userId));
  return userIds;
}

/** Empty if the user has been deleted since. */
async function administratorOf(
  { graph, until }: Asking,
  userId: string,
  held: Administrator['held'],
): Promise<Administrator[]> {
  const user = await findUser(graph, userId, until);
  if (user === null) return [];
  const { displayName, userPrincipalName, accountEnabled: enabled, address } = user;
  return [{ userId, displayName, userPrincipalName, enabled, address, held }];
}
