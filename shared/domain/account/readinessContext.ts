import type { AccountKind, Readiness } from './account';
import type { ReadinessReason } from './readinessReason';

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
  /** Keys of the enforced apps at which security defaults require MFA of everyone; none by default. */
  readonly byDefaults?: ReadonlySet<string>;
};
