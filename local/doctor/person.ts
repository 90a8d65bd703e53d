import { z } from 'zod';
import type { Graph } from '../../shared/graph/graph';
import { decoded } from '../../shared/graph/lookUp';
import { readGraphPages } from './graphPages';

export type Person = {
  readonly id: string;
  readonly name: string;
};

const me = z
  .object({ id: z.string().min(1), userPrincipalName: z.string() })
  .transform(({ id, userPrincipalName }): Person => ({ id, name: userPrincipalName }));
const ME = '/v1.0/me?$select=id,userPrincipalName';

/** The signed-in person. @throws GraphError; `badRequest` if it is not a user but, for example, a service principal */
export async function readPerson(graph: Graph): Promise<Person> {
  return decoded(await graph.get(ME), me, ME);
}

const heldRole = z.object({ roleTemplateId: z.string() });

/**
 * Template ids of the directory roles that the person holds now, through groups too; roles not activated yet are left out.
 * A cast of a transitive list is an advanced query, which requires `$count`.
 * https://learn.microsoft.com/graph/aad-advanced-queries (read 2026-11-29)
 *
 * @throws GraphError
 */
export async function readOwnRoles(graph: Graph): Promise<readonly string[]> {
  const path =
    '/v1.0/me/transitiveMemberOf/microsoft.graph.directoryRole?$count=true&$select=id,roleTemplateId';
  return (await readGraphPages(graph, path, heldRole)).map(({ roleTemplateId }) =>
    roleTemplateId.toLowerCase(),
  );
}
