import { expect, test } from '@jest/globals';
import { idsIn } from '../../shared/domain/coverage/names';
import { idsToName } from '../../shared/domain/coverage/tenantCoverage';
import { aTenantCoverage } from './builders';

const id = (n: number) => `b0000001-0000-4000-8000-00000000000${n}`;

test('ids are users, groups or roles by the reason of the gap, each once', () => {
  const ids = idsIn([
    { who: id(1), why: 'excludedUser', policy: 'p1' },
    { who: id(1), why: 'excludedUser', policy: 'p2' },
    { who: id(2), why: 'excludedGroup', policy: 'p1' },
    { who: id(3), why: 'excludedRole', policy: 'p1' },
    { who: 'everyone', why: 'excludedUser', policy: 'p1' },
    { who: 'everyone else', why: 'notIncluded', policy: 'p1' },
  ]);
  expect(ids).toEqual({ users: [id(1)], groups: [id(2)], roles: [id(3)] });
});

test('accounts that look like break-glass accounts come first', () => {
  const gaps = [1, 2].map((n) => ({ who: id(n), why: 'excludedUser' as const, policy: 'p1' }));
  const app = { coverage: 'someone' as const, policies: ['p1'], gaps, gapCount: 2 };
  const coverage = aTenantCoverage({ apps: { azureCli: app }, likelyBreakGlass: [id(2)] });
  expect(idsToName(coverage).users).toEqual([id(2), id(1)]);
});
