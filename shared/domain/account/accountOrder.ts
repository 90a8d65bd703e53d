import { powerOf, type RoleHeld } from '../roles/roles';
import { VERDICT_KINDS } from '../verdict/verdict';
import type { AccountState, AccountView } from './account';
import { EFFECT_KINDS, type Effect } from './effect';

/** The fields by which accounts are sorted; `why` decides if it is there. */
export type Ranked = Pick<AccountView, 'state' | 'readiness' | 'lastFinding' | 'userId' | 'why'> & {
  readonly effect: Pick<Effect, 'kind'>;
  readonly roles: readonly Pick<RoleHeld, 'roleId'>[];
};

/**
 * Worst first: open before excepted before resolved, with privileged roles before all others, by what happens to it, by its
 * readiness and its gravest sign-in, then the latest finding.
 */
export function worstFirst(a: Ranked, b: Ranked): number {
  return (
    STATE_ORDER[a.state] - STATE_ORDER[b.state] ||
    powerOfRoles(a) - powerOfRoles(b) ||
    EFFECT_KINDS.indexOf(a.effect.kind) - EFFECT_KINDS.indexOf(b.effect.kind) ||
    SEVERITY.indexOf(a.readiness) - SEVERITY.indexOf(b.readiness) ||
    gravityOf(a) - gravityOf(b) ||
    (b.lastFinding ?? '').localeCompare(a.lastFinding ?? '') ||
    a.userId.localeCompare(b.userId)
  );
}

/** Lower is more powerful. */
function powerOfRoles({ roles }: Ranked): number {
  return Math.min(...roles.map(powerOf), Number.POSITIVE_INFINITY);
}

/** Sign-ins without MFA come before those that nobody can judge. */
function gravityOf({ why }: Ranked): number {
  const [gravest] = why ?? [];
  return gravest === undefined ? 0 : VERDICT_KINDS.indexOf(gravest.verdict);
}

/** Whether accounts of this state are open: a digest names and counts them. */
export function isOpenState(state: AccountState): boolean {
  return STATE_ORDER[state] === 0;
}

const STATE_ORDER: Readonly<Record<AccountState, number>> = {
  new: 0,
  ongoing: 0,
  returned: 0,
  excepted: 1,
  resolved: 2,
};

const SEVERITY: readonly AccountView['readiness'][] = [
  'willBeStopped',
  'mustRegister',
  'providerDecides',
  'homeTenantDecides',
  'unknown',
  'willBePrompted',
  'usesMfa',
];
