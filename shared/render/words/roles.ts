import { plainText, unlinked } from '../../domain/plainText';
import { ROLE_NAMES } from '../../domain/roles/roleNames';
import type { RoleHeld } from '../../domain/roles/roles';

export function roleInWords({ roleId, held }: RoleHeld): string {
  const name = ROLE_NAMES[roleId] ?? unlinked(plainText(roleId, 40));
  return held === 'active' ? name : `${name} (eligible)`;
}

export const ANY_ROLE_WORDS = 'Any privileged role';

const MOST_NAMED = 2;

/** `Global Administrator, User Administrator (eligible) and 3 more` */
export function rolesInWords(roles: readonly RoleHeld[]): string {
  const named = roles.slice(0, MOST_NAMED).map(roleInWords).join(', ');
  const left = roles.length - MOST_NAMED;
  return left > 0 ? `${named} and ${left} more` : named;
}
