import type { AccountView } from './account';
import type { EffectKind } from './effect';

/** How many accounts are stopped, get in without proven MFA, or can only read. Exempted accounts are counted apart, and new ones in their grace not at all. */
export type EffectCounts = EffectNumbers & {
  /** The same of accounts with a privileged directory role. */
  readonly privileged: EffectNumbers;
  readonly excepted: number;
};

export type EffectNumbers = Readonly<Record<Exclude<EffectKind, 'none'>, number>>;

/** The headline of every report: over all accounts, guests too. */
export function countEffects(
  views: readonly Pick<AccountView, 'effect' | 'state' | 'roles' | 'grace'>[],
): EffectCounts {
  const counted = views.filter(({ state, grace }) => state !== 'excepted' && grace === null);
  return {
    ...numbersOf(counted),
    privileged: numbersOf(counted.filter(({ roles }) => roles.length > 0)),
    excepted: views.filter(({ state }) => state === 'excepted').length,
  };
}

function numbersOf(views: readonly Pick<AccountView, 'effect'>[]): EffectNumbers {
  const count = (kind: EffectKind) => views.filter(({ effect }) => effect.kind === kind).length;
  return { stopped: count('stopped'), getsIn: count('getsIn'), readsOnly: count('readsOnly') };
}
