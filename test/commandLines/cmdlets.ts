import type { Options } from './tables';

/** Every advanced function and cmdlet takes them. */
export const CMDLET_GLOBAL = 'ErrorAction WarningAction Verbose Debug OutVariable Confirm WhatIf';

/**
 * Cmdlets of modules that no registry of ours offers, with their parameters.
 * https://github.com/MicrosoftDocs/office-docs-powershell/tree/main/exchange/exchange-ps/ExchangePowerShell (read 2026-11-29)
 */
const EXCHANGE: Options = {
  'Connect-ExchangeOnline':
    'ConnectionUri AzureADAuthorizationEndpointUri ExchangeEnvironmentName PSSessionOption DelegatedOrganization Prefix CommandName FormatTypeName AccessToken AppId BypassMailboxAnchoring Certificate CertificateFilePath CertificatePassword CertificateThumbprint Credential Device DisableWAM EnableErrorReporting EXOModuleBasePath InlineCredential LoadCmdletHelp LogDirectoryPath LogLevel ManagedIdentity ManagedIdentityAccountId Organization PageSize ShowBanner ShowProgress SigningCertificate SkipLoadingCmdletHelp SkipLoadingFormatData TrackPerformance UseMultithreading UserPrincipalName UseRPSSession',
  'Get-ConnectionInformation': 'ConnectionId ModulePrefix',
  'Get-Mailbox':
    'Identity Anr Arbitration Archive AuditLog AuxAuditLog Credential Database DomainController Filter GroupMailbox IgnoreDefaultScope InactiveMailboxOnly IncludeAcceptMessagesOnlyFromDLMembersWithDisplayNames IncludeAcceptMessagesOnlyFromSendersOrMembersWithDisplayNames IncludeAcceptMessagesOnlyFromWithDisplayNames IncludeEmailAddressDisplayNames IncludeForwardingAddressWithDisplayNames IncludeGrantSendOnBehalfToWithDisplayNames IncludeInactiveMailbox MailboxPlan Migration Monitoring OrganizationalUnit PublicFolder ReadFromDomainController RecipientTypeDetails RemoteArchive ResultSize Server SoftDeletedMailbox SortBy SupervisoryReviewPolicy',
  'Get-EXOMailbox':
    'Identity Anr Archive Async ExternalDirectoryObjectId Filter GroupMailbox InactiveMailboxOnly IncludeInactiveMailbox MailboxPlan Migration OrganizationalUnit PrimarySmtpAddress Properties PropertySets PublicFolder RecipientTypeDetails ResultSize SoftDeletedMailbox UserPrincipalName',
  'New-Mailbox':
    'Name AccountDisabled Arbitration ArchiveDomain Discovery EnableRoomMailboxAccount Equipment FederatedIdentity InactiveMailbox LinkedDomainController LinkedMasterAccount LinkedRoom MicrosoftOnlineServicesID Migration Password PublicFolder RemovedMailbox Room Shared UserPrincipalName ActiveSyncMailboxPolicy AddressBookPolicy Alias ArbitrationMailbox Archive ArchiveDatabase AuditLog AuxAuditLog Confirm Database DisplayName DomainController FirstName Force HoldForMigration ImmutableId Initials IsExcludedFromServingHierarchy LastName LinkedCredential MailboxPlan MailboxRegion ManagedFolderMailboxPolicy ManagedFolderMailboxPolicyAllowed ModeratedBy ModerationEnabled Office OrganizationalUnit Phone PrimarySmtpAddress ProxyEmailAddress RemoteArchive RemotePowerShellEnabled ResetPasswordOnNextLogon ResourceCapacity RetentionPolicy RoleAssignmentPolicy RoomMailboxPassword SamAccountName SendModerationNotifications SharingPolicy SupervisoryReviewPolicy TargetAllMDBs ThrottlingPolicy WhatIf',
  'Get-Recipient':
    'Identity Anr AuthenticationType BookmarkDisplayName Capabilities Credential Database DomainController Filter IgnoreDefaultScope IncludeBookmarkObject IncludeManagerWithDisplayName IncludeSoftDeletedRecipients OrganizationalUnit Properties PropertySet ReadFromDomainController RecipientPreviewFilter RecipientType RecipientTypeDetails ResultSize SortBy',
  'Get-OrganizationConfig': 'DomainController',
  'Enable-OrganizationCustomization': 'Confirm WhatIf',
  'Get-ServicePrincipal': 'Identity Organization',
  'New-ServicePrincipal': 'AppId ObjectId ServiceId Confirm DisplayName Organization WhatIf',
  'Remove-ServicePrincipal': 'Identity Confirm WhatIf',
  'Get-ManagementScope': 'Identity DomainController Exclusive Orphan',
  'New-ManagementScope':
    'Name DatabaseList DatabaseRestrictionFilter RecipientRestrictionFilter ServerList ServerRestrictionFilter Confirm DomainController Exclusive Force RecipientRoot WhatIf',
  'Set-ManagementScope':
    'Identity DatabaseRestrictionFilter ServerRestrictionFilter Confirm DomainController Force Name RecipientRestrictionFilter RecipientRoot WhatIf',
  'Remove-ManagementScope': 'Identity Confirm DomainController Force WhatIf',
  'Get-ManagementRoleAssignment':
    'Identity AssignmentMethod ConfigWriteScope CustomConfigWriteScope CustomRecipientWriteScope Delegating DomainController Enabled Exclusive ExclusiveConfigWriteScope ExclusiveRecipientWriteScope GetEffectiveUsers RecipientAdministrativeUnitScope RecipientGroupScope RecipientOrganizationalUnitScope RecipientWriteScope Role RoleAssignee RoleAssigneeType WritableDatabase WritableRecipient WritableServer',
  'New-ManagementRoleAssignment':
    'Name App Computer Policy Role SecurityGroup User Confirm CustomConfigWriteScope CustomRecipientWriteScope CustomResourceScope Delegating DomainController ExclusiveConfigWriteScope ExclusiveRecipientWriteScope Force RecipientAdministrativeUnitScope RecipientGroupScope RecipientOrganizationalUnitScope RecipientRelativeWriteScope UnScopedTopLevel WhatIf',
  'Remove-ManagementRoleAssignment': 'Identity Confirm DomainController Force WhatIf',
  'Test-ServicePrincipalAuthorization': 'Identity Confirm Resource WhatIf',
};

