import type { EnforcedApp } from '../apps/enforcedApps';
import { isAboutSomebody } from './about';
import { demandOf, namesMfa } from './demand';
import type { Gap } from './hole';
import type { Policy } from './policy';
import { includes, type Target, targetsOf } from './targets';
import { isCovered, openEachGap, tellingGaps, type Wall, wallOf } from './walls';

/** How far policies require MFA at an enforced app, worst last. */
export const COVERAGES = ['everyone', 'someone', 'reportOnly', 'none'] as const;
export type Coverage = (typeof COVERAGES)[number];

export type AppCoverage = {
  readonly coverage: Coverage;
  /** Ids of those that reach the app and name MFA, a strength, a block or a custom control, in any state. */
  readonly policies: readonly string[];
  /** None for `everyone`. */
  readonly gaps: readonly Gap[];
};

/**
 * How far the policies of a tenant, all together, require MFA at each enforced app; judged by the letter, so that
 * `everyone` is certain for any members of any group.
 *
 * @param securityDefaults whether they are on
 * @returns by key of the app
 */
export function coverageOf(
  apps: readonly EnforcedApp[],
  policies: readonly Policy[],
  securityDefaults: boolean,
): Readonly<Record<string, AppCoverage>> {
  const judged = judgedOnce(securityDefaults);
  return Object.fromEntries(
    apps.map((app) => [
      app.key,
      together(targetsOf(app).map((target) => judged(wallsOf(target, policies), target))),
    ]),
  );
}

/** Most apps are behind the same policies: equal ones are judged once. */
function judgedOnce(securityDefaults: boolean) {
  const found = new Map<string, AppCoverage>();
  return (walls: readonly Wall[], target: Target): AppCoverage => {
    const isSafe = securityDefaults && target.inSecurityDefaults;
    const key = JSON.stringify([isSafe, walls.map(({ index, leavesOut }) => [index, ...leavesOut])]);
    const known = found.get(key) ?? targetCoverage(walls, { isSafe, securityDefaults });
    found.set(key, known);
    return known;
  };
}

export function wallsOf(target: Target, policies: readonly Policy[]): readonly Wall[] {
  return policies.flatMap((policy, index) =>
    includes(policy, target) && demandOf(policy.controls) !== 'none' ? [wallOf(policy, target, index)] : [],
  );
}

/** A sign-in may use any id of an app: it is covered if all of them are. */
function together(targets: readonly AppCoverage[]): AppCoverage {
  const levels = targets.map(({ coverage }) => coverage);
  const best = COVERAGES.find((coverage) => levels.includes(coverage)) ?? 'none';
  const isPart = best === 'everyone' && levels.some((level) => level !== 'everyone');
  return {
    coverage: isPart ? 'someone' : best,
    policies: distinct(targets.flatMap(({ policies }) => policies)),
    gaps: distinct(targets.flatMap(({ gaps }) => gaps)),
  };
}

type Defaults = {
  /** They require MFA of everyone there. */
  readonly isSafe: boolean;
  readonly securityDefaults: boolean;
};

function targetCoverage(walls: readonly Wall[], { isSafe, securityDefaults }: Defaults): AppCoverage {
  const policies = walls.map(({ policy }) => policy.id);
  if (isSafe || isCovered(walls)) return { coverage: 'everyone', policies, gaps: [] };

  const requiring = walls.filter(requiresOfSomebody);
  const isEnforced = requiring.some(({ policy }) => policy.state === 'enabled');
  const isReported = requiring.some(({ policy }) => policy.state === 'reportOnly');
  const found = isEnforced ? tellingGaps(walls) : reasonsOf(walls);
  const gaps = securityDefaults ? [...found, WHEN_NECESSARY] : found;
  const coverage = isEnforced || securityDefaults ? 'someone' : isReported ? 'reportOnly' : 'none';
  return { coverage, policies, gaps: gaps.length > 0 ? distinct(gaps) : [UNNAMED] };
}

/**
 * If no enabled policy requires MFA: the gaps of each policy that names it; if there is none, the gaps of those that
 * block.
 */
function reasonsOf(walls: readonly Wall[]): readonly Gap[] {
  const isBlock = ({ policy }: Wall) => demandOf(policy.controls) === 'block';
  const reasons = openEachGap(
    walls.filter((wall) => !isBlock(wall)),
    walls,
  );
  if (reasons.length > 0) return reasons;
  const blocking = walls.filter((wall) => isBlock(wall) && wall.policy.state === 'enabled' && wall.canApply);
  return blocking.length > 0 ? tellingGaps(blocking) : [];
}

const UNNAMED: Gap = { who: 'everyone', why: 'notIncluded', policy: null };

/**
 * Security defaults require MFA of any user, guests too, at Azure Resource Manager and the portals over it; elsewhere of
 * administrators always, and of others if Microsoft considers it necessary.
 * https://learn.microsoft.com/entra/fundamentals/security-defaults (copy of April 2024, read 2026-11-21)
 */
const WHEN_NECESSARY: Gap = {
  who: 'nonAdministrators',
  why: 'condition',
  policy: null,
};

function requiresOfSomebody({ policy, holes }: Wall): boolean {
  const isLeftOut = holes.some(({ cause, breadth }) => cause.why === 'excludedApp' && breadth === 'all');
  return namesMfa(policy.controls) && !isLeftOut && isAboutSomebody(policy);
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
