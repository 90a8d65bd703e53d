import { isAboutSomebody } from './about';
import { namesMfa } from './demand';
import type { Policy } from './policy';

/**
 * Who looks like a break-glass account: a user whom every enabled policy that names MFA, and may be about it, excludes by
 * id. Exclusions by group or role say nothing of a single user.
 *
 * @returns user ids, sorted; none where no policy names MFA
 */
export function likelyBreakGlass(policies: readonly Policy[]): readonly string[] {
  const demanding = policies.filter(demandsMfa);
  const excluded = new Set(demanding.flatMap(({ exclude }) => exclude.users));
  return [...excluded].filter((userId) => demanding.every((policy) => sparesUser(policy, userId))).sort();
}

function demandsMfa(policy: Policy): boolean {
  return policy.state === 'enabled' && namesMfa(policy.controls) && isAboutSomebody(policy);
}

function sparesUser({ include, exclude }: Policy, userId: string): boolean {
  if (exclude.users.includes(userId)) return true;
  // Who is in which group or role is not known here: such a policy may be about anybody.
  const mayBeAboutUser =
    include.everyone ||
    include.users.includes(userId) ||
    include.groups.length > 0 ||
    include.roles.length > 0;
  return !mayBeAboutUser;
}
