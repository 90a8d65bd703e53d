import type { EnforcedApp } from '../apps/enforcedApps';
import { canApply } from './about';
import { type AppCoverage, coverageOf } from './coverage';
import { demandOf } from './demand';
import type { Policy } from './policy';

type Apps = Readonly<Record<string, AppCoverage>>;

/**
 * Names of the enabled policies that block users from an app, if without them more users would get in without MFA.
 *
 * @param coverage of all policies
 * @returns by key of the app
 */
export function blockedBy(
  apps: readonly EnforcedApp[],
  policies: readonly Policy[],
  { coverage, securityDefaults }: { readonly coverage: Apps; readonly securityDefaults: boolean },
): Readonly<Record<string, readonly string[]>> {
  const blocks = policies.filter(isBlocking);
  if (blocks.length === 0) return {};
  const left = policies.filter((policy) => !blocks.includes(policy));
  const without = coverageOf(apps, left, securityDefaults);
  return Object.fromEntries(
    apps.map(({ key }) => [key, isAlike(coverage[key], without[key]) ? [] : names(blocks, coverage[key])]),
  );
}

function isBlocking(policy: Policy): boolean {
  return policy.state === 'enabled' && demandOf(policy.controls) === 'block' && canApply(policy);
}

function isAlike(one: AppCoverage | undefined, other: AppCoverage | undefined): boolean {
  return one?.coverage === other?.coverage && JSON.stringify(one?.gaps) === JSON.stringify(other?.gaps);
}

/** The policies that reach the app; only those without conditions, if there are any, as they say most. */
function names(blocks: readonly Policy[], app: AppCoverage | undefined): readonly string[] {
  const reaching = blocks.filter(({ id }) => app?.policies.includes(id));
  const always = reaching.filter(({ conditions }) => conditions.length === 0);
  return (always.length > 0 ? always : reaching).map(({ name }) => name);
}
