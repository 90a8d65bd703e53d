import { DAY_MS } from '../time';
import type { Signal } from '../verdict/verdict';
import type { Advice } from './advice';
import type { AccountAnswers } from './answers';
import type { Changes } from './changes';
import type { Exception } from './exception';
import type { Occurrence } from './occurrence';

/** An account without a finding for this long is resolved, and one without a stop is no longer being stopped. */
export const QUIET_MS = 14 * DAY_MS;

/** A user, and all we know of it. Times are ISO 8601 UTC; `null` means never seen. */
export type Account = {
  readonly userId: string;
  readonly userPrincipalName: string | null;
  readonly userDisplayName: string | null;
  readonly kind: AccountKind;
  /** What shows the kind, a plain sentence each; for a person, what shows a script under the same account. */
  readonly kindEvidence: readonly string[];
  /** Keys of the enforced apps it signed in to, or was stopped at, sorted. */
  readonly apps: readonly string[];
  readonly firstFinding: string | null;
  readonly lastFinding: string | null;
  readonly lastMfa: string | null;
  readonly lastSignal: LastSignal | null;
  readonly readiness: Readiness;
  /** Why the readiness is what it is, in plain sentences. */
  readonly reason: string;
};

export type LastSignal = { readonly signal: Signal; readonly at: string };

export const ACCOUNT_KINDS = ['person', 'guest', 'breakGlass', 'automation', 'sync'] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

export const READINESS = [
  'usesMfa',
  'willBePrompted',
  'mustRegister',
  'willBeStopped',
  'homeTenantDecides',
  'providerDecides',
  'unknown',
] as const;
export type Readiness = (typeof READINESS)[number];

export const ACCOUNT_STATES = ['new', 'ongoing', 'returned', 'resolved', 'excepted'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

/** An account as lists, the report and the digest show it. */
export type AccountView = Account & {
  readonly state: AccountState;
  /** Whether it gets in without proven MFA; an account that is open for its stops alone does not. */
  readonly hasOpenFinding: boolean;
  /** What the Activity Log shows of its changes to Azure resources; `null` if it shows none without MFA. */
  readonly changes: Changes | null;
  readonly advice: readonly Advice[];
  /** The one that holds now; `null` when none does. */
  readonly exception: Exception | null;
  /** What Entra says that the policies do to it; `null` where it was not asked. */
  readonly whatIf: AccountAnswers | null;
  /** The sign-ins that put it on the list, gravest first; left out if they were not counted. */
  readonly why?: readonly Occurrence[];
};
