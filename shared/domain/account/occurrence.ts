import type { ListedCause } from '../verdict/cause';
import type { VerdictKind } from '../verdict/verdict';

/** Sign-ins of one account at one enforced app that had the same cause. */
export type Occurrence = {
  /** Key of the enforced app. */
  readonly app: string;
  /** `outOfScope` if they were stopped. */
  readonly verdict: Exclude<VerdictKind, 'mfa'>;
  readonly cause: ListedCause;
  /** The records of one attempt count as one sign-in; its stops on the way to success do not count. */
  readonly times: number;
  /** Of the latest of them, ISO 8601 UTC. */
  readonly last: string;
};
