import type { EnforcedApp } from '../apps/enforcedApps';
import { GLOBAL_ADMINISTRATOR, PRIVILEGED_ROLES } from '../roles/roleNames';
import { isAboutSomebody } from './about';
import { wallsOf } from './coverage';
import { demandOf } from './demand';
import type { GapReason, Hole } from './hole';
import type { People, Policy } from './policy';
import { GUEST_TYPES, is, type Situation } from './situation';
import { type Target, targetsOf } from './targets';
import { isCovered, type Wall } from './walls';

/** People whom policies tell apart by the letter. One user may be in several. */
export const AUDIENCES = ['members', 'guests', 'globalAdministrators', 'otherAdministrators'] as const;
export type Audience = (typeof AUDIENCES)[number];

/**
 * How far policies require MFA of an audience, worst last: of all of it; of all whom no policy excludes by id, group or
 * role; of some, or under some conditions; of some at most, as only the tenant knows who is in a group; nobody yet, as
 * such a policy is report-only; of nobody.
 */
export const REACHES = ['everyone', 'exceptExcluded', 'someone', 'perhaps', 'reportOnly', 'none'] as const;
export type Reach = (typeof REACHES)[number];

export type Audiences = Readonly<Record<Audience, Reach>>;

/**
 * How far the policies of a tenant, all together, require MFA of each audience; judged by the letter, like the coverage.
 *
 * @returns by key of the app
 */
export function audiencesOf(
  apps: readonly EnforcedApp[],
  policies: readonly Policy[],
  securityDefaults: boolean,
): Readonly<Record<string, Audiences>> {
  const judged = judgedOnce(securityDefaults);
  return Object.fromEntries(
    apps.map((app) => {
      const targets = targetsOf(app).map((target) => judged(wallsOf(target, policies), target));
      return [app.key, byAudience((audience) => together(targets.map((one) => one[audience])))];
    }),
  );
}

/** Most apps are behind the same policies: equal ones are judged once. */
function judgedOnce(securityDefaults: boolean) {
  const found = new Map<string, Audiences>();
  return (walls: readonly Wall[], target: Target): Audiences => {
    const isSafe = securityDefaults && target.inSecurityDefaults;
    const key = JSON.stringify([isSafe, walls.map(({ index, leavesOut }) => [index, ...leavesOut])]);
    const known = found.get(key);
    if (known) return known;
    const bare = walls.map(withoutExclusions);
    const judged = byAudience((audience) => {
      if (isSafe) return 'everyone';
      const reach = reachOf(walls, bare, audience);
      return securityDefaults ? atLeast(reach, DEFAULTS[audience]) : reach;
    });
    found.set(key, judged);
    return judged;
  };
}

/**
 * Where security defaults do not require MFA of everyone: of administrators, though not of each privileged role; of others if Microsoft
 * considers it necessary.
 * https://learn.microsoft.com/entra/fundamentals/security-defaults (copy of April 2024, read 2026-11-21)
 */
const DEFAULTS = {
  members: 'perhaps',
  guests: 'perhaps',
  globalAdministrators: 'someone',
  otherAdministrators: 'someone',
} as const satisfies Record<Audience, Reach>;

function byAudience(reachFor: (audience: Audience) => Reach): Audiences {
  return {
    members: reachFor('members'),
    guests: reachFor('guests'),
    globalAdministrators: reachFor('globalAdministrators'),
    otherAdministrators: reachFor('otherAdministrators'),
  };
}

function atLeast(one: Reach, other: Reach): Reach {
  return REACHES.find((reach) => reach === one || reach === other) ?? other;
}

/** A sign-in may use any id of an app: only what all of them require is certain. */
function together(reaches: readonly Reach[]): Reach {
  const worst = REACHES.findLast((reach) => reaches.includes(reach)) ?? 'none';
  if (worst === 'everyone' || worst === 'exceptExcluded') return worst;
  const best = REACHES.find((reach) => reaches.includes(reach)) ?? 'none';
  return best === 'everyone' || best === 'exceptExcluded' ? 'someone' : best;
}

/** @param bare the same policies without their exclusions by id */
function reachOf(walls: readonly Wall[], bare: readonly Wall[], audience: Audience): Reach {
  const among = [peopleOf(audience, walls)];
  // Who gets around these gets around all policies: the shorter search comes first.
  if (isCovered(bare, among)) return isCovered(walls, among) ? 'everyone' : 'exceptExcluded';
  const isAbout = ({ policy }: Wall) => isAboutSomebody(policy, among);
  const requiring = walls.filter(mayRequire);
  const enabled = requiring.filter(({ policy }) => policy.state === 'enabled');
  if (enabled.some((wall) => isSure(wall.policy, audience) && isAbout(wall))) return 'someone';
  if (enabled.some(isAbout)) return 'perhaps';
  const isReported = requiring.some((wall) => wall.policy.state === 'reportOnly' && isAbout(wall));
  return isReported ? 'reportOnly' : 'none';
}

/** One of these situations holds for each of them. */
function peopleOf(audience: Audience, walls: readonly Wall[]): readonly Situation[] {
  switch (audience) {
    case 'members':
      return [[is('kind', 'member')]];
    case 'guests':
      return [[is('kind', ...GUEST_TYPES)]];
    case 'globalAdministrators':
      return [[is(`role ${GLOBAL_ADMINISTRATOR}`, 'in')]];
    case 'otherAdministrators':
      return otherRolesIn(walls).map((id) => [is(`role ${id}`, 'in')]);
  }
}

/** Roles that no policy names are all alike: one of them stands for all. */
function otherRolesIn(walls: readonly Wall[]): readonly string[] {
  const named = new Set(walls.flatMap(({ policy }) => [...policy.include.roles, ...policy.exclude.roles]));
  const unnamed = OTHER_ROLES.find((id) => !named.has(id));
  return [...OTHER_ROLES.filter((id) => named.has(id)), ...(unnamed === undefined ? [] : [unnamed])];
}

const OTHER_ROLES = PRIVILEGED_ROLES.filter((id) => id !== GLOBAL_ADMINISTRATOR);

const BY_ID: ReadonlySet<GapReason> = new Set(['excludedUser', 'excludedGroup', 'excludedRole']);

/** The policy for people whom no policy excludes by id, group or role. */
function withoutExclusions(wall: Wall): Wall {
  const isById = ({ cause }: Hole) => BY_ID.has(cause.why) && cause.who !== 'everyone';
  const ways = wall.holes.filter((hole) => !isById(hole)).flatMap(({ situations }) => situations);
  return { ...wall, ways: wall.ways && ways };
}

/** A strength of which only the id is known may be MFA. */
function mayRequire({ policy, holes }: Wall): boolean {
  const demand = demandOf(policy.controls);
  const isLeftOut = holes.some(({ cause, breadth }) => cause.why === 'excludedApp' && breadth === 'all');
  return !isLeftOut && (demand === 'mfa' || demand === 'mfaOrOther' || demand === 'unread');
}

/** Whether the policy says by itself that some of the audience are in it. */
function isSure({ include, controls }: Policy, audience: Audience): boolean {
  return demandOf(controls) !== 'unread' && (include.everyone || names(include, audience));
}

function names({ guests, roles }: People, audience: Audience): boolean {
  switch (audience) {
    case 'members':
      return false;
    case 'guests':
      return guests.length > 0;
    case 'globalAdministrators':
      return roles.includes(GLOBAL_ADMINISTRATOR);
    case 'otherAdministrators':
      return roles.some((id) => OTHER_ROLES.includes(id));
  }
}
