import { z } from 'zod';
import type { People, Unread } from '../domain/coverage/policy';
import { guestsOf, guestsOrExternalUsers, type Side } from './policyGuests';
import { ids, isWord, part, unknownMembers } from './policyMembers';

const USERS = {
  includeUsers: ids,
  excludeUsers: ids,
  includeGroups: ids,
  excludeGroups: ids,
  includeRoles: ids,
  excludeRoles: ids,
  includeGuestsOrExternalUsers: guestsOrExternalUsers,
  excludeGuestsOrExternalUsers: guestsOrExternalUsers,
};

export const users = part(z.looseObject(USERS));
type Body = z.infer<typeof users>;

export type PeopleRead = {
  readonly include: People;
  readonly exclude: People;
  readonly unread: readonly Unread[];
  /** Paths of unknown members. */
  readonly unknown: readonly string[];
};

const NOBODY: People = { everyone: false, users: [], groups: [], roles: [], guests: [] };

export function peopleOf(body: Body): PeopleRead {
  if (body === null) return { include: NOBODY, exclude: NOBODY, unread: [], unknown: [] };
  const include = sideOf(body, 'include');
  const exclude = sideOf(body, 'exclude');
  return {
    include: include.people,
    exclude: exclude.people,
    unread: [...include.unread, ...exclude.unread],
    unknown: [
      ...unknownMembers(body, USERS).map((name) => `users.${name}`),
      ...include.unknown,
      ...exclude.unknown,
    ],
  };
}

function sideOf(body: NonNullable<Body>, side: Side) {
  const named = body[`${side}Users`];
  const { guests, unread, unknown } = guestsOf(body[`${side}GuestsOrExternalUsers`], side);
  const isAnyGuest = named.some((user) => isWord(user, 'guestsorexternalusers'));
  const people: People = {
    everyone: named.some((user) => isWord(user, 'all')),
    users: named.filter((user) => !isWord(user, 'all', 'none', 'guestsorexternalusers')),
    groups: body[`${side}Groups`],
    roles: body[`${side}Roles`],
    guests: [...(isAnyGuest ? [{ types: null, tenants: null }] : []), ...guests],
  };
  return { people, unread, unknown };
}
