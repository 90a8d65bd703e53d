import { conditionHoles } from './conditionHoles';
import type { Way } from './hole';
import { excluded, included } from './peopleHoles';
import type { Policy } from './policy';
import { isPossible, opposite } from './situation';

/** Whether a policy can include anybody that it does not exclude. */
export function isAboutSomebody(policy: Policy): boolean {
  return isLeft(policy, excluded(policy.exclude));
}

/** Whether a sign-in to an enforced app can meet the conditions of a policy; those against legacy clients, none can. */
export function canApply(policy: Policy): boolean {
  return isLeft(policy, [...excluded(policy.exclude), ...policy.conditions.flatMap(conditionHoles)]);
}

function isLeft({ include }: Policy, ways: readonly Way[]): boolean {
  const outside = ways.flatMap(({ situations }) =>
    situations.map((facts) => facts.map((fact) => [opposite(fact)])),
  );
  return included(include).some((situation) => isPossible(situation, outside));
}
