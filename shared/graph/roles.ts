import { z } from 'zod';
import { PRIVILEGED_ROLES } from '../domain/roles/roleNames';
import type { Graph } from './graph';
import { GraphError } from './graphError';
import { decoded } from './lookUp';
import { query, quoted } from './odata';

export const USER = '#microsoft.graph.user';
export const GROUP = '#microsoft.graph.group';
export const SERVICE_PRINCIPAL = '#microsoft.graph.servicePrincipal';

/**
 * Template ids, the same in every tenant.
 * https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference
 */
const DIRECTORY_SYNCHRONIZATION = [
  // Directory Synchronization Accounts
  'd29b2b05-8046-44ba-8758-1e26182fcf32',
  // On Premises Directory Sync Account
  'a92aed5d-d78a-4d16-b381-09adb37eb3b0',
];

const principals = z.array(
  z
    .object({
      principalId: z.string().min(1),
      roleDefinitionId: z.string().nullish(),
      directoryScopeId: z.string().nullish(),
      principal: z
        .object({
          '@odata.type': z.string().optional(),
          displayName: z.string().nullish(),
          userPrincipalName: z.string().nullish(),
        })
        .nullish(),
    })
    .transform(
      ({ principalId, roleDefinitionId, directoryScopeId, principal }): Principal => ({
        id: principalId.toLowerCase(),
        roleId: roleDefinitionId?.toLowerCase() ?? null,
        type: principal?.['@odata.type'],
        name: principal?.userPrincipalName ?? principal?.displayName ?? null,
        isWhole: (directoryScopeId ?? '/') === '/',
      }),
    ),
);

/** `type` is undefined for a principal that Graph does not show. */
export type Principal = {
  readonly id: string;
  /** The template id of a built-in role. */
  readonly roleId: string | null;
  readonly type: string | undefined;
  /** The user principal name of a user; the display name of anything else. */
  readonly name: string | null;
  /** Whether the role covers the whole directory. */
  readonly isWhole: boolean;
};

/** Who holds a role now, or may activate it. */
export type Holding = 'roleAssignments' | 'roleEligibilityScheduleInstances';

/**
 * Users, groups and workloads that hold a directory role.
 * https://learn.microsoft.com/graph/api/rbacapplication-list-roleassignments (read 2026-11-21)
 *
 * @param roleId template id
 * @param until milliseconds since 1970-01-01 UTC; no end by default
 * @throws GraphError
 */
export async function readHolders(
  graph: Graph,
  { list, roleId }: { readonly list: Holding; readonly roleId: string },
  until?: number,
): Promise<readonly Principal[]> {
  const $filter = `roleDefinitionId eq ${quoted(roleId)}`;
  return principalsAt(graph, `${ROLES}/${list}${query({ $filter, $expand: 'principal' })}`, until);
}

const ROLES = '/v1.0/roleManagement/directory';

/**
 * The holders of all roles, page by page, in pages of Graph's own size: `$top` is not documented here.
 *
 * Microsoft documents `$filter` as optional, and public tools list all roles without it (https://github.com/KelvinTegelaar/CIPP-API,
 * read 2026-11-29). If Graph refuses that, each privileged role is asked for.
 * https://learn.microsoft.com/graph/api/rbacapplication-list-roleassignments and
 * https://learn.microsoft.com/graph/api/rbacapplication-list-roleeligibilityscheduleinstances (both read 2026-11-29)
 *
 * @throws GraphError
 */
export async function readAllHolders(
  graph: Graph,
  list: Holding,
  until?: number,
): Promise<readonly Principal[]> {
  try {
    return await principalsAt(graph, `${ROLES}/${list}${query({ $expand: 'principal' })}`, until);
  } catch (error) {
    if (!(error instanceof GraphError) || error.code !== 'badRequest') throw error;
    const found: Principal[] = [];
    for (const roleId of PRIVILEGED_ROLES) {
      const holders = await holdersIfKnown(graph, { list, roleId }, until);
      found.push(...holders.map((holder) => ({ ...holder, roleId })));
    }
    return found;
  }
}

async function principalsAt(graph: Graph, path: string, until?: number): Promise<readonly Principal[]> {
  const found: Principal[] = [];
  for await (const page of graph.pages(path, until)) found.push(...decoded(page, principals, path));
  return found;
}

/** A role that a cloud does not have has no holders. */
async function holdersIfKnown(
  graph: Graph,
  asked: { readonly list: Holding; readonly roleId: string },
  until?: number,
): Promise<readonly Principal[]> {
  try {
    return await readHolders(graph, asked, until);
  } catch (error) {
    const isUnknown =
      error instanceof GraphError && (error.code === 'notFound' || error.code === 'badRequest');
    if (!isUnknown) throw error;
    return [];
  }
}

/**
 * User ids of the holders of roles that exist for directory synchronization alone. A role that a cloud does not have has no
 * holders.
 *
 * @throws GraphError
 */
export async function readSyncAccounts(graph: Graph, until?: number): Promise<readonly string[]> {
  const holders: Principal[] = [];
  for (const roleId of DIRECTORY_SYNCHRONIZATION) {
    holders.push(...(await holdersIfKnown(graph, { list: 'roleAssignments', roleId }, until)));
  }
  return [...new Set(holders.filter(({ type }) => type !== SERVICE_PRINCIPAL).map(({ id }) => id))];
}
