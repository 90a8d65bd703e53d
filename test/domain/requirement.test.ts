import { describe, expect, test } from '@jest/globals';

import { requirementsOf } from '../../shared/domain/requirement/requirementsOf';
import type { RequirementPolicy } from '../../shared/domain/signIn/signIn';
import { fc } from '../seededFc';

const policy = (provider: string | null, detail: string | null = null): RequirementPolicy => ({
  provider,
  detail,
});
const of = (policies: readonly RequirementPolicy[] | null, names: readonly string[] = [], enforced = true) =>
  requirementsOf({ requirementPolicies: policies, mfaPolicies: names }, enforced);

const APP = policy('request', 'App requires multifactor authentication');
const POLICY = policy('multiConditionalAccess', 'Conditional Access');
const STRENGTH = policy('authenticationStrengths', 'Authentication Strength(s)');

describe('who required MFA', () => {
  test('is nobody if the record names nobody, even beside policies that required it of others', () => {
    expect(of(null, ['Admins'])).toEqual([]);
    expect(of([], ['Admins'])).toEqual([]);
  });

  test('is the mandate if the app itself required it and is under the mandate', () => {
    expect(of([APP])).toEqual([{ source: 'mandate', name: null }]);
    expect(of([policy(null, 'App requires multi-factor authentication')])).toEqual([
      { source: 'mandate', name: null },
    ]);
    expect(of([APP], [], false)).toEqual([
      { source: 'other', name: 'App requires multifactor authentication' },
    ]);
  });

  test('is each policy of the tenant by its name, as far as the record has names', () => {
    expect(of([POLICY], ['Admins', 'Guests'])).toEqual([
      { source: 'policy', name: 'Admins' },
      { source: 'policy', name: 'Guests' },
    ]);
    expect(of([POLICY, STRENGTH], ['Admins'])).toEqual([{ source: 'policy', name: 'Admins' }]);
    expect(of([POLICY, STRENGTH])).toEqual([{ source: 'policy', name: null }]);
  });

  test('may be several', () => {
    expect(of([POLICY, APP], ['Admins'])).toEqual([
      { source: 'mandate', name: null },
      { source: 'policy', name: 'Admins' },
    ]);
  });

  test.each([
    ['user', 'perUserMfa'],
    ['User', 'perUserMfa'],
    ['securityDefaults', 'securityDefaults'],
    ['riskBasedPolicy', 'riskPolicy'],
    ['mfaRegistrationRequiredByIdentityProtectionPolicy', 'riskPolicy'],
    ['v1ConditionalAccess', 'policy'],
  ] as const)('is told by the provider %s', (provider, source) => {
    expect(of([policy(provider, 'anything')])).toEqual([{ source, name: null }]);
  });

  test('is called as the record calls it if the provider is not known', () => {
    expect(of([policy('moonPhase', 'Full moon')])).toEqual([{ source: 'other', name: 'Full moon' }]);
    expect(of([policy('crossTenantOutboundRule')])).toEqual([
      { source: 'other', name: 'crossTenantOutboundRule' },
    ]);
    expect(of([policy('moonPhase', 'Security Defaults')])).toEqual([
      { source: 'securityDefaults', name: null },
    ]);
  });

  test('is never more than ten, and never the same twice', () => {
    const policies = fc.array(
      fc.record({
        provider: fc.option(fc.constantFrom('user', 'request', 'multiConditionalAccess', 'x', '__proto__')),
        detail: fc.option(fc.string()),
      }),
    );
    fc.assert(
      fc.property(policies, fc.array(fc.string()), fc.boolean(), (some, names, enforced) => {
        const found = of(some, names, enforced);
        expect(found.length).toBeLessThanOrEqual(10);
        expect(new Set(found.map((one) => JSON.stringify(one))).size).toBe(found.length);
      }),
    );
  });
});
