/**
 * One Graph beta `signIn` under Microsoft's names: all 78 properties of the beta schema.
 * https://learn.microsoft.com/graph/api/resources/signin?view=graph-rest-beta (read 2026-11-21)
 */
export type SignInRecord = OwnFields & CommonFields;

/** A record in two parts. Rows share the common part, which is written once, so that a large log stays small and quick. */
export type SignInParts = { readonly own: OwnFields; readonly common: CommonFields };

/** The fields that differ in every record. */
export type OwnFields = {
  readonly id: string;
  readonly createdDateTime: string;
  readonly correlationId: string;
  readonly originalRequestId: string;
  readonly sessionId: string | null;
  readonly uniqueTokenIdentifier: string;
  readonly authenticationDetails: readonly AuthenticationDetail[];
};

/** The fields that are the same in all records of one account that do the same thing. */
export type CommonFields = {
  readonly userDisplayName: string;
  readonly userPrincipalName: string;
  readonly userId: string;
  readonly appId: string;
  readonly appDisplayName: string;
  readonly resourceId: string;
  readonly resourceDisplayName: string;
  readonly ipAddress: string;
  readonly clientAppUsed: string;
  readonly userAgent: string;
  readonly isInteractive: boolean;
  readonly signInEventTypes: readonly string[];
  readonly signInIdentifier: string;
  readonly userType: string;
  readonly homeTenantId: string;
  readonly homeTenantName: string;
  readonly resourceTenantId: string;
  readonly resourceOwnerTenantId: string;
  readonly crossTenantAccessType: string;
  readonly tokenIssuerType: string;
  readonly tokenIssuerName: string;
  readonly incomingTokenType: string;
  readonly authenticationProtocol: string;
  readonly originalTransferMethod: string;
  readonly authenticationRequirement: string;
  readonly authenticationRequirementPolicies: readonly RequirementPolicy[];
  readonly authenticationMethodsUsed: readonly string[];
  readonly status: SignInStatus;
  readonly conditionalAccessStatus: string;
  readonly appliedConditionalAccessPolicies: readonly AppliedPolicy[];
  readonly deviceDetail: DeviceDetail;
  readonly location: SignInLocation;
  readonly networkLocationDetails: readonly NetworkLocation[];
  readonly autonomousSystemNumber: number;
  readonly servicePrincipalId: string;
  readonly servicePrincipalName: string | null;
} & typeof CONSTANT_FIELDS;

export function wholeRecord({ own, common }: SignInParts): SignInRecord {
  return { ...common, ...own };
}

export type AuthenticationDetail = {
  readonly authenticationStepDateTime: string;
  readonly authenticationMethod: string;
  readonly authenticationMethodDetail: string | null;
  readonly succeeded: boolean;
  readonly authenticationStepResultDetail: string;
  readonly authenticationStepRequirement: string;
};

export type SignInStatus = {
  readonly errorCode: number;
  readonly failureReason: string | null;
  readonly additionalDetails: string | null;
};

export type RequirementPolicy = { readonly requirementProvider: string; readonly detail: string };

export type AppliedPolicy = {
  readonly id: string;
  readonly displayName: string;
  readonly enforcedGrantControls: readonly string[];
  readonly enforcedSessionControls: readonly string[];
  readonly result: string;
  readonly conditionsSatisfied: string;
  readonly conditionsNotSatisfied: string;
};

export type DeviceDetail = {
  readonly deviceId: string;
  readonly displayName: string | null;
  readonly operatingSystem: string;
  readonly browser: string;
  readonly isCompliant: boolean;
  readonly isManaged: boolean;
  readonly trustType: string;
};

export type SignInLocation = {
  readonly city: string;
  readonly state: string;
  readonly countryOrRegion: string;
  readonly geoCoordinates: { readonly altitude: null; readonly latitude: number; readonly longitude: number };
};

export type NetworkLocation = { readonly networkType: string; readonly networkNames: readonly string[] };

/** Fields with the same value in every record of this tenant. */
export const CONSTANT_FIELDS = {
  agent: null,
  appliedEventListeners: [],
  appOwnerTenantId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
  appTokenProtectionStatus: null,
  authenticationAppDeviceDetails: null,
  authenticationAppPolicyEvaluationDetails: [],
  authenticationContextClassReferences: [],
  authenticationProcessingDetails: [],
  azureResourceId: null,
  clientCredentialType: 'none',
  clientSessionId: null,
  conditionalAccessAudiences: [],
  federatedCredentialId: null,
  flaggedForReview: false,
  globalSecureAccessIpAddress: null,
  ipAddressFromResourceProvider: null,
  isTenantRestricted: false,
  isThroughGlobalSecureAccess: false,
  managedServiceIdentity: null,
  mfaDetail: null,
  privateLinkDetails: null,
  processingTimeInMilliseconds: 143,
  resourceServicePrincipalId: null,
  riskDetail: 'none',
  riskEventTypes_v2: [],
  riskLevelAggregated: 'none',
  riskLevelDuringSignIn: 'none',
  riskState: 'none',
  // New in the beta schema of October 2026 (msgraph-beta-sdk 1.66.0).
  rootActorId: null,
  servicePrincipalCredentialKeyId: null,
  servicePrincipalCredentialThumbprint: null,
  sessionLifetimePolicies: [],
  signInIdentifierType: null,
  signInTokenProtectionStatus: 'none',
  tokenProtectionStatusDetails: null,
} as const;
