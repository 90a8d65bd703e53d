import { GLOBAL_ADMINISTRATOR } from '../roles/roleNames';
import { type Roles, rolesOf } from '../roles/roles';
import type { GlobalAdministratorHeld } from './facts';

/** An active assignment of Global Administrator, as Privileged Identity Management knows it. */
export type RoleTerm = {
  /** Of a user or a group, lower case. */
  readonly principalId: string;
  /** Whether it was assigned, not activated, and has no end. */
  readonly isPermanent: boolean;
};

type Known = {
  readonly roles: Roles | null;
  /** Without the licence for Privileged Identity Management, every assignment is permanent: then there are none. */
  readonly terms: readonly RoleTerm[] | null;
  /** Ids of the groups that the user is in, lower case; `null` if they could not be read. */
  readonly groups: ReadonlySet<string> | null;
};

/** How a user holds Global Administrator; `null` if it is not known. */
export function globalAdministratorOf(
  userId: string,
  { roles, terms, groups }: Known,
): GlobalAdministratorHeld | null {
  if (roles === null) return null;
  const held = rolesOf(roles, userId).find(({ roleId }) => roleId === GLOBAL_ADMINISTRATOR)?.held;
  if (held === undefined) return roles.unread.includes('groups') ? null : 'none';
  if (held === 'eligible') return 'eligible';
  if (terms === null) return null;
  const own = terms.filter(({ principalId }) => principalId === userId || groups?.has(principalId));
  if (own.some(({ isPermanent }) => isPermanent)) return 'permanent';
  // The term of a group that it may be in is not known.
  if (groups === null && terms.length > own.length) return null;
  return own.length > 0 ? 'temporary' : 'permanent';
}
