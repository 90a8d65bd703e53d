import { conditionHoles } from './conditionHoles';
import { demandOf, otherControls } from './demand';
import { ANYBODY, type EveryoneAt, type GapCause, type Hole, type Way, type WhoeverMeets } from './hole';
import { excluded, included, notIncluded } from './peopleHoles';
import type { Policy } from './policy';
import { is } from './situation';
import { isAppName, type Target } from './targets';

/** Every way around a policy that reaches a target. */
export function holesOf(policy: Policy, target: Target): readonly Hole[] {
  const always = [...stateHoles(policy), ...grantHoles(policy), ...appHoles(policy, target)];
  const named = [...excluded(policy.exclude), ...policy.conditions.flatMap(conditionHoles)];
  // A condition is no hole for people outside the policy.
  const among = included(policy.include);
  return [
    ...always.map((way) => ({ ...way, among })),
    ...notIncluded(policy.include),
    ...named.map((way) => ({ ...way, among })),
  ];
}

function stateHoles({ state }: Policy): readonly Way[] {
  return state === 'enabled' ? [] : [forAll({ why: state, who: 'everyone' })];
}

function grantHoles({ controls }: Policy): readonly Way[] {
  switch (demandOf(controls)) {
    case 'mfa':
    case 'block':
    case 'none':
      return [];
    case 'mfaOrOther':
    case 'unread':
      return [instead(otherControls(controls))];
    case 'custom':
      return [forAll({ why: 'customControl', who: 'everyone' })];
  }
}

function forAll(cause: GapCause): Way {
  return { cause, situations: ANYBODY, breadth: 'all' };
}

function instead(who: WhoeverMeets): Way {
  const situations = [[is(`control ${JSON.stringify(who)}`, 'met')]];
  return { cause: { why: 'grantOr', who }, situations, breadth: 'other' };
}

function appHoles(policy: Policy, target: Target): readonly Way[] {
  const { exclude, excludesByFilter } = policy.apps;
  const named = exclude.filter((name) => target.leftOutBy.includes(name));
  return [
    ...named.map((name) => forAll({ why: 'excludedApp', who: { app: 'is', name } })),
    ...(excludesByFilter ? [perhaps({ app: 'filter' })] : []),
    ...exclude.filter((name) => !isAppName(name)).map((name) => perhaps({ app: 'maybe', name })),
  ];
}

function perhaps(who: EveryoneAt): Way {
  const situations = [[is(`app ${JSON.stringify(who)}`, 'true')]];
  return { cause: { why: 'excludedApp', who }, situations, breadth: 'other' };
}
