import type { Situation } from './situation';

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
] as const;
export type GapReason = (typeof GAP_REASONS)[number];

/** Who gets in without MFA, and for which policy's sake; `policy` is `null` where none is to blame. */
export type Gap = { readonly who: string; readonly why: GapReason; readonly policy: string | null };

/** A way around a policy: in any of these situations it asks no MFA, and blocks nobody. */
export type Hole = {
  readonly who: string;
  readonly why: GapReason;
  readonly situations: readonly Situation[];
  /** Whom of all it is about: one of these holds for them. */
  readonly among: readonly Situation[];
  readonly breadth: Breadth;
};

/** Those named; whoever does something else instead; all others than those named; all. */
export type Breadth = 'named' | 'other' | 'rest' | 'all';

/** What is one for whomever the policy is about. */
export type Way = Omit<Hole, 'among'>;

export const ANYBODY: readonly Situation[] = [[]];
