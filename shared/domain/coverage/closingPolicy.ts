import type { EnforcedApp } from '../apps/enforcedApps';
import type { AppCoverage } from './coverage';
import type { Gap } from './hole';
import { ADMIN_PORTALS, GOVERNMENT_MANAGEMENT_API, MANAGEMENT_API, type Target, targetsOf } from './targets';

/** A Conditional Access policy as Graph takes it: `POST /v1.0/identity/conditionalAccess/policies`. */
export type ClosingPolicy = ReturnType<typeof policyFor>;

export type Closing = {
  readonly coverage: Readonly<Record<string, AppCoverage>>;
  /** Ids of accounts that the policy excludes. */
  readonly breakGlass: readonly string[];
  readonly isGovernment: boolean;
};

/** The policy that would require MFA at each app that has gaps; `null` if there is nothing it could close. */
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
 * Requires `mfa` rather than an authentication strength: that accepts external MFA too, as the mandate does.
 * https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-external-method-manage (an earlier copy, read 2026-11-21)
 */
function policyFor(resources: readonly string[], breakGlass: readonly string[]) {
  return {
    displayName: 'Require MFA where Microsoft requires it (MFA Watch)',
    // Report-only: the admin who turns it on has first seen who it stops.
    state: 'enabledForReportingButNotEnforced',
    conditions: {
      clientAppTypes: ['all'],
      applications: { includeApplications: resources },
      users: { includeUsers: ['All'], excludeUsers: breakGlass },
    },
    grantControls: { operator: 'OR', builtInControls: ['mfa'] },
  } as const;
}
