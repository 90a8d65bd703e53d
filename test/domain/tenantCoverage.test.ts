import { expect, test } from '@jest/globals';
import { ENFORCED_APPS } from '../../shared/domain/apps/enforcedApps';
import { knownIn } from '../../shared/domain/coverage/known';
import { tenantCoverage } from '../../shared/domain/coverage/tenantCoverage';
import { aPolicy, aTenantCoverage } from './builders';

const AT = '2026-03-02T12:00:00.000Z';
const read = { securityDefaults: false, at: AT };
const excluding = (count: number) =>
  aPolicy({ exclude: { ...aPolicy().exclude, users: Array.from({ length: count }, (_, n) => `u${n}`) } });

test('names the policies that reach an enforced app, with their state', () => {
  const elsewhere = aPolicy({ id: 'p2', apps: { ...aPolicy().apps, include: ['another app'] } });
  const off = aPolicy({ id: 'p3', name: 'Off', state: 'disabled' });
  const coverage = tenantCoverage(ENFORCED_APPS, [aPolicy(), elsewhere, off], read);
  expect(coverage).toMatchObject({ ...read, apps: { azureCli: { coverage: 'everyone' } } });
  expect(Object.keys(coverage.apps)).toEqual(ENFORCED_APPS.map(({ key }) => key));
  expect(coverage.policies).toEqual([
    { id: 'p1', name: 'Require MFA', state: 'enabled' },
    { id: 'p3', name: 'Off', state: 'disabled' },
  ]);
});

test('says which of them Microsoft created', () => {
  const managed = aPolicy({ id: 'p2', isMicrosoftManaged: true });
  const { policies } = tenantCoverage(ENFORCED_APPS, [aPolicy(), managed], read);
  expect(policies.map((policy) => policy.isMicrosoftManaged)).toEqual([undefined, true]);
  const known = knownIn([aTenantCoverage({ policies })], [], new Set());
  expect(known.managed).toEqual(['p2']);
  expect(knownIn([aTenantCoverage()], [], new Set())).not.toHaveProperty('managed');
});

test('keeps as many gaps as fit in a row, and the number of all', () => {
  // The share of each of the six.
  const SHARE = 200;
  const all = tenantCoverage(ENFORCED_APPS, [excluding(SHARE)], read).apps.azureCli;
  expect([all?.gaps.length, all?.gapCount]).toEqual([200, 200]);
  const cut = tenantCoverage(ENFORCED_APPS, [excluding(SHARE + 1)], read).apps.azureCli;
  expect([cut?.gaps.length, cut?.gapCount]).toEqual([200, 201]);
  expect(cut?.gaps.at(-1)?.who).toBe('u199');
  const twelve = [0, 1].flatMap((n) => ENFORCED_APPS.map((app) => ({ ...app, key: `${app.key}${n}` })));
  const shared = tenantCoverage(twelve, [excluding(SHARE)], read).apps.azureCli1;
  expect([shared?.gaps.length, shared?.gapCount]).toEqual([100, 200]);
});

test('names the users excluded by every policy that requires MFA, 20 at most', () => {
  const likely = (count: number) => tenantCoverage(ENFORCED_APPS, [excluding(count)], read).likelyBreakGlass;
  expect(likely(2)).toEqual(['u0', 'u1']);
  expect(likely(20)).toHaveLength(20);
  expect(likely(21)).toHaveLength(20);
  expect(tenantCoverage(ENFORCED_APPS, [excluding(2), aPolicy()], read).likelyBreakGlass).toEqual([]);
});

test('counts security defaults', () => {
  const { apps } = tenantCoverage(ENFORCED_APPS, [], { ...read, securityDefaults: true });
  expect(apps.azureCli?.coverage).toBe('everyone');
});
