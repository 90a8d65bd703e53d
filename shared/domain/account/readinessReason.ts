import type { OneComputerMethod } from './registeredMethods';

/** One of the facts behind a readiness. Times are ISO 8601 UTC. */
export type ReadinessReason =
  | MethodLack
  | {
      readonly code:
        | 'stoppedNow'
        | 'changesDenied'
        | 'usesRopc'
        | 'scriptUsesRopc'
        | 'defaultsBlockDeviceCode'
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
