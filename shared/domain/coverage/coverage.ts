import type { EnforcedApp } from '../apps/enforcedApps';
import { demandOf } from './demand';
import { type GapReason, type Hole, holesOf, isAboutSomebody } from './holes';
import type { Policy } from './policy';
import { isPossible, type Situation } from './situation';
import { includes, leavesOut, type Target, targetsOf } from './targets';

/** How far policies demand MFA at an enforced app, worst last. */
export const COVERAGES = ['everyone', 'someone', 'reportOnly', 'none'] as const;
export type Coverage = (typeof COVERAGES)[number];

/** Who gets in without MFA, and for which policy's sake; `policy` is `null` where none is to blame. */
export type Gap = { readonly who: string; readonly why: GapReason; readonly policy: string | null };

export type AppCoverage = {
  readonly coverage: Coverage;
  /** Ids of those that reach the app and name MFA or a custom control, in any state. */
  readonly policies: readonly string[];
  /** None for `everyone`. */
  readonly gaps: readonly Gap[];
};

/**
 * How far the policies of a tenant, all together, demand MFA at each enforced app; judged by the letter, so that
 * `everyone` is certain whoever is in which group.
 *
 * @param securityDefaults whether they are on
 * @returns by key of the app
 */
export function coverageOf(
  apps: readonly EnforcedApp[],
  policies: readonly Policy[],
  securityDefaults: boolean,
): Readonly<Record<string, AppCoverage>> {
  return Object.fromEntries(
    apps.map((app) => {
      const targets = targetsOf(app).map((target) => targetCoverage(target, policies, securityDefaults));
      return [app.key, together(targets)];
    }),
  );
}

/** Which of its ids an app is met under is not known: it is covered where all of them are. */
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

function targetCoverage(target: Target, policies: readonly Policy[], securityDefaults: boolean): AppCoverage {
  const naming = policies.filter(
    (policy) => includes(policy, target) && demandOf(policy.controls) !== 'none',
  );
  const ids = naming.map(({ id }) => id);
  const walls = naming.map((policy) => wallOf(policy, target));
  const isSafe = securityDefaults && target.inSecurityDefaults;
  if (isSafe || isCovered(walls)) return { coverage: 'everyone', policies: ids, gaps: [] };

  const demanding = naming.filter((policy) => demandsOfSomebody(policy, target));
  const isEnforced = demanding.some(({ state }) => state === 'enabled');
  const isReported = demanding.some(({ state }) => state === 'reportOnly');
  const telling = walls.filter(({ policy }) => policy.state === 'enabled' || !isEnforced);
  const gaps = telling.flatMap((wall) => gapsOf(wall, walls));
  if (securityDefaults) gaps.push(WHEN_NECESSARY);
  if (gaps.length === 0) gaps.push({ who: 'everyone', why: 'notIncluded', policy: null });
  const coverage = isEnforced || securityDefaults ? 'someone' : isReported ? 'reportOnly' : 'none';
  return { coverage, policies: ids, gaps: distinct(gaps) };
}

/**
 * Security defaults demand MFA of any user, guests too, at Azure Resource Manager and the portals over it; elsewhere of
 * administrators always, and of others as Microsoft sees fit.
 * https://learn.microsoft.com/entra/fundamentals/security-defaults (copy of April 2024, read 2026-11-21)
 */
const WHEN_NECESSARY: Gap = {
  who: 'users without an administrator role, unless Microsoft finds it necessary',
  why: 'condition',
  policy: null,
};

function demandsOfSomebody(policy: Policy, target: Target): boolean {
  const demand = demandOf(policy.controls);
  return (
    (demand === 'mfa' || demand === 'mfaOrOther') && !leavesOut(policy, target) && isAboutSomebody(policy)
  );
}

/** A policy before a target. */
type Wall = {
  readonly policy: Policy;
  readonly holes: readonly Hole[];
  /** The situations of its holes; `null` when there is a general way around it. */
  readonly ways: readonly Situation[] | null;
};

function wallOf(policy: Policy, target: Target): Wall {
  const holes = holesOf(policy, target);
  const isFirm = holes.every(({ why }) => !GENERAL.has(why));
  return { policy, holes, ways: isFirm ? holes.flatMap(({ situations }) => situations) : null };
}

/** Whether nobody gets around all policies at once. */
function isCovered(walls: readonly Wall[]): boolean {
  return !isPossible(
    [],
    walls.flatMap(({ ways }) => (ways ? [ways] : [])),
  );
}

/** The holes of a policy that no other one closes. */
function gapsOf(wall: Wall, walls: readonly Wall[]): readonly Gap[] {
  const others = walls.flatMap((other) => (other !== wall && other.ways ? [other.ways] : []));
  return wall.holes
    .filter(({ situations }) => situations.some((situation) => isPossible(situation, others)))
    .map(({ who, why }) => ({ who, why, policy: wall.policy.id }));
}

/** Reasons why a policy stops none of those whom it is about: there is no need to search it for ways around. */
const GENERAL: ReadonlySet<GapReason> = new Set([
  'excludedApp',
  'grantOr',
  'customControl',
  'reportOnly',
  'disabled',
]);

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
