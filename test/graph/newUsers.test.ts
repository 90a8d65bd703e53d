import { expect, test } from '@jest/globals';
import { readNewUsers } from '../../shared/graph/newUsers';
import { aTenant } from '../tenant/aTenant';
import { connected } from './connect';

const SINCE = '2026-11-15T03:20:00.123Z';

test('new users are read page by page, never one by one', async () => {
  const { graph, server } = await connected(({ url }) =>
    url.includes('page=2')
      ? { body: { value: [{ id: 'B', createdDateTime: '2026-11-20T08:00:00Z' }] } }
      : {
          body: {
            value: [{ id: 'A', createdDateTime: '2026-11-16T08:00:00Z' }],
            '@odata.nextLink': `${server.endpoint}/v1.0/users?page=2`,
          },
        },
  );
  expect(await readNewUsers(graph, { since: SINCE })).toEqual([
    { userId: 'a', createdAt: '2026-11-16T08:00:00Z' },
    { userId: 'b', createdAt: '2026-11-20T08:00:00Z' },
  ]);
  const { searchParams } = new URL(server.asked[0]?.url ?? '', 'https://x');
  expect(Object.fromEntries(searchParams)).toEqual({
    $filter: 'createdDateTime ge 2026-11-15T03:20:00Z',
    $select: 'id,createdDateTime',
    $top: '999',
  });
  expect(server.asked).toHaveLength(2);
});

test('a user without a readable date of creation has no grace, and costs no other theirs', async () => {
  const { graph } = await connected(() => ({
    body: {
      value: [
        { id: 'A', createdDateTime: null },
        { id: 'B', createdDateTime: 'yesterday' },
        { id: 'C' },
        { id: 'D', createdDateTime: '2026-11-20T08:00:00Z' },
      ],
    },
  }));
  expect(await readNewUsers(graph, { since: SINCE })).toEqual([
    { userId: 'd', createdAt: '2026-11-20T08:00:00Z' },
  ]);
});

test('the simulated tenant understands the question, and has no new users', async () => {
  const tenant = await aTenant({ days: 1, signInsPerDay: 1, otherSignInsPerDay: 0 });
  const { graph } = await connected(() => ({ body: {} }), { endpoint: tenant.url });
  expect(await readNewUsers(graph, { since: SINCE })).toEqual([]);
});
