import type { ListedCause } from '../verdict/cause';
import type { VerdictKind } from '../verdict/verdict';

/** Sign-ins of one account at one enforced app that had the same cause. */
export type Occurrence = {
  /** Key of the enforced app. */
  readonly app: string;
  /** `outOfScope` if they were stopped. */
  readonly verdict: Exclude<VerdictKind, 'mfa'>;
  readonly cause: ListedCause;
  /** Records of one attempt are one sign-in; those that were stopped on the way to success are none. */
  readonly times: number;
  /** Of the latest of them, ISO 8601 UTC. */
  readonly last: string;
};
