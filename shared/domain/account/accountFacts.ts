import type { SessionProof } from '../verdict/classify';
import type { Skip } from '../verdict/verdict';
import type { LastSignal } from './account';
import type { ClockMarks } from './clockMarks';
import type { Exception } from './exception';
import type { Registration } from './registration';

/**
 * What the sign-in log and the registration report have shown of one user, and what an admin decided.
 * Each part merges in any order and any number of times to the same value: earliest, latest, or "seen once"; nothing
 * is counted.
 */
export type AccountFacts = ClockMarks & {
  readonly userId: string;
  readonly userPrincipalName: string | null;
  readonly userDisplayName: string | null;
  /** When the names above were last seen on a sign-in, ISO 8601 UTC. */
  readonly namedAt: string;
  readonly guest: boolean;
  /** Of a guest, where it is known. */
  readonly homeTenantId: string | null;
  readonly federated: boolean;
  /** Whether it has synchronized the directory. */
  readonly syncs: boolean;
  /** By key of the enforced app. */
  readonly apps: Readonly<Record<string, AppUse>>;
  readonly lastSignal: LastSignal | null;
  readonly interactive: boolean;
  readonly nonInteractive: boolean;
  /** Protocols that scripts use. */
  readonly protocols: LastSeen<ScriptProtocol>;
  /** Script clients, by name. */
  readonly clients: LastSeen;
  /** What let it skip MFA. */
  readonly skips: LastSeen<Skip>;
  /** Entra sessions that proved MFA, each with its earliest proof; later sign-ins lean on them. */
  readonly sessions: Readonly<Record<string, SessionProof>>;
  readonly registration: Registration | null;
  /** The last one set; it may have ended. */
  readonly exception: Exception | null;
};

/** When each was last seen, ISO 8601 UTC. */
export type LastSeen<K extends string = string> = Readonly<Partial<Record<K, string>>>;

/** One for all: nearly every sign-in shows nothing of the kind. */
export const NOTHING_SEEN: LastSeen<never> = {};

export const SCRIPT_PROTOCOLS = ['ropc', 'deviceCode'] as const;
export type ScriptProtocol = (typeof SCRIPT_PROTOCOLS)[number];

/** One account at one enforced app. Times are ISO 8601 UTC. */
export type AppUse = {
  readonly firstFinding: string | null;
  readonly lastFinding: string | null;
  readonly lastMfa: string | null;
};

/** An account of which nothing but its names is known yet. */
export function unseenAccount(
  named: Pick<AccountFacts, 'userId' | 'userPrincipalName' | 'userDisplayName' | 'namedAt'>,
): AccountFacts {
  return {
    ...named,
    guest: false,
    homeTenantId: null,
    federated: false,
    syncs: false,
    apps: {},
    lastSignal: null,
    interactive: false,
    nonInteractive: false,
    protocols: NOTHING_SEEN,
    clients: NOTHING_SEEN,
    skips: NOTHING_SEEN,
    hours: 0,
    minutes: 0,
    sessions: {},
    registration: null,
    exception: null,
  };
}
