import type { ConditionName, Guests } from './policy';
import type { Situation } from './situation';

/** Why a sign-in gets around a policy, and who that lets in. Ids and names are spelled as in the policy. */
export type GapCause =
  /** An id; or `everyone`, if the policy excludes all users. */
  | { readonly why: 'excludedUser' | 'excludedGroup' | 'excludedRole'; readonly who: string }
  | { readonly why: 'excludedGuests'; readonly who: Guests }
  | { readonly why: 'notIncluded'; readonly who: 'everyone' | 'everyone else' }
  | { readonly why: 'excludedApp'; readonly who: EveryoneAt }
  | { readonly why: 'condition'; readonly who: SignInsWith | 'nonAdministrators' }
  | { readonly why: 'grantOr'; readonly who: WhoeverMeets }
  | { readonly why: 'customControl' | 'reportOnly' | 'disabled'; readonly who: 'everyone' };

/** `is`: the enforced app itself; `maybe`: an app that cannot be identified; `filter`: any app that a filter matches. */
export type EveryoneAt = { readonly app: 'is' | 'maybe'; readonly name: string } | { readonly app: 'filter' };

export type SignInsWith = {
  readonly condition: ConditionName;
  /** Sign-ins with one of the values, or with none of them. */
  readonly is: 'inside' | 'outside';
  readonly values: readonly string[];
};

/** One of the controls of a grant that do not require MFA. */
export type WhoeverMeets = {
  readonly controls: readonly string[];
  readonly strength: 'withoutMfa' | 'unknown' | null;
};

export const GAP_REASONS = [
  'excludedUser',
  'excludedGroup',
  'excludedRole',
  'excludedGuests',
  'notIncluded',
  'excludedApp',
  'condition',
  'grantOr',
  'customControl',
  'reportOnly',
  'disabled',
] as const satisfies readonly GapCause['why'][];
export type GapReason = (typeof GAP_REASONS)[number];

/** Who gets in without MFA, and because of which policy; `policy` is `null` if none is the cause. */
export type Gap = GapCause & { readonly policy: string | null };

/** A way around a policy: in any of these situations it asks no MFA, and blocks nobody. */
export type Hole = {
  readonly cause: GapCause;
  readonly situations: readonly Situation[];
  /** The people it is about: one of these holds for them. */
  readonly among: readonly Situation[];
  readonly breadth: Breadth;
};

/** Those named; whoever does something else instead; all others than those named; all. */
export type Breadth = 'named' | 'other' | 'rest' | 'all';

/** A hole for whomever the policy is about. */
export type Way = Omit<Hole, 'among'>;

export const ANYBODY: readonly Situation[] = [[]];