/**
 * https://learn.microsoft.com/powershell/module/microsoft.graph.authentication/invoke-mggraphrequest,
 * https://learn.microsoft.com/powershell/module/microsoft.graph.authentication/connect-mggraph,
 * https://learn.microsoft.com/powershell/module/microsoft.graph.beta.reports/get-mgbetaauditlogsignin,
 * https://learn.microsoft.com/powershell/module/microsoft.graph.identity.signins/get-mgidentityconditionalaccesspolicy (read 2026-11-29)
 */
const GRAPH: Options = {
  'Connect-MgGraph':
    'Scopes ClientId TenantId ContextScope Environment UseDeviceCode ClientTimeout NoWelcome CertificateThumbprint Certificate Identity AccessToken ClientSecretCredential EnvironmentVariable',
  'Invoke-MgGraphRequest':
    'Method Uri Body Headers OutputFilePath InputFilePath ContentType SessionVariable ResponseHeadersVariable StatusCodeVariable GraphRequestSession UserAgent OutputType InferOutputFileName PassThru SkipHeaderValidation SkipHttpErrorCheck',
  'Get-MgBetaAuditLogSignIn':
    'ExpandProperty Property Filter Search Skip Sort Top ResponseHeadersVariable Headers PageSize All CountVariable SignInId InputObject',
  'Get-MgIdentityConditionalAccessPolicy':
    'ExpandProperty Property Filter Search Skip Sort Top ResponseHeadersVariable Headers PageSize All CountVariable ConditionalAccessPolicyId InputObject',
};

export const CMDLETS: Options = { ...EXCHANGE, ...GRAPH };
