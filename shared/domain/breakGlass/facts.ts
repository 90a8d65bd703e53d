/** What Entra says of the accounts that BREAK_GLASS_ACCOUNTS names. */
export type BreakGlassFacts = {
  /** When it was read, ISO 8601 UTC. */
  readonly at: string;
  /** Each account once, in the order of the setting. */
  readonly accounts: readonly BreakGlassAccount[];
};

/** Each fact is `null` if it could not be read. */
export type BreakGlassAccount = {
  /** As the setting names it, lower case. */
  readonly asked: string;
  /** `null` if the directory has no such user; then all else is `null`. */
  readonly userId: string | null;
  readonly userPrincipalName: string | null;
  readonly userDisplayName: string | null;
  readonly enabled: boolean | null;
  /** Whether an on-premises directory provides it. */
  readonly isSynced: boolean | null;
  readonly globalAdministrator: GlobalAdministratorHeld | null;
  /** Registered methods, as Graph names them. */
  readonly methods: readonly string[] | null;
  readonly isMfaCapable: boolean | null;
  /** Names of the enabled policies that are about it and could lock it out. */
  readonly lockedOutBy: readonly string[] | null;
  readonly lastSignIn: LastSignIn | null;
};

export const GLOBAL_ADMINISTRATOR_HELD = ['permanent', 'temporary', 'eligible', 'none'] as const;
/** `temporary`: activated, or assigned with an end. */
export type GlobalAdministratorHeld = (typeof GLOBAL_ADMINISTRATOR_HELD)[number];

/** According to Entra. */
export type LastSignIn = {
  /** ISO 8601 UTC; `null` for never. */
  readonly at: string | null;
};
