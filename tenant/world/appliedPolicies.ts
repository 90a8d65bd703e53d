import type { Outcome } from './outcomes';
import { POLICY_NAMES } from './policies';
import type { AppliedPolicy } from './record';

type LogFields = {
  readonly conditionalAccessStatus: string;
  readonly appliedConditionalAccessPolicies: readonly AppliedPolicy[];
};

/** The Conditional Access fields of a record. Records share these values, because a bench holds 100,000 of them. */
export const APPLIED_POLICIES: Readonly<Record<Outcome['policies'], LogFields>> = {
  notApplied: logFields('notApplied', [
    applied('management', 'notApplied'),
    applied('everyone', 'reportOnlyInterrupted'),
  ]),
  satisfied: logFields('success', [
    applied('management', 'success'),
    applied('everyone', 'reportOnlySuccess'),
  ]),
  failed: logFields('failure', [applied('management', 'failure'), applied('everyone', 'reportOnlyFailure')]),
};

function logFields(conditionalAccessStatus: string, policies: readonly AppliedPolicy[]): LogFields {
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
