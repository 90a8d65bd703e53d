import { describe, expect, test } from '@jest/globals';
import { PRIVILEGED_ROLES } from '../../shared/domain/roles/roleNames';
import { readPrivilegedRoles } from '../../shared/graph/privilegedRoles';
import { idOfRole } from '../domain/roleIds';
import type { Reply } from '../loopbackServer';
import { refusal } from '../served';
import { connected } from './connect';

const GLOBAL = idOfRole('Global Administrator');
const READER = idOfRole('Global Reader');
const EXCHANGE = idOfRole('Exchange Administrator');

type Lists = {
  readonly active?: readonly object[];
  readonly eligible?: readonly object[] | Reply;
  readonly members?: Readonly<Record<string, readonly string[] | Reply>>;
};

const holder = (id: string, roleId: string, type = 'user') => ({
  principalId: id,
  roleDefinitionId: roleId.toUpperCase(),
  directoryScopeId: '/',
  principal: { '@odata.type': `#microsoft.graph.${type}`, id },
});

function aDirectory({ active = [], eligible = [], members = {} }: Lists) {
  return connected(({ url }) => {
    const [, groupId] = /groups\/([^/]+)\//.exec(url) ?? [];
    if (groupId !== undefined) {
      const found = members[groupId] ?? refusal(404, 'Request_ResourceNotFound');
      if (!isList(found)) return found;
      return { body: { value: found.map((id) => ({ '@odata.type': '#microsoft.graph.user', id })) } };
    }
    const list = url.includes('roleAssignments') ? active : eligible;
    return isList(list) ? { body: { value: list } } : list;
  });
}

function isList<T>(value: readonly T[] | Reply): value is readonly T[] {
  return Array.isArray(value);
}

describe('the privileged roles of all accounts', () => {
  test('are read in one list of assignments and one of eligibilities, and once per group', async () => {
    const { graph, server } = await aDirectory({
      active: [
        holder('ANNA', GLOBAL),
        holder('app', GLOBAL, 'servicePrincipal'),
        holder('group', READER, 'group'),
        holder('ben', EXCHANGE),
      ],
      eligible: [holder('group', GLOBAL, 'group'), holder('ben', GLOBAL)],
      members: { group: ['Cleo'] },
    });
    expect(await readPrivilegedRoles(graph)).toEqual({
      roles: {
        holders: {
          anna: [{ roleId: GLOBAL, held: 'active' }],
          ben: [{ roleId: GLOBAL, held: 'eligible' }],
          cleo: [
            { roleId: GLOBAL, held: 'eligible' },
            { roleId: READER, held: 'active' },
          ],
        },
        unread: [],
      },
      refusal: null,
    });
    expect(server.asked.map(({ url }) => decodeURIComponent(url))).toEqual([
      '/v1.0/roleManagement/directory/roleAssignments?$expand=principal',
      '/v1.0/roleManagement/directory/roleEligibilityScheduleInstances?$expand=principal',
      '/v1.0/groups/group/transitiveMembers?$top=999&$select=id,displayName,userPrincipalName',
    ]);
  });

  test('are asked for role by role if Graph refuses a list of all', async () => {
    const { graph, server } = await connected(({ url }) => {
      if (!url.includes('filter')) return refusal(400, 'Request_BadRequest');
      if (url.includes(READER)) return refusal(404, 'Request_ResourceNotFound');
      const { roleDefinitionId: _, ...unnamed } = holder('anna', GLOBAL);
      return { body: { value: url.includes(GLOBAL) ? [unnamed] : [] } };
    });
    const { roles } = await readPrivilegedRoles(graph);
    expect(roles.holders).toEqual({ anna: [{ roleId: GLOBAL, held: 'active' }] });
    expect(server.asked).toHaveLength(2 * (1 + PRIVILEGED_ROLES.length));
  });

  test('lack the eligible ones if Privileged Identity Management is not licensed', async () => {
    const { graph } = await aDirectory({
      active: [holder('anna', GLOBAL)],
      eligible: refusal(400, 'AadPremiumLicenseRequired'),
    });
    const { roles, refusal: refused } = await readPrivilegedRoles(graph);
    expect(roles).toEqual({ holders: { anna: [{ roleId: GLOBAL, held: 'active' }] }, unread: ['eligible'] });
    expect(refused).toBeNull();
  });

  test('lack the members of a group that may not be read, and the refusal is answered', async () => {
    const { graph } = await aDirectory({
      active: [holder('anna', GLOBAL), holder('group', GLOBAL, 'group'), holder('gone', GLOBAL, 'group')],
      members: { group: refusal(403, 'Authorization_RequestDenied') },
    });
    const { roles, refusal: refused } = await readPrivilegedRoles(graph);
    expect(Object.keys(roles.holders)).toEqual(['anna']);
    expect(roles.unread).toEqual(['groups']);
    expect(refused).toMatchObject({ code: 'forbidden' });
  });

  test('include everyone else if a group has been deleted since', async () => {
    const { graph } = await aDirectory({ active: [holder('gone', GLOBAL, 'group')] });
    const { roles } = await readPrivilegedRoles(graph);
    expect(roles).toEqual({ holders: {}, unread: [] });
  });

  test('are an error if the assignments may not be read', async () => {
    const { graph } = await connected(() => refusal(403, 'Authorization_RequestDenied'));
    await expect(readPrivilegedRoles(graph)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('end after 100 pages of groups, those of the most powerful role first', async () => {
    const { graph, server } = await connected(({ url }, endpoint) => {
      const page = Number(/page=(\d+)/.exec(url)?.[1] ?? 0);
      if (url.includes('/groups/strong')) return { body: { value: [member('strong')] } };
      if (url.includes('/groups/weak'))
        return {
          body: {
            value: [member(`weak-${page}`)],
            '@odata.nextLink': `${endpoint}/v1.0/groups/weak/transitiveMembers?page=${page + 1}`,
          },
        };
      const groups = [holder('weak', READER, 'group'), holder('strong', GLOBAL, 'group')];
      return { body: { value: url.includes('roleAssignments') ? groups : [] } };
    });
    const { roles } = await readPrivilegedRoles(graph);
    expect(roles.holders.strong).toEqual([{ roleId: GLOBAL, held: 'active' }]);
    expect(roles.unread).toEqual(['groups']);
    expect(server.asked.filter(({ url }) => url.includes('/groups/')).length).toBeLessThanOrEqual(101);
  });

  test('are those of 6,000 accounts at most, and the most powerful are kept', async () => {
    const { graph } = await aDirectory({
      active: [
        ...Array.from({ length: 6_000 }, (_, index) => holder(`reader-${index}`, READER)),
        holder('anna', GLOBAL),
      ],
    });
    const { roles } = await readPrivilegedRoles(graph);
    expect(Object.keys(roles.holders)).toHaveLength(6_000);
    expect(roles.holders.anna).toBeDefined();
    expect(roles.unread).toEqual(['groups']);
  });
});

function member(id: string) {
  return { '@odata.type': '#microsoft.graph.user', id };
}
