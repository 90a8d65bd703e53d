import { ENFORCED_APPS, type EnforcedApp } from '../apps/enforcedApps';
import { type Cloud, isEnforcedIn } from '../cloud';
import type { Enforcement, PhaseState } from './enforcement';

/** Whether Microsoft requires MFA at an enforced app of this tenant today. */
export type Standing = {
  readonly state: 'enforced' | 'postponed' | 'notEnforced';
  /** True if the state could not be read: the public cloud then counts as enforced, and other clouds as not enforced. */
  readonly isAssumed: boolean;
};

export type AppStanding = Standing & { readonly phase: EnforcedApp['phase'] };

/** By key of the enforced app. */
export type AppStandings = Readonly<Record<string, AppStanding>>;

/** @param enforcement as it was read last; `null` if it never was, or is not known of a file */
export function appStandings(
  apps: readonly EnforcedApp[],
  enforcement: Pick<Enforcement, 'phase1' | 'phase2'> | null,
  cloud: Cloud,
): AppStandings {
  const phases = {
    1: standingOf(enforcement?.phase1 ?? null, cloud),
    2: standingOf(enforcement?.phase2 ?? null, cloud),
  };
  const adminCenter = standingOf(adminCenterState(cloud), cloud);
  return Object.fromEntries(
    apps.map(({ key, phase }) => [key, { phase, ...(key === ADMIN_CENTER ? adminCenter : phases[phase]) }]),
  );
}

/** Its sign-ins tell it apart from the other portals, and the setting that postponed phase 1 does not cover it. */
export const ADMIN_CENTER = 'm365AdminCenter';

/** The first day on which the Microsoft 365 admin center blocks, UTC. */
export const ADMIN_CENTER_BLOCKS = '2026-02-09';

/**
 * "Starting February 9th 2026 … users will be unable to sign in … without successfully completing MFA": Microsoft 365
 * message center, MC1215070 (copies of it read 2026-11-29). No setting shows or postpones it.
 */
export function adminCenterState(cloud: Cloud): PhaseState {
  return isEnforcedIn(cloud)
    ? { state: 'enforced', because: 'adminCenterBlocks' }
    : { state: 'notEnforced', because: 'otherCloud' };
}

function standingOf(state: PhaseState | null, cloud: Cloud): Standing {
  if (state === null || state.state === 'notVisible')
    return { state: isEnforcedIn(cloud) ? 'enforced' : 'notEnforced', isAssumed: true };
  return { state: state.state, isAssumed: false };
}

/** Both phases as they are in the public cloud since the last postponements ended. */
export const ASSUMED: AppStandings = appStandings(ENFORCED_APPS, null, 'global');

/** An app that is in no catalogue any more counts like a portal. */
export function standingAt(standings: AppStandings, app: string): AppStanding {
  const known = Object.hasOwn(standings, app) ? standings[app] : undefined;
  return known ?? { phase: 1, state: 'enforced', isAssumed: true };
}

/** The phases that count as enforced although their state could not be read: a text must say so. */
export function assumedPhases(standings: AppStandings): readonly AppStanding['phase'][] {
  const assumed = Object.values(standings).filter(
    ({ isAssumed, state }) => isAssumed && state === 'enforced',
  );
  return [...new Set(assumed.map(({ phase }) => phase))].sort();
}

/** The strictest of some apps; of all, if none is named. */
export function strictest(standings: AppStandings, apps: readonly string[]): Standing['state'] {
  const states = (apps.length > 0 ? apps : Object.keys(standings)).map(
    (app) => standingAt(standings, app).state,
  );
  return STRICTEST.find((state) => states.includes(state)) ?? 'notEnforced';
}

const STRICTEST = ['enforced', 'postponed', 'notEnforced'] as const satisfies Standing['state'][];
