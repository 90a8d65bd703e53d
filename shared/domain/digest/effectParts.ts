import type { AccountView } from '../account/account';
import { countEffects, type EffectCounts } from '../account/effectCounts';

/** The three numbers of parts of the accounts, for a headline that says who they are. */
export type EffectParts = {
  /** Accounts of people that are stopped when they sign in, and not only when they change Azure resources. */
  readonly lockedOut: EffectCounts;
  readonly scripts: EffectCounts;
  /** Accounts that used a password alone. */
  readonly byPassword: EffectCounts;
};

/** Counts each part as the whole is counted. */
export function effectParts(views: readonly AccountView[]): EffectParts {
  return {
    lockedOut: countEffects(views.filter(isLockedOut)),
    scripts: countEffects(views.filter(isScript)),
    byPassword: countEffects(views.filter(({ effect }) => effect.how.includes('passwordAlone'))),
  };
}

function isScript({ kind }: Pick<AccountView, 'kind'>): boolean {
  return kind === 'automation' || kind === 'sync';
}

function isLockedOut(view: AccountView): boolean {
  const { kind, how } = view.effect;
  return kind === 'stopped' && !isScript(view) && how.some((way) => way !== 'changes');
}
