import { GLOBAL_ADMINISTRATOR, PRIVILEGED_ROLES } from './roleNames';

/** The privileged directory roles of all accounts, direct or through groups. */
export type Roles = {
  /** When they were read, ISO 8601 UTC. */
  readonly at: string;
  /** By user id, lower case; the most powerful role of an account first. */
  readonly holders: Readonly<Record<string, readonly RoleHeld[]>>;
  /** The parts that could not be read: a holder may be missing. */
  readonly unread: readonly RolesUnread[];
};

export type RoleHeld = {
  /** Template id. */
  readonly roleId: string;
  /** Whether it is in force, or the account may activate it. */
  readonly held: 'active' | 'eligible';
};

export const ROLES_UNREAD = ['eligible', 'groups'] as const;
export type RolesUnread = (typeof ROLES_UNREAD)[number];

export type RoleOfUser = RoleHeld & { readonly userId: string };

/** The privileged roles of an account; none if roles were never read. */
export function rolesOf(roles: Roles | null, userId: string): readonly RoleHeld[] {
  return roles !== null && Object.hasOwn(roles.holders, userId) ? (roles.holders[userId] ?? []) : [];
}

/** Whether Global Administrator is among the roles, active or eligible. */
export function isGlobalAdministrator(held: readonly RoleHeld[]): boolean {
  return held.some(({ roleId }) => roleId === GLOBAL_ADMINISTRATOR);
}

/** The roles by user, each role once: active if it is held in any active way. Roles that are not privileged are left out. */
export function holdersOf(found: Iterable<RoleOfUser>): Roles['holders'] {
  const byUser = new Map<string, Map<string, RoleHeld['held']>>();
  for (const { userId, roleId, held } of found) {
    if (!isPrivileged(roleId)) continue;
    const roles = byUser.get(userId) ?? new Map<string, RoleHeld['held']>();
    if (roles.get(roleId) !== 'active') roles.set(roleId, held);
    byUser.set(userId, roles);
  }
  return Object.fromEntries([...byUser].map(([userId, roles]) => [userId, sorted(roles)]));
}

function sorted(roles: ReadonlyMap<string, RoleHeld['held']>): readonly RoleHeld[] {
  return [...roles].map(([roleId, held]) => ({ roleId, held })).sort((a, b) => powerOf(a) - powerOf(b));
}

const POWER: ReadonlyMap<string, number> = new Map(PRIVILEGED_ROLES.map((roleId, index) => [roleId, index]));

export function isPrivileged(roleId: string): boolean {
  return POWER.has(roleId);
}

/** Lower is more powerful. */
export function powerOf({ roleId }: Pick<RoleHeld, 'roleId'>): number {
  return POWER.get(roleId) ?? POWER.size;
}
