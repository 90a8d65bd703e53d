import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { decodePolicyExport } from '../../../shared/decode/policyExport';
import { ENFORCED_APPS } from '../../../shared/domain/apps/enforcedApps';
import { coverageNews } from '../../../shared/domain/coverage/coverageNews';
import type { Policy } from '../../../shared/domain/coverage/policy';
import { type TenantCoverage, tenantCoverage } from '../../../shared/domain/coverage/tenantCoverage';
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

test('gaps of every policy are read as they were saved, and are no news', () => {
  for (const policies of everyPolicy()) {
    const coverage = tenantCoverage(ENFORCED_APPS, policies, { securityDefaults: true, at: KNOWN.at });
    const kept = decodeTenantCoverage(JSON.parse(JSON.stringify(coverage)));
    expect(kept).toEqual(coverage);
    expect(coverageNews(coverage, kept, { people: {}, names: {}, policies: {} })).toBeNull();
  }
});

test('a gap for which an earlier version stored a sentence is only counted, and the others are kept', () => {
  const { azureCli } = KNOWN.apps;
  const sentence = { who: 'sign-ins with the location AllTrusted', why: 'condition', policy: 'p1' };
  const earlier = {
    ...KNOWN,
    apps: { azureCli: { ...azureCli, gaps: [sentence, ...(azureCli?.gaps ?? [])], gapCount: 2 } },
  };
  const kept = decodeTenantCoverage(earlier);
  expect(kept?.apps.azureCli).toEqual({ ...azureCli, gapCount: 2 });
});

test('parts that only another version knows are left out, and the rest is kept', () => {
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

/** Of each fixture, the policies of the tenant. */
function everyPolicy(): readonly (readonly Policy[])[] {
  const folder = join(__dirname, '../../fixtures/policies');
  return readdirSync(folder).flatMap((name) => {
    const found = decodePolicyExport(JSON.parse(readFileSync(join(folder, name, 'policies.json'), 'utf8')));
    return found.kind === 'bad' ? [] : [found.policies];
  });
}

test.each([
  ['nothing', undefined],
  ['no apps', { ...KNOWN, apps: null }],
  ['no time', { ...KNOWN, at: 'yesterday' }],
])('is null for a value with %s', (_, value) => {
  expect(decodeTenantCoverage(value)).toBeNull();
});
