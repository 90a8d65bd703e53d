/**
 * One record of the Entra sign-in log, in our shape. A decoder made it; nothing after the decoder knows which
 * source it came from. Text is as Microsoft wrote it; ids are lower case; an absent or empty field is `null`.
 */
export type SignIn = {
  readonly id: string;
  /** ISO 8601, UTC, milliseconds: sorts as text. */
  readonly createdDateTime: string;
  readonly correlationId: string | null;
  /** The Entra session; absent from v1.0 and from old exports. */
  readonly sessionId: string | null;
  readonly principal: Principal;
  readonly userId: string | null;
  readonly userPrincipalName: string | null;
  readonly userDisplayName: string | null;
  readonly userType: UserType | null;
  readonly homeTenantId: string | null;
  readonly resourceTenantId: string | null;
  /** Lower case, for example `none`, `b2bcollaboration`, `passthrough`; an open set. */
  readonly crossTenantAccessType: string | null;
  readonly appId: string | null;
  readonly appDisplayName: string | null;
  readonly resourceId: string | null;
  readonly resourceDisplayName: string | null;
  readonly interactive: boolean | null;
  readonly clientAppUsed: string | null;
  readonly userAgent: string | null;
  /** What Microsoft makes of the user agent, for example `Edge 140.0.0`, `Rich Client 4.60.1.0`, `Python Requests 2.32`. */
  readonly browser: string | null;
  /** For example `Windows 11`, `Linux`. */
  readonly operatingSystem: string | null;
  /** As Microsoft places the IP address; a name, or `null`. */
  readonly city: string | null;
  /** Mostly two letters, for example `NO`. */
  readonly countryOrRegion: string | null;
  /** For example `oAuth2`, `ropc`, `deviceCode`; an open set. */
  readonly authenticationProtocol: string | null;
  readonly ipAddress: string | null;
  readonly errorCode: number;
  readonly failureReason: string | null;
  /** `status.additionalDetails`. */
  readonly additionalDetails: string | null;
  /** What was needed, not what was done; `null` where the source has no such field (Graph v1.0). */
  readonly authenticationRequirement: Requirement | null;
  /** `null` where the source has no such field, which differs from an empty list. */
  readonly steps: readonly AuthenticationStep[] | null;
  /** Of the fields that can show a skipped MFA, those that the source does not have. */
  readonly missingFields: readonly DecidingField[];
  /** What required MFA, as the record names it; `null` where the source has no such field. */
  readonly requirementPolicies: readonly RequirementPolicy[] | null;
  /** Names of the Conditional Access policies that required MFA or an authentication strength, and were satisfied; sorted. */
  readonly mfaPolicies: readonly string[];
  /** Custom controls of Conditional Access that the sign-in passed, by id (`RequireDuoMfa`), sorted. */
  readonly customControls: readonly string[];
  /** Ids of the report-only policies that would have stopped it, sorted; none where the source does not say. */
  readonly reportOnlyStops: readonly string[];
  /** For example `AzureAD`, `ADFederationServices`; an open set. */
  readonly tokenIssuerType: string | null;
};

/** A multifactor requirement counts as met only if one of these could have contradicted it. */
export const DECIDING_FIELDS = ['authenticationDetails', 'status.additionalDetails'] as const;
export type DecidingField = (typeof DECIDING_FIELDS)[number];

export type Principal = 'user' | 'workload';

// `unknown` keeps a value that Microsoft added after this was written.
export type UserType = 'member' | 'guest' | 'unknown';

export type Requirement = 'singleFactor' | 'multiFactor' | 'unknown';

/** One element of `authenticationRequirementPolicies`. */
export type RequirementPolicy = {
  /** For example `multiConditionalAccess`, `securityDefaults`, `request`; an open set. */
  readonly provider: string | null;
  /** For example `Conditional Access`, `Security Defaults`. */
  readonly detail: string | null;
};

/** One element of `authenticationDetails`. */
export type AuthenticationStep = {
  readonly method: string | null;
  readonly methodDetail: string | null;
  /** `null` where the record does not say. */
  readonly succeeded: boolean | null;
  readonly result: string | null;
  readonly requirement: string | null;
};
