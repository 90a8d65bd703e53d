import type { AccountView } from '../account/account';
import type { Action } from '../account/advice';

/** A step to take first, and the accounts that it helps, worst first. */
export type FirstStep = { readonly action: Action; readonly accounts: readonly AccountView[] };

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
  const byAction = new Map<Action, AccountView[]>();
  for (const view of views) {
    const [action] = view.advice;
    if (view.effect.kind === 'none' || view.state === 'excepted' || action === undefined) continue;
    if (VAGUE.has(action)) continue;
    byAction.set(action, [...(byAction.get(action) ?? []), view]);
  }
  return [...byAction]
    .map(([action, accounts]) => ({ action, accounts }))
    .sort((a, b) => worthOf(b) - worthOf(a))
    .slice(0, MOST_STEPS);
}

/** Somebody who cannot work, and an administrator, count more than any other account. */
function worthOf({ accounts }: FirstStep): number {
  return accounts
    .map(({ effect, roles }) => WORTH[effect.kind] + (roles.length > 0 ? WORTH_OF_ROLE : 0))
    .reduce((sum, worth) => sum + worth, 0);
}

const WORTH = { stopped: 3, getsIn: 1, readsOnly: 0.5, none: 0 } as const;
const WORTH_OF_ROLE = 3;
