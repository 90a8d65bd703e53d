import { z } from 'zod';
import { encoded } from '../http/encoded';
import type { Graph } from './graph';
import { GraphError } from './graphError';
import { decoded, lookUp } from './lookUp';
import { query } from './odata';
import { USER } from './roles';

const members = z.array(
  z.object({
    '@odata.type': z.string(),
    id: z.string().min(1),
    displayName: z.string().nullish(),
    userPrincipalName: z.string().nullish(),
  }),
);

/** https://learn.microsoft.com/graph/paging: directory objects come by up to 999 (read 2026-11-21) */
const LARGE_PAGES = query({ $top: 999, $select: 'id,displayName,userPrincipalName' });

export type Member = { readonly userId: string; readonly name: string | null };

/**
 * The users in a group, and in the groups in it, page by page.
 * https://learn.microsoft.com/graph/api/group-list-transitivemembers (read 2026-11-21)
 *
 * @throws GraphError
 */
export async function* memberPages(
  graph: Graph,
  groupId: string,
  until?: number,
): AsyncGenerator<readonly Member[]> {
  const path = `/v1.0/groups/${encoded(groupId)}/transitiveMembers${LARGE_PAGES}`;
  for await (const page of graph.pages(path, until)) {
    yield decoded(page, members, path)
      .filter((member) => member['@odata.type'] === USER)
      .map(({ id, userPrincipalName, displayName }) => ({
        userId: id.toLowerCase(),
        name: userPrincipalName ?? displayName ?? null,
      }));
  }
}

export type Members =
  | { readonly kind: 'members'; readonly userIds: readonly string[] }
  | { readonly kind: 'unknownGroup' }
  /** Graph shows its members to nobody without a permission that this app does not ask for. */
  | { readonly kind: 'hiddenMembers' }
  | { readonly kind: 'tooManyMembers'; readonly most: number };

/**
 * The users in a group, and in the groups in it, each once.
 *
 * @param limits `most` users, and `until` as for `Graph`
 * @throws GraphError
 */
export async function membersOf(
  graph: Graph,
  groupId: string,
  { most, until }: { readonly most: number; readonly until?: number },
): Promise<Members> {
  const userIds = new Set<string>();
  try {
    for await (const page of memberPages(graph, groupId, until)) {
      for (const { userId } of page) userIds.add(userId);
      if (userIds.size > most) return { kind: 'tooManyMembers', most };
    }
    if (userIds.size === 0 && (await hidesMembers(graph, groupId, until))) return { kind: 'hiddenMembers' };
  } catch (error) {
    if (error instanceof GraphError && error.code === 'notFound') return { kind: 'unknownGroup' };
    throw error;
  }
  return { kind: 'members', userIds: [...userIds] };
}

const group = z.object({ visibility: z.string().nullish() });

/**
 * Whether the list of members is empty for the app alone: those of a group with hidden membership require `Member.Read.Hidden`.
 * https://learn.microsoft.com/graph/api/group-list-transitivemembers (read 2026-11-30)
 */
async function hidesMembers(graph: Graph, groupId: string, until?: number): Promise<boolean> {
  const path = `/v1.0/groups/${encoded(groupId)}${query({ $select: 'id,visibility' })}`;
  const found = await lookUp(graph, path, group, until);
  return found?.visibility?.toLowerCase() === 'hiddenmembership';
}
