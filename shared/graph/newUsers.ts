import { z } from 'zod';
import type { NewUser } from '../domain/account/grace';
import type { Graph } from './graph';
import { decoded } from './lookUp';
import { query } from './odata';

// One user without a readable date must not cost all others their grace; it has none.
const users = z.array(
  z.object({
    id: z.string().min(1),
    createdDateTime: z.iso.datetime({ offset: true }).nullable().catch(null),
  }),
);

/**
 * The users that the directory has had since a time, page by page.
 * https://learn.microsoft.com/graph/api/resources/user: `createdDateTime` may be filtered with `ge`; public tools do so without the
 * header for advanced queries (read 2026-11-29).
 *
 * @param span `since` ISO 8601 UTC; `until` as for `Graph`
 * @throws GraphError
 */
export async function readNewUsers(
  graph: Graph,
  { since, until }: { readonly since: string; readonly until?: number },
): Promise<readonly NewUser[]> {
  const path = `/v1.0/users${query({
    // Without fractions of a second, as Microsoft's examples have it.
    $filter: `createdDateTime ge ${since.replace(/\.\d+/, '')}`,
    $select: 'id,createdDateTime',
    $top: 999,
  })}`;
  const found: NewUser[] = [];
  for await (const page of graph.pages(path, until)) {
    for (const { id, createdDateTime } of decoded(page, users, path))
      if (createdDateTime !== null) found.push({ userId: id.toLowerCase(), createdAt: createdDateTime });
  }
  return found;
}
