import { notFound } from '../refusal';
import type { DirectoryObject } from '../world/directory';
import type { World } from '../world/world';

/** @throws Refusal 404 if there is no such user */
export function userNamed({ users }: World, idOrName: string): DirectoryObject {
  const wanted = idOrName.toLowerCase();
  const user = users.find(
    ({ id, userPrincipalName }) => id === wanted || String(userPrincipalName).toLowerCase() === wanted,
  );
  if (user === undefined) throw missing(idOrName);
  return user;
}

export function missing(id: string): Error {
  return notFound(
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
}
