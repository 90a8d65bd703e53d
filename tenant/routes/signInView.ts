import type { AppliedPolicy, CommonFields, OwnFields } from '../world/record';

/** The part of a record that a caller may see. */
export type View = {
  readonly version: 'v1.0' | 'beta';
  /** If false, newer members of an enum read `unknownFutureValue`. */
  readonly newerEnums: boolean;
  /** Whether the caller may read Conditional Access. */
  readonly policies: boolean;
};

export function ownFieldsIn(own: OwnFields, { version }: View): object {
  const { id, createdDateTime, correlationId } = own;
  return version === 'beta' ? own : { id, createdDateTime, correlationId };
}

export function commonFieldsIn(common: CommonFields, view: View): object {
  const fields = view.newerEnums ? common : withoutNewerEnums(common);
  const { appliedConditionalAccessPolicies: applied, ...rest } = fields;
  if (view.version === 'beta') return view.policies ? fields : rest;
  const policies = view.policies ? { appliedConditionalAccessPolicies: applied.map(policyInV1) } : {};
  return {
    ...Object.fromEntries(V1_FIELDS.map((name) => [name, rest[name]])),
    riskEventTypes: [],
    ...policies,
  };
}

/** https://learn.microsoft.com/graph/api/resources/signin?view=graph-rest-1.0 (read 2026-11-21) */
const V1_FIELDS = [
  'userDisplayName',
  'userPrincipalName',
  'userId',
  'appId',
  'appDisplayName',
  'ipAddress',
  'clientAppUsed',
  'conditionalAccessStatus',
  'isInteractive',
  'riskDetail',
  'riskLevelAggregated',
  'riskLevelDuringSignIn',
  'riskState',
  'riskEventTypes_v2',
  'resourceDisplayName',
  'resourceId',
  'status',
  'deviceDetail',
  'location',
] as const;

function policyInV1(policy: AppliedPolicy): object {
  const { id, displayName, enforcedGrantControls, enforcedSessionControls, result } = policy;
  return { id, displayName, enforcedGrantControls, enforcedSessionControls, result };
}

/**
 * Members that come after `unknownFutureValue` in their enums.
 * https://learn.microsoft.com/graph/best-practices-concept#handling-future-members-in-evolvable-enumerations (read 2026-11-21)
 */
const NEWER_MEMBERS: ReadonlySet<string> = new Set([
  ...[
    'passthrough',
    'refreshToken',
    'refreshTokenGrant',
    'authenticationStrengths',
    'scopeBasedAuthRequirementPolicy',
  ],
  ...['reportOnlySuccess', 'reportOnlyFailure', 'reportOnlyNotApplied', 'reportOnlyInterrupted'],
]);

function withoutNewerEnums(common: CommonFields): CommonFields {
  return {
    ...common,
    crossTenantAccessType: olderMember(common.crossTenantAccessType),
    incomingTokenType: olderMember(common.incomingTokenType),
    authenticationProtocol: olderMember(common.authenticationProtocol),
    authenticationRequirementPolicies: common.authenticationRequirementPolicies.map((policy) => ({
      ...policy,
      requirementProvider: olderMember(policy.requirementProvider),
    })),
    appliedConditionalAccessPolicies: common.appliedConditionalAccessPolicies.map((policy) => ({
      ...policy,
      result: olderMember(policy.result),
    })),
  };
}

function olderMember(member: string): string {
  return NEWER_MEMBERS.has(member) ? 'unknownFutureValue' : member;
}
