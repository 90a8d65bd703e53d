import { expect, test } from '@jest/globals';
import { readSyncAccounts } from '../../shared/graph/roles';
import { refusal } from '../served';
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
  expect(await readSyncAccounts(graph)).toEqual(['sync-1', 'sync-2']);
  const asked = server.asked.map(({ url }) => decodeURIComponent(url));
  expect(asked).toEqual(
    SYNC_ROLES.map(
      (role) =>
        `/v1.0/roleManagement/directory/roleAssignments?$filter=roleDefinitionId eq '${role}'&$expand=principal`,
    ),
  );
});

test('a role that a cloud does not have has no holders, and any other error is reported', async () => {
  const holder = { principalId: 'sync', principal: { '@odata.type': '#microsoft.graph.user' } };
  const answering = (status: number, code: string) =>
    connected(({ url }) =>
      url.includes(SYNC_ROLES[0] ?? '') ? refusal(status, code) : { body: { value: [holder] } },
    );
  for (const [status, code] of [
    [404, 'Request_ResourceNotFound'],
    [400, 'Request_BadRequest'],
  ] as const)
    expect(await readSyncAccounts((await answering(status, code)).graph)).toEqual(['sync']);
  const { graph } = await answering(403, 'Authorization_RequestDenied');
  await expect(readSyncAccounts(graph)).rejects.toMatchObject({ code: 'forbidden' });
});
