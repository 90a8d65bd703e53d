import type { AccountKind, Readiness } from './account';
import type { OneComputerMethod } from './registeredMethods';

export type ReadinessWithReasons = {
  readonly readiness: Readiness;
  /** Never empty; in the order in which they are read. */
  readonly reasons: readonly ReadinessReason[];
};

export type ReadinessContext = {
  readonly kind: AccountKind;
  /** Whether MFA that a guest does in its home tenant counts here; `null` if that is not known. */
  readonly homeMfaTrusted: boolean | null;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
  /** False if nobody read the registration report: then nothing may be said of it. */
  readonly registrationsRead?: boolean;
  /** Whether Azure denies its changes to resources for lack of MFA; false by default. */
  readonly changesDenied?: boolean;
};

/** One of the facts behind a readiness. Times are ISO 8601 UTC. */
export type ReadinessReason =
  | MethodLack
  | {
      readonly code:
        | 'stoppedNow'
        | 'changesDenied'
        | 'usesRopc'
        | 'scriptUsesRopc'
        | 'runsUnattended'
        | 'methodNeedsPerson'
        | 'breakGlassWithoutStrongMethod'
        | 'methodAllowed'
        | 'registrationsUnread'
        | 'notInReport'
        | 'federated'
        | 'syncOnly'
        | 'syncWithOtherUse'
        | 'guestHomeMfaCounts'
        | 'guestHomeMfaIgnored'
        | 'guestHomeMfaUnknown'
        | 'guestWithPersonalAccount'
        | 'guestWithoutTenant';
    }
  /** `oneComputerAllowed`: allowed by policy, and the only one. */
  | { readonly code: 'oneComputerAllowed' | 'boundToOneComputer'; readonly method: OneComputerMethod }
  /** `mfaByWeakMethod`: a break-glass account may not have that method at hand. */
  | { readonly code: 'mfaAtEveryApp' | 'mfaByWeakMethod' | 'mfaByFormerMethod'; readonly lastMfa: string }
  | { readonly code: 'reportOmitsMfa'; readonly lack: MethodLack }
  | { readonly code: 'mfaNewerThanReport'; readonly lastMfa: string; readonly lack: MethodLack };

/** Why the registered methods do not suffice for MFA. */
export type MethodLack =
  | { readonly code: 'noMethod' | 'onlyForbiddenMethods' | 'onlyTemporaryPass' }
  | {
      readonly code: 'onlyOneComputer';
      readonly method: OneComputerMethod;
      /** Whether there are other methods, none of which policy allows. */
      readonly hasForbidden: boolean;
    };
