import { conditionHoles } from './conditionHoles';
import { demandOf, otherControls } from './demand';
import { ANYBODY, type Hole, type Way } from './hole';
import { excluded, included, notIncluded } from './peopleHoles';
import type { Policy } from './policy';
import { is } from './situation';
import { isAppName, type Target } from './targets';

/** Every way around a policy that reaches a target. */
export function holesOf(policy: Policy, target: Target): readonly Hole[] {
  const always = [...stateHoles(policy), ...grantHoles(policy), ...appHoles(policy, target)];
  const named = [...excluded(policy.exclude), ...policy.conditions.flatMap(conditionHoles)];
  // By whom it names: a condition is no hole for those it would not be about anyway.
  const among = included(policy.include);
  return [
    ...always.map((way) => ({ ...way, among })),
    ...notIncluded(policy.include),
    ...named.map((way) => ({ ...way, among })),
  ];
}

function stateHoles({ state }: Policy): readonly Way[] {
  return state === 'enabled' ? [] : [{ who: 'everyone', why: state, situations: ANYBODY, breadth: 'all' }];
}

function grantHoles({ controls }: Policy): readonly Way[] {
  switch (demandOf(controls)) {
    case 'mfa':
    case 'block':
    case 'none':
      return [];
    case 'mfaOrOther':
    case 'unread':
      return [instead(otherControls(controls).join(' or '))];
    case 'custom':
      return [{ who: 'everyone', why: 'customControl', situations: ANYBODY, breadth: 'all' }];
  }
}

function instead(control: string): Way {
  const situations = [[is(`control ${control}`, 'met')]];
  return { who: `whoever meets ${control} instead`, why: 'grantOr', situations, breadth: 'other' };
}

function appHoles(policy: Policy, target: Target): readonly Way[] {
  const { exclude, excludesByFilter } = policy.apps;
  const named = exclude.filter((name) => target.leftOutBy.includes(name));
  return [
    ...named.map(
      (name): Way => ({
        who: `everyone at ${name}`,
        why: 'excludedApp',
        situations: ANYBODY,
        breadth: 'all',
      }),
    ),
    ...(excludesByFilter ? [leftOutIf('its filter exclude the app')] : []),
    ...exclude.filter((name) => !isAppName(name)).map((name) => leftOutIf(`${name} be the app`)),
  ];
}

function leftOutIf(condition: string): Way {
  const situations = [[is(`app ${condition}`, 'true')]];
  return { who: `everyone, should ${condition}`, why: 'excludedApp', situations, breadth: 'other' };
}
