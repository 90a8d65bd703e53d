import type { EnforcedApp } from '../apps/enforcedApps';
import { canApply } from '../coverage/about';
import type { Controls, People, Policy } from '../coverage/policy';
import { includes, targetsOf } from '../coverage/targets';

/** A user, as far as policies tell users apart. */
export type PolicySubject = {
  readonly userId: string;
  /** Ids, lower case; `null` if they could not be read. */
  readonly groups: ReadonlySet<string> | null;
  /** Template ids of the active roles; `null` if they could not be read. */
  readonly roles: ReadonlySet<string> | null;
};

/**
 * Names of the enabled policies that are about a user and could lock the user out of an enforced app: those with any grant control, a block
 * included. Policies about guests alone are left out, because a break-glass account is a member.
 *
 * @returns `null` if none is found, and a membership that decides about one could not be read
 */
export function lockoutsOf(
  subject: PolicySubject,
  policies: readonly Policy[],
  apps: readonly EnforcedApp[],
): readonly string[] | null {
  const targets = apps.flatMap(targetsOf);
  const reaches = (policy: Policy) =>
    targets.some((target) => includes(policy, target) && !excludesApp(policy, target.reachedBy));
  const candidates = policies
    .filter(({ state, controls }) => state === 'enabled' && couldLockOut(controls))
    .filter((policy) => reaches(policy) && canApply(policy))
    .map(({ name, include, exclude }) => ({ name, isAbout: isAbout(subject, include, exclude) }));
  const found = candidates.filter(({ isAbout: about }) => about === true).map(({ name }) => name);
  return found.length === 0 && candidates.some(({ isAbout: about }) => about === null) ? null : found;
}

function excludesApp({ apps }: Policy, reachedBy: readonly string[]): boolean {
  return apps.exclude.some((name) => reachedBy.includes(name));
}

const PHISHING_RESISTANT = '00000000-0000-0000-0000-000000000004';

/**
 * Microsoft wants phishing-resistant MFA required of these accounts, which their passkey or certificate satisfies.
 * https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access (read 2026-11-29)
 */
function couldLockOut({ builtIn, custom, strength }: Controls): boolean {
  if (builtIn.length + custom.length > 0) return true;
  return strength !== null && strength.id?.toLowerCase() !== PHISHING_RESISTANT;
}

/** `null` if it depends on a membership that is not known. */
function isAbout(subject: PolicySubject, include: People, exclude: People): boolean | null {
  const isExcluded = isAmong(subject, exclude);
  if (isExcluded === true) return false;
  const isIncluded = isAmong(subject, include);
  if (isIncluded === false) return false;
  return isExcluded === null || isIncluded === null ? null : true;
}

function isAmong({ userId, groups, roles }: PolicySubject, people: People): boolean | null {
  if (people.everyone || people.users.includes(userId)) return true;
  const ways = [isMember(people.groups, groups), isMember(people.roles, roles)];
  if (ways.includes(true)) return true;
  return ways.includes(null) ? null : false;
}

function isMember(ids: readonly string[], own: ReadonlySet<string> | null): boolean | null {
  if (ids.length === 0) return false;
  return own === null ? null : ids.some((id) => own.has(id));
}
