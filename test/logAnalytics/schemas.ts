/**
 * The columns of both tables of sign-ins, as `getschema` showed them in a workspace on 2026-09-29 (a public note, read
 * 2026-11-30). All that Microsoft publishes is among them, with the same types:
 * https://github.com/MicrosoftDocs/azure-reference-other, azure-monitor-ref/tables/includes (read 2026-11-30)
 */
const TEXTS_OF_BOTH =
  'TenantId SourceSystem OperationName OperationVersion Category ResultType ResultSignature ResultDescription CorrelationId ' +
  'ResourceGroup Identity Level Location AADTenantId AlternateSignInName AppDisplayName AppId AppOwnerTenantId ' +
  'AuthenticationContextClassReferences AuthenticationDetails AuthenticationMethodsUsed AuthenticationProcessingDetails ' +
  'AuthenticationProtocol AuthenticationRequirement AuthenticationRequirementPolicies AuthenticatorAppLocation ' +
  'AutonomousSystemNumber ClientAppUsed ClientCredentialType ClientSessionId ConditionalAccessAudiences ' +
  'ConditionalAccessStatus CrossTenantAccessType FederatedCredentialId GlobalSecureAccessIpAddress HomeTenantId ' +
  'HomeTenantName Id IncomingTokenType IPAddress NetworkLocationDetails OriginalRequestId OriginalTransferMethod ' +
  'ResourceDisplayName ResourceIdentity ResourceOwnerTenantId ResourceServicePrincipalId ResourceTenantId RootActorID ' +
  'RiskDetail RiskEventTypes RiskEventTypes_V2 RiskLevelAggregated RiskLevelDuringSignIn RiskState ServicePrincipalId ' +
  'SessionId SessionLifetimePolicies SignInIdentifierType TokenIssuerName TokenIssuerType UniqueTokenIdentifier UserAgent ' +
  'UserDisplayName UserId UserPrincipalName UserType Type';

const OF_BOTH = {
  ...columns('string', TEXTS_OF_BOTH),
  ...columns('datetime', 'TimeGenerated CreatedDateTime'),
  ...columns('bool', 'IsInteractive IsRisky IsTenantRestricted IsThroughGlobalSecureAccess'),
  DurationMs: 'long',
  AppliedEventListeners: 'dynamic',
} as const;
const DYNAMIC_IN_ONE =
  'ConditionalAccessPolicies DeviceDetail LocationDetails MfaDetail Status Agent TokenProtectionStatusDetails';

export type Schema = Readonly<Record<string, string>>;

/** The type of each column, by table. */
export const SCHEMAS = {
  SigninLogs: {
    ...OF_BOTH,
    ...columns('dynamic', DYNAMIC_IN_ONE),
    ...columns(
      'string',
      'ResourceId Resource ResourceProvider ProcessingTimeInMilliseconds ServicePrincipalName IPAddressFromResourceProvider ' +
        'SignInIdentifier AuthenticationAppDeviceDetails AuthenticationAppPolicyEvaluationDetails SourceAppClientId ' +
        'AppliedConditionalAccessPolicies RiskLevel',
    ),
    FlaggedForReview: 'bool',
  },
  AADNonInteractiveUserSignInLogs: {
    ...OF_BOTH,
    ...columns('string', `${DYNAMIC_IN_ONE} ProcessingTimeInMs SignInEventTypes`),
    ConditionalAccessPoliciesV2: 'dynamic',
  },
} as const satisfies Readonly<Record<string, Schema>>;

function columns(type: string, names: string): Schema {
  return Object.fromEntries(names.split(' ').map((name) => [name, type]));
}
