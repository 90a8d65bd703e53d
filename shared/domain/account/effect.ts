import { FINDING_CAUSES } from '../verdict/cause';
import { type OccasionCause, STOP_CAUSES } from './occasions';

/** What happens to an account today, gravest first. */
export const EFFECT_KINDS = ['stopped', 'getsIn', 'readsOnly', 'none'] as const;
export type EffectKind = (typeof EFFECT_KINDS)[number];

/** `changes`: Azure denied changes to its resources, or let them through. */
export const EFFECT_WAYS = [...FINDING_CAUSES, ...STOP_CAUSES, 'changes'] as const;
export type EffectWay = OccasionCause | 'changes';

export type Effect = {
  readonly kind: EffectKind;
  /** The first of these sign-ins or changes, ISO 8601 UTC; `null` for `none`. */
  readonly since: string | null;
  /** The last of them. */
  readonly last: string | null;
  /** How often in the last 14 days: minutes with such sign-ins, and changes. */
  readonly times: number;
  /** True if there were more than are kept. */
  readonly isAtLeast: boolean;
  /** Keys of the enforced apps, sorted. */
  readonly apps: readonly string[];
  /** How it got in or was stopped, the latest first; empty if it is not known. */
  readonly how: readonly EffectWay[];
};

export const NO_EFFECT: Effect = {
  kind: 'none',
  since: null,
  last: null,
  times: 0,
  isAtLeast: false,
  apps: [],
  how: [],
};
