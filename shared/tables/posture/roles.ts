import { z } from 'zod';
import { ROLES_UNREAD, type RoleHeld, type Roles } from '../../domain/roles/roles';
import { readableItems } from './readableItems';

/** Roles as they are stored: a row has no room for a role id with each of thousands of holders. */
type StoredRoles = Pick<Roles, 'at' | 'unread'> & {
  readonly roleIds: readonly string[];
  /** By user id: numbers of roles in `roleIds`, each with the letter of `LETTERS` behind it, one after another, such as `0a12e`. */
  readonly holders: Readonly<Record<string, string>>;
};

const LETTERS = { active: 'a', eligible: 'e' } as const satisfies Record<RoleHeld['held'], string>;

export function storedRoles({ at, unread, holders }: Roles): StoredRoles {
  const numbers = new Map<string, number>();
  const numberOf = (roleId: string) => {
    const number = numbers.get(roleId) ?? numbers.size;
    numbers.set(roleId, number);
    return number;
  };
  const stored = Object.entries(holders).map(([userId, held]): [string, string] => [
    userId,
    held.map(({ roleId, held: how }) => `${numberOf(roleId)}${LETTERS[how]}`).join(''),
  ]);
  return { at, unread, holders: Object.fromEntries(stored), roleIds: [...numbers.keys()] };
}

const roles: z.ZodType<Roles, unknown> = z
  .object({
    at: z.iso.datetime(),
    unread: readableItems(z.enum(ROLES_UNREAD)),
    roleIds: z.array(z.string()),
    holders: z.record(z.string(), z.string()),
  })
  .transform(({ at, unread, roleIds, holders }) => ({
    at,
    unread,
    holders: Object.fromEntries(
      Object.entries(holders).map(([userId, text]) => [userId, rolesIn(text, roleIds)]),
    ),
  }));

function rolesIn(text: string, roleIds: readonly string[]): readonly RoleHeld[] {
  return [...text.matchAll(/(\d+)([ae])/g)].flatMap(([, number, letter]) => {
    const roleId = roleIds[Number(number)];
    return roleId === undefined ? [] : [{ roleId, held: letter === LETTERS.active ? 'active' : 'eligible' }];
  });
}

/** The stored roles; `null` for a value of another version. */
export function decodeRoles(value: unknown): Roles | null {
  return roles.safeParse(value).data ?? null;
}
