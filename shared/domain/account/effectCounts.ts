import type { AccountView } from './account';
import { isOpenState } from './accountOrder';
import { EFFECT_KINDS, type Effect, type EffectKind } from './effect';

/** The numbers of mail, report, API and terminal: how many accounts are stopped, get in without proven MFA, or can only read. */
export type EffectCounts = EffectNumbers & {
  /** The same of accounts with a privileged directory role. */
  readonly privileged: EffectNumbers;
  readonly excepted: number;
};

export type EffectNumbers = Readonly<Record<Exclude<EffectKind, 'none'>, number>>;

/** Exempted accounts are counted apart, and new ones in their grace not at all. */
export const COUNTED_AS = [...EFFECT_KINDS, 'excepted', 'grace'] as const;
export type CountedAs = (typeof COUNTED_AS)[number];

type Counted = Pick<AccountView, 'state' | 'grace'> & { readonly effect: Pick<Effect, 'kind'> };

/** The one number that an account belongs to; every count and every heading asks here. */
export function countedAs({ effect, state, grace }: Counted): CountedAs {
  if (state === 'excepted') return 'excepted';
  return grace === null ? effect.kind : 'grace';
}

/** Whether it is one of those that are stopped, get in or only read. */
export function isConcerned(view: Counted): boolean {
  const number = countedAs(view);
  return number === 'stopped' || number === 'getsIn' || number === 'readsOnly';
}

/** Whether it is open: it gets in without proven MFA somewhere, though it may be stopped elsewhere. */
export function isOpen(view: Counted & Pick<AccountView, 'hasOpenFinding'>): boolean {
  return view.hasOpenFinding && isOpenState(view.state) && countedAs(view) !== 'grace';
}

/** The headline of every report: over all accounts, guests too. */
export function countEffects(views: readonly (Counted & Pick<AccountView, 'roles'>)[]): EffectCounts {
  return {
    ...numbersOf(views),
    privileged: numbersOf(views.filter(({ roles }) => roles.length > 0)),
    excepted: countOf(views, 'excepted'),
  };
}

function numbersOf(views: readonly Counted[]): EffectNumbers {
  return {
    stopped: countOf(views, 'stopped'),
    getsIn: countOf(views, 'getsIn'),
    readsOnly: countOf(views, 'readsOnly'),
  };
}

function countOf(views: readonly Counted[], number: CountedAs): number {
  return views.filter((view) => countedAs(view) === number).length;
}
