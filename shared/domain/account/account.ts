import type { Deadline } from '../deadlines';
import type { Standing } from '../enforcement/standings';
import type { Requirement } from '../requirement/requirement';
import type { RoleHeld } from '../roles/roles';
import { DAY_MS } from '../time';
import type { Signal } from '../verdict/verdict';
import type { Action } from './advice';
import type { AccountAnswers } from './answers';
import type { Changes } from './changes';
import type { Effect } from './effect';
import type { Exception } from './exception';
import type { KindEvidence } from './kindEvidence';
import type { LastUse } from './lastUse';
import type { MandatedCount } from './mandated';
import type { Occurrence } from './occurrence';
import type { ReadinessReason } from './readinessReason';

/** An account without a finding for this long is resolved; one without a stop for this long is no longer stopped. */
export const QUIET_MS = 14 * DAY_MS;

/** A user, and all that is known of it. Times are ISO 8601 UTC; `null` means never. */
export type Account = {
  readonly userId: string;
  readonly userPrincipalName: string | null;
  readonly userDisplayName: string | null;
  readonly kind: AccountKind;
  /** For a person, the signs of a script under the same account. */
  readonly kindEvidence: readonly KindEvidence[];
  /** Keys of the enforced apps it signed in to, or was stopped at, sorted. */
  readonly apps: readonly string[];
  readonly firstFinding: string | null;
  readonly lastFinding: string | null;
  readonly lastMfa: string | null;
  readonly lastSignal: LastSignal | null;
  readonly readiness: Readiness;
  /** As the registration report names them; `null` if the account is not in it. */
  readonly registeredMethods: readonly string[] | null;
  /** From when its methods no longer work; `null` if they go on to. */
  readonly deadline: Deadline | null;
  readonly lastUse: LastUse | null;
  /** Who required MFA of it, the latest first. */
  readonly requiredBy: readonly Requirement[];
  /** The sign-ins of the last 14 days for which Microsoft's mandate required MFA, and the first ever; `null` if there are none. */
  readonly mandated: MandatedCount | null;
  /** Why the readiness is this one; never empty. */
  readonly reasons: readonly ReadinessReason[];
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
  /** What happens to it today. */
  readonly effect: Effect;
  /** Whether Microsoft requires MFA at the apps of the effect; without one, at the apps it uses, or at any enforced app. */
  readonly mandate: Standing['state'];
  /** Privileged directory roles, the most powerful first. */
  readonly roles: readonly RoleHeld[];
  /** Whether it gets in without proven MFA, though it may be stopped elsewhere. */
  readonly hasOpenFinding: boolean;
  /** What the Activity Log shows of its changes to Azure resources; `null` if it shows none without MFA. */
  readonly changes: Changes | null;
  /** The most important step first. */
  readonly advice: readonly Action[];
  /** The one in force now; `null` if none is. */
  readonly exception: Exception | null;
  /** A new account is not news and not open until this time, ISO 8601 UTC; `null` if it has no grace, or none any more. */
  readonly grace: string | null;
  /** What Entra says that the policies do to it; `null` if it was not asked. */
  readonly whatIf: AccountAnswers | null;
  /** The sign-ins that put it on the list, gravest first; absent if they were not counted. */
  readonly why?: readonly Occurrence[];
};
