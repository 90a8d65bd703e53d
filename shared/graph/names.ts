import { z } from 'zod';
import type { IdsToName, Named, Names, People } from '../domain/coverage/names';
import type { GraphCode } from '../domain/fault';
import { encoded } from '../http/encoded';
import type { Graph } from './graph';
import { GraphError } from './graphError';
import { type Member, memberPages } from './groups';
import { decoded, lookUp } from './lookUp';
import { query, quoted } from './odata';
import { GROUP, readHolders, SERVICE_PRINCIPAL } from './roles';

/** Of each kind. If a policy excludes more, readers look at its gaps, and not at names. */
const MOST_USERS = 30;
const MOST_GROUPS = 10;
const MOST_ROLES = 10;
/** The most that a filter accepts in a list. */
const USERS_AT_ONCE = 15;
/** Pages of a group that are read; the rest of its people are not counted. */
const MOST_PAGES = 5;
const MOST_NAMED = 5;

const NAME = query({ $select: 'id,displayName' });
const named = z.object({ displayName: z.string().min(1) });
const users = z.array(
  z.object({
    id: z.string().min(1),
    displayName: z.string().nullish(),
    userPrincipalName: z.string().nullish(),
  }),
);

/**
 * The names behind ids: users, groups with their users, directory roles with the users who hold them now. Deleted and hidden
 * objects are left out. Nothing is asked after `until` (milliseconds since 1970-01-01 UTC), nor of a service that fails.
 */
export async function readNames(graph: Graph, ids: IdsToName, until?: number): Promise<Names> {
  const names: Record<string, Named> = {};
  const ways = [
    ...chunksOf(ids.users.slice(0, MOST_USERS), USERS_AT_ONCE).map(
      (some) => () => usersNamed(graph, some, until),
    ),
    ...ids.groups.slice(0, MOST_GROUPS).map((id) => () => groupNamed(graph, id, until)),
    ...ids.roles.slice(0, MOST_ROLES).map((id) => () => roleNamed(graph, id, until)),
  ];
  for (const read of ways) {
    try {
      Object.assign(names, await read());
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      if (!ABOUT_ONE.has(error.code)) break;
    }
  }
  return names;
}

/** Errors about one object; the next request may succeed. */
const ABOUT_ONE: ReadonlySet<GraphCode> = new Set([
  'forbidden',
  'notFound',
  'badRequest',
  'badAnswer',
  'tooLarge',
]);

/** https://learn.microsoft.com/graph/api/resources/user: `id` takes `in` (read 2026-11-21) */
async function usersNamed(graph: Graph, ids: readonly string[], until?: number): Promise<Names> {
  const $filter = `id in (${ids.map(quoted).join(',')})`;
  const path = `/v1.0/users${query({ $filter, $select: 'id,displayName,userPrincipalName' })}`;
  const names: Record<string, Named> = {};
  for await (const page of graph.pages(path, until)) {
    for (const { id, displayName, userPrincipalName } of decoded(page, users, path)) {
      const name = userPrincipalName || displayName;
      if (name) names[id.toLowerCase()] = { name, people: null };
    }
  }
  return names;
}

async function groupNamed(graph: Graph, id: string, until?: number): Promise<Names> {
  const group = await lookUp(graph, `/v1.0/groups/${encoded(id)}${NAME}`, named, until);
  if (group === null) return {};
  const { members, isMore } = await membersOf(graph, id, until);
  return { [id]: { name: group.displayName, people: peopleOf(members, isMore) } };
}

async function roleNamed(graph: Graph, roleId: string, until?: number): Promise<Names> {
  const path = `/v1.0/roleManagement/directory/roleDefinitions/${encoded(roleId)}${NAME}`;
  const role = await lookUp(graph, path, named, until);
  if (role === null) return {};
  const holders = await readHolders(graph, { list: 'roleAssignments', roleId }, until);
  const people: Member[] = [];
  let isMore = false;
  // A policy counts roles over the whole directory, not over a part of it.
  for (const { id, type, name, isWhole } of holders) {
    if (type === SERVICE_PRINCIPAL || !isWhole) continue;
    if (type !== GROUP) people.push({ userId: id, name });
    else {
      const group = await membersOf(graph, id, until);
      people.push(...group.members);
      isMore ||= group.isMore;
    }
  }
  return { [roleId]: { name: role.displayName, people: peopleOf(people, isMore) } };
}

type Members = { readonly members: readonly Member[]; readonly isMore: boolean };

async function membersOf(graph: Graph, groupId: string, until?: number): Promise<Members> {
  const members: Member[] = [];
  let pages = 0;
  for await (const page of memberPages(graph, groupId, until)) {
    if (pages++ === MOST_PAGES) return { members, isMore: true };
    members.push(...page);
  }
  return { members, isMore: false };
}

function peopleOf(members: readonly Member[], isMore: boolean): People {
  const byId = new Map(members.map(({ userId, name }) => [userId, name]));
  const some = [...byId.values()].filter((name) => name !== null).slice(0, MOST_NAMED);
  return { count: byId.size, isMore, some };
}

function chunksOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) =>
    items.slice(n * size, (n + 1) * size),
  );
}
