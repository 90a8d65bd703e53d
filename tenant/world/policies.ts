import { DIRECTORY_SYNCHRONIZATION, GLOBAL_ADMINISTRATOR } from './directory';

/** The ids that the policies name. */
export type Named = {
  readonly emergencyIds: readonly string[];
  readonly syncId: string;
  readonly automationGroupId: string;
  readonly onCallGroupId: string;
};

const MANAGEMENT_API = '797f4846-ba00-4fd7-ba43-dac1f8f63013';

export const POLICY_NAMES = {
  administrators: ['d0000001-0000-4000-8000-000000000001', 'Require MFA for administrators'],
  management: ['d0000002-0000-4000-8000-000000000002', 'Require MFA for Azure management'],
  everyone: ['d0000003-0000-4000-8000-000000000003', 'Require MFA for everyone (pilot)'],
  platformTeam: ['d0000004-0000-4000-8000-000000000004', 'Phishing-resistant MFA for the platform team'],
  guests: ['d0000005-0000-4000-8000-000000000005', 'Require MFA for guests'],
  legacy: ['d0000006-0000-4000-8000-000000000006', 'Block legacy authentication'],
} as const;

/**
 * The tenant's Conditional Access policies. Some require MFA, but none requires it of everyone everywhere.
 * https://learn.microsoft.com/graph/api/resources/conditionalaccesspolicy (read 2026-11-21)
 */
export function conditionalAccessPolicies(named: Named) {
  const requireMfa = { ...NO_CONTROL, builtInControls: ['mfa'] };
  return [
    policy('administrators', 'enabled', {
      grantControls: requireMfa,
      applications: { ...ANY_APP, includeApplications: ['All'] },
      users: { ...NOBODY, includeRoles: [GLOBAL_ADMINISTRATOR], excludeUsers: named.emergencyIds },
    }),
    policy('management', 'enabled', {
      grantControls: requireMfa,
      applications: { ...ANY_APP, includeApplications: [MANAGEMENT_API] },
      users: {
        ...NOBODY,
        includeUsers: ['All'],
        excludeUsers: [...named.emergencyIds, named.syncId],
        excludeGroups: [named.automationGroupId],
        excludeRoles: [DIRECTORY_SYNCHRONIZATION],
      },
      locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] },
    }),
    policy('everyone', 'enabledForReportingButNotEnforced', {
      grantControls: requireMfa,
      applications: { ...ANY_APP, includeApplications: ['All'] },
      users: { ...NOBODY, includeUsers: ['All'] },
    }),
    policy('platformTeam', 'enabled', {
      grantControls: { ...NO_CONTROL, authenticationStrength: PHISHING_RESISTANT },
      applications: { ...ANY_APP, includeApplications: ['MicrosoftAdminPortals'] },
      users: { ...NOBODY, includeGroups: [named.onCallGroupId] },
    }),
    policy('guests', 'disabled', {
      grantControls: requireMfa,
      applications: { ...ANY_APP, includeApplications: ['All'] },
      users: { ...NOBODY, includeUsers: ['GuestsOrExternalUsers'] },
    }),
    policy('legacy', 'enabled', {
      grantControls: { ...NO_CONTROL, builtInControls: ['block'] },
      applications: { ...ANY_APP, includeApplications: ['All'] },
      users: { ...NOBODY, includeUsers: ['All'] },
      clientAppTypes: ['exchangeActiveSync', 'other'],
    }),
  ];
}

export type Policy = ReturnType<typeof policy>;

const ANY_APP = {
  includeApplications: [] as readonly string[],
  excludeApplications: [] as readonly string[],
  includeUserActions: [],
  includeAuthenticationContextClassReferences: [],
  applicationFilter: null,
};

const NOBODY = {
  includeUsers: [] as readonly string[],
  excludeUsers: [] as readonly string[],
  includeGroups: [] as readonly string[],
  excludeGroups: [] as readonly string[],
  includeRoles: [] as readonly string[],
  excludeRoles: [] as readonly string[],
  includeGuestsOrExternalUsers: null,
  excludeGuestsOrExternalUsers: null,
};

const NO_CONTROL = {
  operator: 'OR',
  builtInControls: [] as readonly string[],
  customAuthenticationFactors: [],
  termsOfUse: [],
  authenticationStrength: null as typeof PHISHING_RESISTANT | null,
};

const PHISHING_RESISTANT = {
  id: '00000000-0000-0000-0000-000000000004',
  displayName: 'Phishing-resistant MFA',
  policyType: 'builtIn',
  requirementsSatisfied: 'mfa',
  allowedCombinations: ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor'],
};

type Content = {
  readonly grantControls: typeof NO_CONTROL;
  readonly applications: typeof ANY_APP;
  readonly users: typeof NOBODY;
  readonly clientAppTypes?: readonly string[];
  readonly locations?: {
    readonly includeLocations: readonly string[];
    readonly excludeLocations: readonly string[];
  };
};

function policy(name: keyof typeof POLICY_NAMES, state: string, content: Content) {
  const [id, displayName] = POLICY_NAMES[name];
  return {
    id,
    templateId: null,
    displayName,
    description: null,
    createdDateTime: '2025-03-04T09:30:00Z',
    modifiedDateTime: '2026-05-06T14:10:00Z',
    state,
    conditions: {
      clientAppTypes: content.clientAppTypes ?? ['all'],
      applications: content.applications,
      users: content.users,
      locations: content.locations ?? null,
      platforms: null,
      devices: null,
      clientApplications: null,
      authenticationFlows: null,
      signInRiskLevels: [],
      userRiskLevels: [],
      servicePrincipalRiskLevels: [],
      insiderRiskLevels: null,
    },
    grantControls: content.grantControls,
    sessionControls: null,
  };
}
