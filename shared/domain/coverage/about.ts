import { conditionHoles } from './conditionHoles';
import type { Way } from './hole';
import { excluded, included } from './peopleHoles';
import type { Policy } from './policy';
import { isPossible, opposite } from './situation';

/** Whether there can be anybody whom a policy includes and does not exclude. */
export function isAboutSomebody(policy: Policy): boolean {
  return isLeft(policy, excluded(policy.exclude));
}

/** Whether a sign-in to an enforced app can be as a policy asks; as one against legacy clients asks, none is. */
export function canApply(policy: Policy): boolean {
  return isLeft(policy, [...excluded(policy.exclude), ...policy.conditions.flatMap(conditionHoles)]);
}

function isLeft({ include }: Policy, ways: readonly Way[]): boolean {
  const outside = ways.flatMap(({ situations }) =>
    situations.map((facts) => facts.map((fact) => [opposite(fact)])),
  );
  return included(include).some((situation) => isPossible(situation, outside));
}
