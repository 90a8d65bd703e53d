import { isAboutSomebody } from './about';
import { namesMfa } from './demand';
import type { Policy } from './policy';

/**
 * The users who look like break-glass accounts: every enabled policy that names MFA, and may be about them, excludes
 * them by id. Exclusions by group or role say nothing about a single user.
 *
 * @returns user ids, sorted; none if no policy names MFA
 */
export function likelyBreakGlass(policies: readonly Policy[]): readonly string[] {
  const requiring = policies.filter(requiresMfa);
  const excluded = new Set(requiring.flatMap(({ exclude }) => exclude.users));
  return [...excluded].filter((userId) => requiring.every((policy) => excludesUser(policy, userId))).sort();
}

function requiresMfa(policy: Policy): boolean {
  return policy.state === 'enabled' && namesMfa(policy.controls) && isAboutSomebody(policy);
}

function excludesUser({ include, exclude }: Policy, userId: string): boolean {
  if (exclude.users.includes(userId)) return true;
  // Members of groups and roles are not known here: such a policy may be about anybody.
  const mayBeAboutUser =
    include.everyone ||
    include.users.includes(userId) ||
    include.groups.length > 0 ||
    include.roles.length > 0;
  return !mayBeAboutUser;
}
