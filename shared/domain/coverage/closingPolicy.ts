import type { EnforcedApp } from '../apps/enforcedApps';
import type { AppCoverage } from './coverage';
import type { Gap } from './hole';
import { ADMIN_PORTALS, GOVERNMENT_MANAGEMENT_API, MANAGEMENT_API, type Target, targetsOf } from './targets';

/** A Conditional Access policy as Graph takes it: `POST /v1.0/identity/conditionalAccess/policies`. */
export type ClosingPolicy = ReturnType<typeof policyFor>;

export type Closing = {
  readonly coverage: Readonly<Record<string, AppCoverage>>;
  /** Ids of accounts that the policy leaves out. */
  readonly breakGlass: readonly string[];
  readonly isGovernment: boolean;
};

/** The policy that would demand MFA wherever it is not demanded yet; `null` when there is nothing it could close. */
export function closingPolicy(apps: readonly EnforcedApp[], closing: Closing): ClosingPolicy | null {
  const { coverage, breakGlass, isGovernment } = closing;
  const canClose = ({ why, who }: Gap) => !(why === 'excludedUser' && breakGlass.includes(who));
  const open = apps.filter(({ key }) => coverage[key]?.gaps.some(canClose) ?? false);
  if (open.length === 0) return null;
  const resources = open.flatMap(targetsOf).map((target) => resourceName(target, isGovernment));
  return policyFor([...new Set(resources)].sort(), breakGlass);
}

function resourceName({ name, id }: Target, isGovernment: boolean): string {
  switch (name) {
    case 'adminPortals':
      return ADMIN_PORTALS;
    case 'managementApi':
      return isGovernment ? GOVERNMENT_MANAGEMENT_API : MANAGEMENT_API;
    case 'id':
      return id;
  }
}

/**
 * Demands `mfa` rather than an authentication strength: it takes external MFA as well, as the mandate does.
 * https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-external-method-manage (an earlier copy, read 2026-11-21)
 */
function policyFor(resources: readonly string[], breakGlass: readonly string[]) {
  return {
    displayName: 'Require MFA where Microsoft demands it (MFA Watch)',
    // Report-only: whoever turns it on has seen first whom it stops.
    state: 'enabledForReportingButNotEnforced',
    conditions: {
      clientAppTypes: ['all'],
      applications: { includeApplications: resources },
      users: { includeUsers: ['All'], excludeUsers: breakGlass },
    },
    grantControls: { operator: 'OR', builtInControls: ['mfa'] },
  } as const;
}
