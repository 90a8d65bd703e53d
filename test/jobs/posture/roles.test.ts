import { expect, test } from '@jest/globals';
import { type RolesDeps, refreshRoles } from '../../../shared/jobs/posture/roles';
import { NOW } from '../../domain/builders';
import { idOfRole } from '../../domain/roleIds';

const AT = { day: '2026-03-02', now: NOW, until: NOW + 60_000 };
const HELD = [{ roleId: idOfRole('Global Administrator'), held: 'active' as const }];
const problem = { code: 'missingPermission', permission: 'GroupMember.Read.All', lost: null } as const;

function aWorld(change: Partial<RolesDeps> = {}) {
  const saved: unknown[] = [];
  const deps: RolesDeps = {
    readPrivilegedRoles: async () => ({ roles: { holders: { u: HELD }, unread: [] }, refusal: null }),
    savePosture: async (kind, day, value) => void saved.push([kind, day, value]),
    problemOf: () => null,
    retryAdviceOf: () => null,
    ...change,
  };
  return { saved, refresh: () => refreshRoles(deps, AT) };
}

test('the privileged roles of all accounts are stored for the day', async () => {
  const world = aWorld();
  expect(await world.refresh()).toEqual({ counts: { roleHolders: 1 }, problems: [] });
  expect(world.saved).toEqual([
    ['roles', '2026-03-02', { at: '2026-03-02T12:00:00.000Z', holders: { u: HELD }, unread: [] }],
  ]);
});

test('roles without the members of a group are stored, and the missing permission is a problem', async () => {
  const roles = { holders: { u: HELD }, unread: ['groups'] as const };
  const refusal = new Error('403');
  const world = aWorld({
    readPrivilegedRoles: async () => ({ roles, refusal }),
    problemOf: (error) => (error === refusal ? problem : null),
  });
  expect(await world.refresh()).toEqual({ counts: { roleHolders: 1 }, problems: [problem] });
  expect(world.saved).toHaveLength(1);
});

test('roles that may not be read are a problem, and the stored ones stay', async () => {
  const world = aWorld({
    readPrivilegedRoles: () => Promise.reject(new Error('403')),
    problemOf: () => problem,
  });
  expect(await world.refresh()).toEqual({ counts: {}, problems: [problem] });
  expect(world.saved).toEqual([]);
});

test('roles that there is no time for are counted, and the stored ones stay', async () => {
  const world = aWorld({
    readPrivilegedRoles: () => Promise.reject(new Error('429')),
    retryAdviceOf: () => 'later',
  });
  expect(await world.refresh()).toEqual({ counts: { rolesUnread: 1 }, problems: [] });
  expect(world.saved).toEqual([]);
});

test('any other error of reading roles fails the part', async () => {
  const world = aWorld({ readPrivilegedRoles: () => Promise.reject(new Error('cable cut')) });
  await expect(world.refresh()).rejects.toThrow('cable cut');
});
