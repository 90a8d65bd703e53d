import { describe, expect, test } from '@jest/globals';
import { signInDecoder } from '../../shared/decode/signIn';
import type { SignIn } from '../../shared/domain/signIn/signIn';
import {
  aGraphRecord,
  asEventHubRecord,
  asLogAnalyticsCsvRow,
  asLogAnalyticsRow,
  asPortalCsvRow,
  without,
} from './records';

/** The elements of a real record whose policy required a strength (Graph beta, September 2022). */
const policies = [
  { requirementProvider: 'multiConditionalAccess', detail: 'Conditional Access' },
  { requirementProvider: 'authenticationStrengths', detail: 'Authentication Strength(s)' },
];
const read = [
  { provider: 'multiConditionalAccess', detail: 'Conditional Access' },
  { provider: 'authenticationStrengths', detail: 'Authentication Strength(s)' },
];
const record = aGraphRecord({ authenticationRequirementPolicies: policies });

function decoded(raw: unknown): SignIn {
  const result = signInDecoder('monthFirst')(raw);
  if (result.kind !== 'signIn') throw new Error(JSON.stringify(result));
  return result.signIn;
}

const capitals = policies.map(({ requirementProvider, detail }) => ({
  RequirementProvider: requirementProvider,
  Detail: detail,
}));
const powerShell = {
  Id: 'a1',
  CreatedDateTime: '2026-03-02T10:34:32Z',
  UserId: 'b1',
  Status: { ErrorCode: 0 },
};
const row = asLogAnalyticsRow(record);
const text = JSON.stringify(policies);

describe('what required MFA', () => {
  test.each<[string, unknown]>([
    ['Graph', record],
    ['Event Hub', asEventHubRecord(record)],
    ['Event Hub, as text', asEventHubRecord({ ...record, authenticationRequirementPolicies: text })],
    ['PowerShell', { ...powerShell, AuthenticationRequirementPolicies: capitals }],
    ['PowerShell, as text', { ...powerShell, AuthenticationRequirementPolicies: JSON.stringify(capitals) }],
    [
      'PowerShell, of an older module',
      { ...powerShell, AdditionalProperties: { authenticationRequirementPolicies: policies } },
    ],
    ['Log Analytics', row],
    ['Log Analytics, CSV', asLogAnalyticsCsvRow(record)],
    [
      'Log Analytics, both tables together',
      {
        ...without(row, 'AuthenticationRequirementPolicies'),
        AuthenticationRequirementPolicies_dynamic: '',
        AuthenticationRequirementPolicies_string: text,
      },
    ],
    [
      'columns with dots',
      {
        ...without(record, 'status', 'authenticationRequirementPolicies'),
        'status.errorCode': 0,
        'authenticationRequirementPolicies[0].requirementProvider': 'multiConditionalAccess',
        'authenticationRequirementPolicies[0].detail': 'Conditional Access',
        'authenticationRequirementPolicies[1].requirementProvider': 'authenticationStrengths',
        'authenticationRequirementPolicies[1].detail': 'Authentication Strength(s)',
        'authenticationRequirementPolicies[2].requirementProvider': '',
      },
    ],
  ])('is read from %s', (_, raw) => {
    expect(decoded(raw).requirementPolicies).toEqual(read);
  });

  test('is not known if the source has no such field: Graph v1.0, the CSV of the portal', () => {
    expect(decoded(without(record, 'authenticationRequirementPolicies')).requirementPolicies).toBeNull();
    expect(decoded(asPortalCsvRow(record)).requirementPolicies).toBeNull();
  });

  test.each<[string, unknown]>([
    ['null', null],
    ['an empty list', []],
    ['the text of an empty list', '[]'],
    ['empty text', ''],
    ['a number', 7],
    ['text that is not JSON', '[requirementProvider'],
    ['JSON that is no list', '{"requirementProvider":"user"}'],
    ['items that are no policies', [null, 'user', 7, [], {}, { requirementProvider: 4, detail: ' ' }]],
    [
      'the type names of PowerShell',
      ['Microsoft.Graph.Beta.PowerShell.Models.MicrosoftGraphAuthenticationRequirementPolicy'],
    ],
  ])('is nothing for %s, and the record is kept', (_, value) => {
    expect(decoded(aGraphRecord({ authenticationRequirementPolicies: value })).requirementPolicies).toEqual(
      [],
    );
  });

  test('keeps what Microsoft adds later, cut to a sane length', () => {
    const added = [{ requirementProvider: 'moonPhase', detail: 'x'.repeat(9_999) }];
    expect(decoded(aGraphRecord({ authenticationRequirementPolicies: added })).requirementPolicies).toEqual([
      { provider: 'moonPhase', detail: 'x'.repeat(200) },
    ]);
  });
});

const named = (policy: Record<string, unknown>) =>
  decoded(aGraphRecord({ appliedConditionalAccessPolicies: [{ displayName: 'P', ...policy }] })).mfaPolicies;

describe('the policies that required MFA', () => {
  test.each<[string, Record<string, unknown>]>([
    ['a grant of MFA', { result: 'success', enforcedGrantControls: ['Mfa'] }],
    [
      'a grant as the portal writes it',
      { result: 'success', enforcedGrantControls: ['Require multifactor authentication'] },
    ],
    ['a grant of MFA among others', { result: 'success', enforcedGrantControls: ['CompliantDevice', 'Mfa'] }],
    [
      'a strength beside empty grant controls',
      {
        result: 'success',
        enforcedGrantControls: [],
        authenticationStrength: { displayName: 'Phishing resistant MFA', authenticationStrengthId: 's' },
      },
    ],
    [
      'a strength among the grant controls',
      { result: 'success', enforcedGrantControls: ['RequireAuthenticationStrength:Phishing-resistant MFA'] },
    ],
  ])('are named for %s', (_, policy) => {
    expect(named(policy)).toEqual(['P']);
  });

  test.each<[string, Record<string, unknown>]>([
    ['not applied', { result: 'notApplied', enforcedGrantControls: ['Mfa'] }],
    ['report-only', { result: 'reportOnlySuccess', enforcedGrantControls: ['Mfa'] }],
    ['about a device', { result: 'success', enforcedGrantControls: ['RequireCompliantDevice'] }],
    ['without controls', { result: 'success', authenticationStrength: { displayName: '' } }],
    ['without a name', { displayName: null, result: 'success', enforcedGrantControls: ['Mfa'] }],
    [
      'security defaults, which the log lists among the policies',
      { id: 'SecurityDefaults', result: 'success', enforcedGrantControls: ['Mfa'] },
    ],
  ])('are none if the policy is %s', (_, policy) => {
    expect(named(policy)).toEqual([]);
  });
});
