import { describe, expect, test } from '@jest/globals';
import { readAdministrators } from '../../shared/graph/administrators';
import type { Reply } from '../loopbackServer';
import { refusal } from '../served';
import { connected } from './connect';

const ROLES = '/v1.0/roleManagement/directory';
const FILTER = `?$filter=${encodeURIComponent("roleDefinitionId eq '62e90394-69f5-4237-9190-012177145e10'")}&$expand=principal`;
const ACTIVE = `${ROLES}/roleAssignments${FILTER.replaceAll("'", '%27')}`;
const ELIGIBLE = `${ROLES}/roleEligibilityScheduleInstances${FILTER.replaceAll("'", '%27')}`;

const id = (n: number) => `b0000001-0000-4000-8000-00000000000${n}`;
const principal = (type: string, n: number) => ({
  principalId: id(n),
  principal: { '@odata.type': `#microsoft.graph.${type}`, id: id(n) },
});
const list = (...value: readonly unknown[]): Reply => ({ body: { value } });

/** A tenant where each user n has the address n@contoso.example; other paths as given, else empty lists. */
function tenant(replies: Readonly<Record<string, Reply>>) {
  return connected(({ url }) => {
    const user = /^\/v1\.0\/users\/([^?]+)/.exec(url)?.[1];
    const path = url.split('?')[0] ?? '';
    const given = replies[user === undefined ? url : `/v1.0/users/${user}`] ?? replies[path];
    if (given !== undefined) return given;
    return user === undefined ? list() : { body: { id: user, mail: `${user.at(-1)}@contoso.example` } };
  });
}

const administrator = (n: number, held: 'active' | 'eligible') => ({
  userId: id(n),
  displayName: null,
  userPrincipalName: null,
  enabled: true,
  address: `${n}@contoso.example`,
  held,
});

describe('readAdministrators', () => {
  test('finds users directly, through groups, and eligible ones', async () => {
    const { graph } = await tenant({
      [ACTIVE]: list(principal('user', 1), principal('group', 7), principal('servicePrincipal', 8)),
      [`/v1.0/groups/${id(7)}/transitiveMembers`]: list(
        { '@odata.type': '#microsoft.graph.user', id: id(2) },
        { '@odata.type': '#microsoft.graph.servicePrincipal', id: id(9) },
      ),
      [ELIGIBLE]: list(principal('user', 3)),
    });
    expect(await readAdministrators(graph)).toEqual({
      administrators: [administrator(1, 'active'), administrator(2, 'active'), administrator(3, 'eligible')],
      unread: [],
    });
  });

  test('names each once, active before eligible', async () => {
    const { graph, server } = await tenant({
      [ACTIVE]: list(principal('user', 1), principal('user', 1)),
      [ELIGIBLE]: list(principal('user', 2), { ...principal('user', 1), principalId: id(1).toUpperCase() }),
    });
    const { administrators } = await readAdministrators(graph);
    expect(administrators).toEqual([administrator(1, 'active'), administrator(2, 'eligible')]);
    expect(server.asked).toHaveLength(4);
  });

  test.each([
    ['licence', refusal(400, 'AadPremiumLicenseRequired')],
    ['permission', refusal(403, 'PermissionScopeNotGranted')],
  ])('reports that it goes without the eligible holders if the %s is missing', async (_, reply) => {
    const { graph } = await tenant({ [ACTIVE]: list(principal('user', 1)), [ELIGIBLE]: reply });
    expect(await readAdministrators(graph)).toEqual({
      administrators: [administrator(1, 'active')],
      unread: ['eligible'],
    });
  });

  test('does not take a fault for a missing licence', async () => {
    const { graph } = await tenant({ [ELIGIBLE]: refusal(503, 'serviceNotAvailable') });
    await expect(readAdministrators(graph)).rejects.toMatchObject({ code: 'unavailable' });
  });

  test.each([
    [ACTIVE, 'RoleManagement.Read.Directory'],
    [`/v1.0/users/${id(1)}`, 'User.Read.All'],
  ])('names the permission missing for %s', async (path, permission) => {
    const { graph } = await tenant({
      [ACTIVE]: list(principal('user', 1), principal('group', 7)),
      [path]: refusal(403, 'Authorization_RequestDenied'),
    });
    await expect(readAdministrators(graph)).rejects.toThrow(permission);
  });

  test.each([
    ['active', ACTIVE],
    ['eligible', ELIGIBLE],
  ])('reports that it goes without the members of an %s group that it may not read', async (_, holders) => {
    const { graph } = await tenant({
      [ACTIVE]: list(principal('user', 1)),
      [holders]: list(principal('group', 7), principal('user', 1), principal('group', 6)),
      [`/v1.0/groups/${id(7)}/transitiveMembers`]: refusal(403, 'Authorization_RequestDenied'),
      [`/v1.0/groups/${id(6)}/transitiveMembers`]: list({
        '@odata.type': '#microsoft.graph.user',
        id: id(2),
      }),
    });
    const { administrators, unread } = await readAdministrators(graph);
    expect(administrators.map(({ userId }) => userId)).toEqual([id(1), id(2)]);
    expect(unread).toEqual(['groups']);
  });

  test('names everything that it could not read', async () => {
    const { graph } = await tenant({
      [ACTIVE]: list(principal('group', 7)),
      [`/v1.0/groups/${id(7)}/transitiveMembers`]: refusal(403, 'Authorization_RequestDenied'),
      [ELIGIBLE]: refusal(403, 'PermissionScopeNotGranted'),
    });
    expect(await readAdministrators(graph)).toEqual({ administrators: [], unread: ['eligible', 'groups'] });
  });

  test('does not take a fault for a group that it may not read', async () => {
    const { graph } = await tenant({
      [ACTIVE]: list(principal('user', 1), principal('group', 7)),
      [`/v1.0/groups/${id(7)}/transitiveMembers`]: refusal(503, 'serviceNotAvailable'),
    });
    await expect(readAdministrators(graph)).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('leaves out a user deleted since, and asks for one that the list does not show', async () => {
    const { graph } = await tenant({
      [ACTIVE]: list(principal('user', 1), { principalId: id(2), principal: null }),
      [`/v1.0/users/${id(1)}`]: refusal(404, 'Request_ResourceNotFound'),
    });
    expect((await readAdministrators(graph)).administrators).toEqual([administrator(2, 'active')]);
  });

  test('reports a list that is not one of role assignments', async () => {
    const { graph } = await tenant({ [ACTIVE]: list({ id: 'x' }) });
    await expect(readAdministrators(graph)).rejects.toMatchObject({ code: 'badAnswer' });
  });
});
