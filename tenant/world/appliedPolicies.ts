import type { Outcome } from './outcomes';
import { POLICY_NAMES } from './policies';
import type { AppliedPolicy } from './record';

type Told = {
  readonly conditionalAccessStatus: string;
  readonly appliedConditionalAccessPolicies: readonly AppliedPolicy[];
};

/** What the log says of Conditional Access; one shared value each, because a bench holds 100,000 records. */
export const APPLIED_POLICIES: Readonly<Record<Outcome['policies'], Told>> = {
  notApplied: told('notApplied', [
    applied('management', 'notApplied'),
    applied('everyone', 'reportOnlyInterrupted'),
  ]),
  satisfied: told('success', [applied('management', 'success'), applied('everyone', 'reportOnlySuccess')]),
  failed: told('failure', [applied('management', 'failure'), applied('everyone', 'reportOnlyFailure')]),
};

function told(conditionalAccessStatus: string, policies: readonly AppliedPolicy[]): Told {
  return {
    conditionalAccessStatus,
    appliedConditionalAccessPolicies: [...policies, applied('guests', 'notEnabled')],
  };
}

function applied(name: keyof typeof POLICY_NAMES, result: string): AppliedPolicy {
  const [id, displayName] = POLICY_NAMES[name];
  const reached = !result.startsWith('not');
  return {
    id,
    displayName,
    enforcedGrantControls: ['Mfa'],
    enforcedSessionControls: [],
    result,
    conditionsSatisfied: reached ? 'application,users' : 'application',
    conditionsNotSatisfied: reached ? 'none' : 'users',
  };
}
