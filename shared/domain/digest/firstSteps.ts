import type { AccountView } from '../account/account';
import type { Action } from '../account/advice';
import { isConcerned } from '../account/effectCounts';

/** A step to take first, and the accounts that it helps, worst first. */
export type FirstStep = { readonly action: Action; readonly accounts: readonly AccountView[] };

/** The same of any next step; `null`: the accounts have none. */
export type AccountsByStep = { readonly action: Action | null; readonly accounts: readonly AccountView[] };

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
export function firstSteps(views: readonly AccountView[]): readonly FirstStep[] {
  return byStep(views.filter(isConcerned)).filter(isFirm).slice(0, MOST_STEPS);
}

function isFirm(step: AccountsByStep): step is FirstStep {
  return step.action !== null && !VAGUE.has(step.action);
}

/**
 * Accounts by their next step, the step that helps most first.
 *
 * @param views worst first
 */
export function byStep(views: readonly AccountView[]): readonly AccountsByStep[] {
  const byAction = new Map<Action | null, AccountView[]>();
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
        worthOf(b.accounts.filter(isUrgent)) - worthOf(a.accounts.filter(isUrgent)) ||
        worthOf(b.accounts) - worthOf(a.accounts),
    );
}

/** Somebody who cannot work, or an administrator: one of them comes before any number of others. */
function isUrgent({ effect, roles }: AccountView): boolean {
  return effect.kind === 'stopped' || roles.length > 0;
}

function worthOf(accounts: readonly AccountView[]): number {
  return accounts.map(worthOfOne).reduce((sum, worth) => sum + worth, 0);
}

function worthOfOne({ effect: { kind, how }, roles }: AccountView): number {
  const byPassword = kind === 'getsIn' && how.includes('passwordAlone') ? 2 : 1;
  return WORTH[kind] * byPassword * (roles.length > 0 ? 4 : 1);
}

const WORTH = { stopped: 3, getsIn: 1, readsOnly: 0.5, none: 0 } as const;
