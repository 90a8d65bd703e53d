/**
 * The methods of an account by Entra's registration report. Up to 36 hours old; disabled accounts are not in it.
 * https://learn.microsoft.com/graph/api/resources/userregistrationdetails (read 2026-11-21)
 */
export type Registration = {
  readonly userId: string;
  readonly userPrincipalName: string | null;
  readonly userDisplayName: string | null;
  readonly isAdmin: boolean;
  /** Registered, and allowed by the tenant's policy. */
  readonly isMfaCapable: boolean;
  /** Registered, allowed or not. */
  readonly isMfaRegistered: boolean;
  readonly methods: readonly string[];
};

/** How many users the report has, and how many of them can do MFA. */
export type RegistrationCounts = {
  readonly users: number;
  readonly mfaRegistered: number;
  readonly mfaCapable: number;
  /** Have only phone numbers for MFA. Absent in values of an earlier version, as is the next. */
  readonly phoneOnly?: number;
  /** Those of them who hold an administrator role. */
  readonly phoneOnlyAdmins?: number;
};
