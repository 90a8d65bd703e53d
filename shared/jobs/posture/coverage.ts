import type { EnforcedApp } from '../../domain/apps/enforcedApps';
import type { IdsToName, Names } from '../../domain/coverage/names';
import type { Policy } from '../../domain/coverage/policy';
import { idsToName, type TenantCoverage, tenantCoverage } from '../../domain/coverage/tenantCoverage';
import type { SavePosture } from '../../domain/posture';
import type { Problem } from '../../domain/problem';
import { isoTime, MINUTE_MS } from '../../domain/time';
import type { PartDone, RefreshAt } from './part';

export type CoverageDeps = {
  readonly enforcedApps: readonly EnforcedApp[];
  /** Nothing is asked after `until`, milliseconds since 1970-01-01 UTC. */
  readonly readPolicies: (until: number) => Promise<readonly Policy[]>;
  readonly readSecurityDefaults: (until: number) => Promise<boolean>;
  /** The names that ids stand for, as far as they can be read. */
  readonly readNames: (ids: IdsToName, until: number) => Promise<Names>;
  readonly savePosture: SavePosture;
  readonly problemOf: (error: unknown) => Problem | null;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly clock: () => number;
};

const NAMING_MS = MINUTE_MS;

/** Reads how far the tenant's own policies require MFA. A missing licence or permission is a problem; any other error is thrown. */
export async function refreshCoverage(deps: CoverageDeps, { day, now, until }: RefreshAt): Promise<PartDone> {
  let coverage: TenantCoverage;
  try {
    const securityDefaults = await deps.readSecurityDefaults(until);
    const policies = await deps.readPolicies(until);
    coverage = tenantCoverage(deps.enforcedApps, policies, { securityDefaults, at: isoTime(now) });
  } catch (error) {
    const problem = deps.problemOf(error);
    if (problem === null) throw error;
    return { counts: {}, problems: [problem] };
  }
  await deps.savePosture('coverage', day, coverage);
  // Names are useful, but not at the price of the parts after this one.
  const names = await deps.readNames(idsToName(coverage), Math.min(until, deps.clock() + NAMING_MS));
  await deps.savePosture('coverage', day, { ...coverage, names });
  const covered = Object.values(coverage.apps).filter((app) => app.coverage === 'everyone').length;
  const counts = {
    appsCovered: covered,
    policies: coverage.policies.length,
    named: Object.keys(names).length,
  };
  return { counts, problems: [] };
}
