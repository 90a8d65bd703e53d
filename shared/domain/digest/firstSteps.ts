import type { AccountView } from '../account/account';
import type { Action } from '../account/advice';
import type { Effect } from '../account/effect';
import { isConcerned } from '../account/effectCounts';

/** A step to take first, and the accounts that it helps, worst first. */
export type FirstStep<View = AccountView> = { readonly action: Action; readonly accounts: readonly View[] };

/** The same of any next step; `null`: the accounts have none. */
export type AccountsByStep<View = AccountView> = {
  readonly action: Action | null;
  readonly accounts: readonly View[];
};

/** The facts that decide. */
type Stepped = Pick<AccountView, 'kind' | 'state' | 'grace' | 'advice'> & {
  readonly effect: Pick<Effect, 'kind' | 'how'>;
  readonly roles: readonly unknown[];
};

const MOST_STEPS = 3;

/** Steps that say to look or to wait: nothing is done by them. */
const VAGUE: ReadonlySet<Action> = new Set<Action>([
  'checkDetails',
  'waitForNext',
  'readEarlier',
  'exportDetails',
]);

/**
 * What to do first: the next steps that help most, each with all accounts that need it.
 *
 * @param views worst first
 */
export function firstSteps<View extends Stepped>(views: readonly View[]): readonly FirstStep<View>[] {
  return byStep(views.filter(isConcerned))
    .filter((step): step is FirstStep<View> => step.action !== null && !VAGUE.has(step.action))
    .slice(0, MOST_STEPS);
}

/**
 * Accounts by their next step, the step that helps most first.
 *
 * @param views worst first
 */
export function byStep<View extends Stepped>(views: readonly View[]): readonly AccountsByStep<View>[] {
  const byAction = new Map<Action | null, View[]>();
  for (const view of views) {
    const action = view.advice[0] ?? null;
    const alike = byAction.get(action);
    if (alike) alike.push(view);
    else byAction.set(action, [view]);
  }
  return [...byAction]
    .map(([action, accounts]) => ({ action, accounts }))
    .sort(
      (a, b) =>
        Number(b.accounts.some(isBreakGlassUsed)) - Number(a.accounts.some(isBreakGlassUsed)) ||
        worthOf(b.accounts.filter(isUrgent)) - worthOf(a.accounts.filter(isUrgent)) ||
        worthOf(b.accounts) - worthOf(a.accounts),
    );
}

/** It gets in without MFA or is stopped, and nobody should use it on an ordinary day: it comes before any number of others. */
export function isBreakGlassUsed({ kind, effect }: Pick<Stepped, 'kind' | 'effect'>): boolean {
  return kind === 'breakGlass' && effect.kind !== 'none';
}

/**
 * Whether to ask the administrator first: who gets in with the password alone may be somebody else, and would register a
 * method of their own.
 */
export function asksFirst({ effect, roles, advice }: Pick<Stepped, 'effect' | 'roles' | 'advice'>): boolean {
  const byPassword = effect.kind === 'getsIn' && effect.how.includes('passwordAlone');
  return byPassword && roles.length > 0 && advice[0] === 'registerMethod';
}

/** Somebody who cannot work, or an administrator: one of them comes before any number of others. */
function isUrgent({ effect, roles }: Stepped): boolean {
  return effect.kind === 'stopped' || roles.length > 0;
}

function worthOf(accounts: readonly Stepped[]): number {
  return accounts.map(worthOfOne).reduce((sum, worth) => sum + worth, 0);
}

function worthOfOne({ effect: { kind, how }, roles }: Stepped): number {
  const byPassword = kind === 'getsIn' && how.includes('passwordAlone') ? 2 : 1;
  return WORTH[kind] * byPassword * (roles.length > 0 ? 4 : 1);
}

const WORTH = { stopped: 3, getsIn: 1, readsOnly: 0.5, none: 0 } as const;
