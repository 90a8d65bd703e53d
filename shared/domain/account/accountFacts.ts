import type { SessionProof } from '../verdict/evidence';
import type { LastSignal } from './account';
import type { ActivityHours } from './activityHours';
import type { Exception } from './exception';
import type { LastUse } from './lastUse';
import { type MandatedBy, NOT_MANDATED } from './mandated';
import { type MomentsBy, NO_MOMENTS } from './moments';
import { NO_OCCASIONS, type Occasions } from './occasions';
import type { Registration } from './registration';

/**
 * Facts about one user from the sign-in log and the registration report, and the decision of an admin.
 * Each part merges in any order and any number of times to the same value: earliest, latest, or "at least once"; nothing
 * is counted.
 */
export type AccountFacts = ActivityHours & {
  readonly userId: string;
  readonly userPrincipalName: string | null;
  readonly userDisplayName: string | null;
  /** When the names above were last seen on a sign-in, ISO 8601 UTC; NOT_IN_LOG if they are the directory's. */
  readonly namedAt: string;
  readonly guest: boolean;
  /** Of a guest, if it is known. */
  readonly homeTenantId: string | null;
  /** Whether a guest has a tenant of its own; `null` for a member, or if it is not known. */
  readonly hasHomeTenant: boolean | null;
  readonly federated: boolean;
  /** Whether it has synchronized the directory. */
  readonly syncs: boolean;
  /** By key of the enforced app. */
  readonly apps: Readonly<Record<string, AppUse>>;
  readonly lastSignal: LastSignal | null;
  /** When it was last stopped for lack of MFA, by key of the enforced app. */
  readonly stops: LastSeen;
  /** When a policy last blocked it, by key of the enforced app. */
  readonly blocks: LastSeen;
  /** Whether a sign-in was interactive. ROPC does not count, although the log calls it interactive. */
  readonly interactive: boolean;
  readonly nonInteractive: boolean;
  /** Protocols that scripts use. */
  readonly protocols: LastSeen<ScriptProtocol>;
  /** Script clients, by name. */
  readonly clients: LastSeen;
  /** When it got in without proven MFA, and when it was stopped for lack of it. */
  readonly occasions: Occasions;
  /** When each last required MFA of it, by the key that `requirementKey` gives. */
  readonly requiredBy: LastSeen;
  /** The sign-ins for which Microsoft's mandate required MFA. */
  readonly mandated: MandatedBy;
  /** Also of a record that may still change. */
  readonly lastUse: LastUse | null;
  /** When it signed in unattended, by key of the enforced app. */
  readonly unattended: MomentsBy;
  /** Entra sessions that proved MFA, each with its earliest proof; later sign-ins lean on them. */
  readonly sessions: Readonly<Record<string, SessionProof>>;
  readonly registration: Registration | null;
  /** The last one set; it may have ended. */
  readonly exception: Exception | null;
};

/** When each was last seen, ISO 8601 UTC. */
export type LastSeen<K extends string = string> = Readonly<Partial<Record<K, string>>>;

/** Shared, because nearly every sign-in shows nothing of the kind. */
export const NOTHING_SEEN: LastSeen<never> = {};

export const SCRIPT_PROTOCOLS = ['ropc', 'deviceCode'] as const;
export type ScriptProtocol = (typeof SCRIPT_PROTOCOLS)[number];

/** One account at one enforced app. Times are ISO 8601 UTC. */
export type AppUse = {
  readonly firstFinding: string | null;
  readonly lastFinding: string | null;
  readonly lastMfa: string | null;
  /** The last finding of the verdict `withoutMfa`. Absent in rows of an earlier version: then any finding may be one. */
  readonly lastWithoutMfa?: string | null;
  /** Absent in rows of an earlier version: then only the last MFA is known. */
  readonly firstMfa?: string | null;
};

/** Before any sign-in, so that the names in the log replace those of the directory, whatever is read first. */
export const NOT_IN_LOG = '1970-01-01T00:00:00.000Z';

/** An account of which only the names are known yet. */
export function unseenAccount(
  named: Pick<AccountFacts, 'userId' | 'userPrincipalName' | 'userDisplayName' | 'namedAt'>,
): AccountFacts {
  // Field by field: this is made for every sign-in, and a spread takes several times as long.
  return {
    userId: named.userId,
    userPrincipalName: named.userPrincipalName,
    userDisplayName: named.userDisplayName,
    namedAt: named.namedAt,
    guest: false,
    homeTenantId: null,
    hasHomeTenant: null,
    federated: false,
    syncs: false,
    apps: {},
    lastSignal: null,
    stops: NOTHING_SEEN,
    blocks: NOTHING_SEEN,
    interactive: false,
    nonInteractive: false,
    protocols: NOTHING_SEEN,
    clients: NOTHING_SEEN,
    occasions: NO_OCCASIONS,
    requiredBy: NOTHING_SEEN,
    mandated: NOT_MANDATED,
    lastUse: null,
    hours: 0,
    minutes: 0,
    unattended: NO_MOMENTS,
    sessions: {},
    registration: null,
    exception: null,
  };
}
