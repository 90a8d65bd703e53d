import { z } from 'zod';
import { isUserId } from '../domain/account/addresses';
import type { LastSignIn } from '../domain/breakGlass/facts';
import type { RoleTerm } from '../domain/breakGlass/globalAdministrator';
import { GLOBAL_ADMINISTRATOR } from '../domain/roles/roleNames';
import { isoTime } from '../domain/time';
import { encoded } from '../http/encoded';
import type { Graph } from './graph';
import { decoded, lookUp } from './lookUp';
import { query, quoted } from './odata';
import { GROUP } from './roles';

/** A user of the directory, and where the user comes from. */
export type EmergencyUser = {
  readonly userId: string;
  readonly userPrincipalName: string | null;
  readonly userDisplayName: string | null;
  readonly enabled: boolean | null;
  readonly isSynced: boolean;
};

const userBody = z
  .object({
    id: z.string().min(1),
    userPrincipalName: z.string().nullish(),
    displayName: z.string().nullish(),
    accountEnabled: z.boolean().nullish(),
    onPremisesSyncEnabled: z.boolean().nullish(),
  })
  .transform(
    (user): EmergencyUser => ({
      userId: user.id.toLowerCase(),
      userPrincipalName: user.userPrincipalName ?? null,
      userDisplayName: user.displayName ?? null,
      enabled: user.accountEnabled ?? null,
      // `null` for a user who was never synchronized, `false` for one who no longer is.
      isSynced: user.onPremisesSyncEnabled === true,
    }),
  );

const USER = query({ $select: 'id,userPrincipalName,displayName,accountEnabled,onPremisesSyncEnabled' });

/**
 * A user by object id or user principal name; `null` if there is none.
 * https://learn.microsoft.com/graph/api/resources/user (read 2026-11-29)
 *
 * @throws GraphError
 */
export async function findEmergencyUser(
  graph: Graph,
  idOrUpn: string,
  until?: number,
): Promise<EmergencyUser | null> {
  if (!idOrUpn.includes('@') && !isUserId(idOrUpn)) return null;
  return lookUp(graph, `${pathOf(idOrUpn)}${USER}`, userBody, until);
}

function pathOf(idOrUpn: string): string {
  return `/v1.0/users/${encoded(idOrUpn)}`;
}

const time = z.iso
  .datetime()
  .nullish()
  .transform((at) => (at ? isoTime(Date.parse(at)) : null));
const activity = z.object({
  signInActivity: z.object({ lastSuccessfulSignInDateTime: time, lastSignInDateTime: time }).nullish(),
});

/**
 * The last sign-in of a user, at any app: the last successful one, or, for one before December 2023, the last interactive attempt. A user
 * who never signed in has no `signInActivity`. Asked for alone, because it takes P1, `AuditLog.Read.All`, and the object id: by name,
 * Graph answers 400 "Get By Key only supports UserId".
 * https://learn.microsoft.com/graph/api/resources/signinactivity (read 2026-11-29)
 *
 * @throws GraphError
 */
export async function readLastSignIn(
  graph: Graph,
  userId: string,
  until?: number,
): Promise<LastSignIn | null> {
  const path = `${pathOf(userId)}${query({ $select: 'id,signInActivity' })}`;
  const user = await lookUp(graph, path, activity, until);
  if (user === null) return null;
  const { lastSuccessfulSignInDateTime, lastSignInDateTime } = user.signInActivity ?? {};
  return { at: lastSuccessfulSignInDateTime ?? lastSignInDateTime ?? null };
}

/** Ids of groups and template ids of active directory roles, lower case. */
export type Memberships = {
  readonly groups: readonly string[];
  readonly roles: readonly string[];
};

const DIRECTORY_ROLE = '#microsoft.graph.directoryRole';
const memberOf = z.array(
  z.object({ '@odata.type': z.string(), id: z.string().min(1), roleTemplateId: z.string().nullish() }),
);

/**
 * The groups and directory roles that a user is in, directly or through groups. `User.Read.All` is enough for their ids.
 * https://learn.microsoft.com/graph/api/user-list-transitivememberof (read 2026-11-29)
 *
 * @throws GraphError
 */
export async function readMemberships(graph: Graph, userId: string, until?: number): Promise<Memberships> {
  const path = `${pathOf(userId)}/transitiveMemberOf${query({ $top: 999 })}`;
  const groups: string[] = [];
  const roles: string[] = [];
  for await (const page of graph.pages(path, until)) {
    for (const { '@odata.type': type, id, roleTemplateId } of decoded(page, memberOf, path)) {
      if (type === GROUP) groups.push(id.toLowerCase());
      if (type === DIRECTORY_ROLE && roleTemplateId) roles.push(roleTemplateId.toLowerCase());
    }
  }
  return { groups, roles };
}

const terms = z.array(
  z
    .object({
      principalId: z.string().min(1),
      assignmentType: z.string().nullish(),
      endDateTime: z.string().nullish(),
    })
    .transform(
      ({ principalId, assignmentType, endDateTime }): RoleTerm => ({
        principalId: principalId.toLowerCase(),
        isPermanent: assignmentType?.toLowerCase() !== 'activated' && !endDateTime,
      }),
    ),
);

/**
 * The active assignments of Global Administrator, those made outside of Privileged Identity Management included.
 * https://learn.microsoft.com/graph/api/rbacapplication-list-roleassignmentscheduleinstances (read 2026-11-29)
 *
 * @throws GraphError
 */
export async function readGlobalAdministratorTerms(
  graph: Graph,
  until?: number,
): Promise<readonly RoleTerm[]> {
  const $filter = `roleDefinitionId eq ${quoted(GLOBAL_ADMINISTRATOR)}`;
  const path = `/v1.0/roleManagement/directory/roleAssignmentScheduleInstances${query({ $filter })}`;
  const found: RoleTerm[] = [];
  for await (const page of graph.pages(path, until)) found.push(...decoded(page, terms, path));
  return found;
}
