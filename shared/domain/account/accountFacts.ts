import type { SessionProof } from '../verdict/classify';
import type { LastSignal } from './account';
import type { Registration } from './registration';

/**
 * What the sign-in log and the registration report have shown of one user. Each part merges in any order and any
 * number of times to the same value: earliest, latest, or "seen once".
 */
export type AccountFacts = {
  readonly userId: string;
  readonly userPrincipalName: string | null;
  readonly userDisplayName: string | null;
  /** When the names above were last seen on a sign-in, ISO 8601 UTC. */
  readonly namedAt: string;
  readonly guest: boolean;
  readonly federated: boolean;
  /** By key of the enforced app. */
  readonly apps: Readonly<Record<string, AppUse>>;
  readonly lastSignal: LastSignal | null;
  readonly interactive: boolean;
  readonly nonInteractive: boolean;
  /** Authentication protocols seen that no person can use with MFA, for example `ropc`. */
  readonly unattended: readonly string[];
  /** Entra sessions that proved MFA, each with its earliest proof; later sign-ins lean on them. */
  readonly sessions: Readonly<Record<string, SessionProof>>;
  readonly registration: Registration | null;
};

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
    federated: false,
    apps: {},
    lastSignal: null,
    interactive: false,
    nonInteractive: false,
    unattended: [],
    sessions: {},
    registration: null,
  };
}
