/** The fields of a record that the decoder uses, under Graph's names. The values are still as the source wrote them. */
export type GraphFields = {
  readonly id?: unknown;
  readonly createdDateTime?: unknown;
  readonly correlationId?: unknown;
  readonly sessionId?: unknown;
  readonly userId?: unknown;
  readonly userPrincipalName?: unknown;
  readonly userDisplayName?: unknown;
  readonly userType?: unknown;
  readonly homeTenantId?: unknown;
  readonly resourceTenantId?: unknown;
  readonly crossTenantAccessType?: unknown;
  readonly appId?: unknown;
  readonly appDisplayName?: unknown;
  readonly resourceId?: unknown;
  readonly resourceDisplayName?: unknown;
  readonly isInteractive?: unknown;
  readonly clientAppUsed?: unknown;
  readonly userAgent?: unknown;
  readonly deviceDetail?: unknown;
  /** An object, or its text in a download: `Oslo, Oslo, NO`. */
  readonly location?: unknown;
  readonly authenticationProtocol?: unknown;
  readonly ipAddress?: unknown;
  readonly status?: unknown;
  readonly authenticationRequirement?: unknown;
  readonly authenticationDetails?: unknown;
  readonly authenticationRequirementPolicies?: unknown;
  readonly appliedConditionalAccessPolicies?: unknown;
  readonly tokenIssuerType?: unknown;
  readonly servicePrincipalId?: unknown;
  readonly signInEventTypes?: unknown;
};
