import { expect, test } from '@jest/globals';
import type { TenantCoverage } from '../../../shared/domain/coverage/tenantCoverage';
import { decodeTenantCoverage } from '../../../shared/tables/posture/tenantCoverage';

const KNOWN: TenantCoverage = {
  at: '2026-11-20T03:00:00.000Z',
  securityDefaults: true,
  apps: {
    azureCli: {
      coverage: 'someone',
      policies: ['p1'],
      gaps: [{ who: 'everyone else', why: 'notIncluded', policy: 'p1' }],
      gapCount: 1,
    },
  },
  policies: [{ id: 'p1', name: 'Require MFA', state: 'enabled' }],
  names: {
    u1: { name: 'anna@contoso.example', people: null },
    g1: { name: 'Scripts', people: { count: 2, isMore: false, some: ['a', 'b'] } },
  },
  likelyBreakGlass: ['u1'],
};

test('is read as it was saved', () => {
  expect(decodeTenantCoverage(JSON.parse(JSON.stringify(KNOWN)))).toEqual(KNOWN);
});

test('what only another version knows is left out, and the rest kept', () => {
  const { azureCli } = KNOWN.apps;
  const newer = {
    ...KNOWN,
    apps: {
      azureCli: { ...azureCli, gaps: [...(azureCli?.gaps ?? []), { who: 'a', why: 'new', policy: null }] },
      another: { coverage: 'halfway' },
    },
    policies: [...KNOWN.policies, { id: 'p2', name: 'b', state: 'paused' }, null],
  };
  expect(decodeTenantCoverage(newer)).toEqual(KNOWN);
});

test.each([
  ['nothing', undefined],
  ['no apps', { ...KNOWN, apps: null }],
  ['no time', { ...KNOWN, at: 'yesterday' }],
])('is null for a value with %s', (_, value) => {
  expect(decodeTenantCoverage(value)).toBeNull();
});
