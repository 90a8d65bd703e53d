import { conditionHoles } from './conditionHoles';
import type { Way } from './hole';
import { excluded, included } from './peopleHoles';
import type { Policy } from './policy';
import { isPossible, opposite, type Situation } from './situation';

/** Facts of which one of each list holds for the people in question; none for anybody. */
type Choices = readonly (readonly Situation[])[];

/** Whether a policy can include anybody, among some people, that it does not exclude. */
export function isAboutSomebody(policy: Policy, among: Choices = []): boolean {
  return isLeft(policy, excluded(policy.exclude), among);
}

/** Whether a sign-in to an enforced app can meet the conditions of a policy; those against legacy clients, none can. */
export function canApply(policy: Policy): boolean {
  return isLeft(policy, [...excluded(policy.exclude), ...policy.conditions.flatMap(conditionHoles)]);
}

function isLeft({ include }: Policy, ways: readonly Way[], among: Choices = []): boolean {
  const outside = ways.flatMap(({ situations }) =>
    situations.map((facts) => facts.map((fact) => [opposite(fact)])),
  );
  return included(include).some((situation) => isPossible(situation, [...among, ...outside]));
}
