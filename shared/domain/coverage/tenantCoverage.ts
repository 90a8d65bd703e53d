import type { EnforcedApp } from '../apps/enforcedApps';
import { type Audiences, audiencesOf } from './audiences';
import { likelyBreakGlass } from './breakGlass';
import { type AppCoverage, coverageOf } from './coverage';
import { type IdsToName, idsIn, type Names } from './names';
import type { Policy } from './policy';

/** How far the policies of the tenant require MFA, as they were on a day. */
export type TenantCoverage = {
  /** When they were read, ISO 8601 UTC. */
  readonly at: string;
  readonly securityDefaults: boolean;
  /** By key of the enforced app. */
  readonly apps: Readonly<Record<string, KeptCoverage>>;
  /** Those that reach an enforced app. */
  readonly policies: readonly PolicyName[];
  /** The names for the ids that gaps exclude, as far as they were read. */
  readonly names: Names;
  /** User ids of accounts that look like break-glass accounts, MOST_LIKELY of them. */
  readonly likelyBreakGlass: readonly string[];
};

export type KeptCoverage = AppCoverage & {
  /** The number of gaps, of which each app's share of MOST_GAPS is kept. */
  readonly gapCount: number;
  /** How far the policies require MFA of each group of people; absent in values of an earlier version. */
  readonly audiences?: Audiences;
};

export type PolicyName = Pick<Policy, 'id' | 'name' | 'state'> & {
  /** Absent if Microsoft did not create it, and in values of an earlier version. */
  readonly isMicrosoftManaged?: true;
};

/** Over all apps: a policy may exclude thousands of users, and the coverage of a day must fit in a row. */
const MOST_GAPS = 1_200;

/** A tenant has two or so; more are no break-glass accounts. */
const MOST_LIKELY = 20;

export function tenantCoverage(
  apps: readonly EnforcedApp[],
  policies: readonly Policy[],
  { securityDefaults, at }: Pick<TenantCoverage, 'securityDefaults' | 'at'>,
): TenantCoverage {
  const coverage = Object.entries(coverageOf(apps, policies, securityDefaults));
  const audiences = audiencesOf(apps, policies, securityDefaults);
  const share = Math.floor(MOST_GAPS / coverage.length);
  const reaching = new Set(coverage.flatMap(([, app]) => app.policies));
  return {
    at,
    securityDefaults,
    apps: Object.fromEntries(
      coverage.map(([key, app]) => [
        key,
        {
          ...app,
          gaps: app.gaps.slice(0, share),
          gapCount: app.gaps.length,
          ...(audiences[key] && { audiences: audiences[key] }),
        },
      ]),
    ),
    policies: policies
      .filter(({ id }) => reaching.has(id))
      .map(({ id, name, state, isMicrosoftManaged }) => ({
        id,
        name,
        state,
        ...(isMicrosoftManaged && { isMicrosoftManaged }),
      })),
    names: {},
    likelyBreakGlass: likelyBreakGlass(policies).slice(0, MOST_LIKELY),
  };
}

/** Keys of the enforced apps at which security defaults require MFA of everyone; none if they are off. */
export function coveredByDefaults(tenant: TenantCoverage | null): ReadonlySet<string> {
  if (tenant === null || !tenant.securityDefaults) return new Set();
  const covered = Object.entries(tenant.apps).filter(([, { coverage }]) => coverage === 'everyone');
  return new Set(covered.map(([key]) => key));
}

/** The ids that the coverage excludes. */
export function idsToName({ apps, likelyBreakGlass: excluded }: TenantCoverage): IdsToName {
  const ids = idsIn(Object.values(apps).flatMap(({ gaps }) => gaps));
  return { ...ids, users: [...new Set([...excluded, ...ids.users])] };
}
