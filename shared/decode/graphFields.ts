/** What the decoder uses of a record, under Graph's names; the values are still as the source wrote them. */
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
  readonly authenticationProtocol?: unknown;
  readonly ipAddress?: unknown;
  readonly status?: unknown;
  readonly authenticationRequirement?: unknown;
  readonly authenticationDetails?: unknown;
  readonly tokenIssuerType?: unknown;
  readonly servicePrincipalId?: unknown;
  readonly signInEventTypes?: unknown;
};
