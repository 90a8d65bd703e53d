import { ROLE_NAMES } from '../../shared/domain/roles/roleNames';

/** The template id of a directory role. */
export function idOfRole(name: string): string {
  const [id] = Object.entries(ROLE_NAMES).find(([, known]) => known === name) ?? [];
  if (id === undefined) throw new Error(`No role is called ${name}.`);
  return id;
}
