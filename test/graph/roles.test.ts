import { expect, test } from '@jest/globals';
import { readSyncAccounts } from '../../shared/graph/roles';
import { connected } from './connect';

const SYNC_ROLES = ['d29b2b05-8046-44ba-8758-1e26182fcf32', 'a92aed5d-d78a-4d16-b381-09adb37eb3b0'];

test('the accounts that are there for directory synchronization hold one of two roles', async () => {
  const holder = (id: string, type: string) => ({
    principalId: id,
    principal: { '@odata.type': `#microsoft.graph.${type}`, id },
  });
  const { graph, server } = await connected(({ url }) => ({
    body: {
      value: url.includes(SYNC_ROLES[0] ?? '')
        ? [holder('SYNC-1', 'user'), holder('app', 'servicePrincipal')]
        : [holder('sync-2', 'user')],
    },
  }));
  expect(await readSyncAccounts(graph)).toEqual(new Set(['sync-1', 'sync-2']));
  const asked = server.asked.map(({ url }) => decodeURIComponent(url));
  expect(asked).toEqual(
    SYNC_ROLES.map(
      (role) =>
        `/v1.0/roleManagement/directory/roleAssignments?$filter=roleDefinitionId eq '${role}'&$expand=principal`,
    ),
  );
});
