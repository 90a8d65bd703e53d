import { describe, expect, test } from '@jest/globals';
import { readNames } from '../../shared/graph/names';
import type { Reply } from '../loopbackServer';
import { refusal } from '../served';
import { connected } from './connect';

const id = (n: number) => `b0000001-0000-4000-8000-${String(n).padStart(12, '0')}`;
const user = (n: number) => ({
  '@odata.type': '#microsoft.graph.user',
  id: id(n),
  userPrincipalName: `${n}@x`,
});
const NOBODY = { users: [], groups: [], roles: [] };

/** Answers by the first path that fits. */
function tenant(...replies: readonly (readonly [RegExp, Reply])[]) {
  return connected(
    ({ url }) =>
      replies.find(([path]) => path.test(decodeURIComponent(url)))?.[1] ??
      refusal(404, 'Request_ResourceNotFound'),
  );
}

test('users are asked for by fifteens, up to thirty', async () => {
  const { graph, server } = await tenant([
    /users\?/,
    {
      body: {
        value: [
          { id: id(1).toUpperCase(), userPrincipalName: 'anna@x' },
          { id: id(2), displayName: 'Ben' },
        ],
      },
    },
  ]);
  const users = Array.from({ length: 40 }, (_, n) => id(n));
  expect(await readNames(graph, { ...NOBODY, users })).toEqual({
    [id(1)]: { name: 'anna@x', people: null },
    [id(2)]: { name: 'Ben', people: null },
  });
  expect(server.asked).toHaveLength(2);
  const filters = server.asked.map(({ url }) => new URL(url, 'http://x').searchParams.get('$filter') ?? '');
  expect(filters[0]).toMatch(/^id in \('b0000001-.*'\)$/);
  expect(filters.map((filter) => filter.split(',').length)).toEqual([15, 15]);
});

test('a group comes with the users in it, and in the groups in it', async () => {
  const { graph } = await tenant(
    [
      /transitiveMembers/,
      { body: { value: [user(1), { '@odata.type': '#microsoft.graph.group', id: id(9) }] } },
    ],
    [/groups/, { body: { id: id(7), displayName: 'Scripts' } }],
  );
  expect(await readNames(graph, { ...NOBODY, groups: [id(7)] })).toEqual({
    [id(7)]: { name: 'Scripts', people: { count: 1, isMore: false, some: ['1@x'] } },
  });
});

test('of a large group a part is read, whatever is in it', async () => {
  const pages = async (row: (n: number) => object) => {
    const value = Array.from({ length: 300 }, (_, n) => row(n));
    const { graph, server } = await connected(({ url }) => {
      if (!url.includes('transitiveMembers')) return { body: { id: id(7), displayName: 'Everybody' } };
      const link = `${server.endpoint}/v1.0/groups/x/transitiveMembers?page=${server.asked.length}`;
      return { body: { value, '@odata.nextLink': link } };
    });
    const names = await readNames(graph, { ...NOBODY, groups: [id(7)] });
    return { people: names[id(7)]?.people, asked: server.asked.length };
  };
  expect(await pages(user)).toEqual({
    people: { count: 300, isMore: true, some: ['0@x', '1@x', '2@x', '3@x', '4@x'] },
    asked: 7,
  });
  const device = (n: number) => ({ '@odata.type': '#microsoft.graph.device', id: id(n) });
  expect(await pages(device)).toEqual({ people: { count: 0, isMore: true, some: [] }, asked: 7 });
});

test('a role comes with the users who hold it over the whole directory, through groups as well', async () => {
  const holder = (n: number, type: string, scope = '/') => ({
    principalId: id(n),
    directoryScopeId: scope,
    principal: { '@odata.type': `#microsoft.graph.${type}`, userPrincipalName: `${n}@x` },
  });
  const value = [
    holder(1, 'user'),
    holder(2, 'group'),
    holder(3, 'servicePrincipal'),
    holder(4, 'user', '/administrativeUnits/a'),
  ];
  const { graph } = await tenant(
    [/transitiveMembers/, { body: { value: [user(5), user(1)] } }],
    [/roleAssignments/, { body: { value } }],
    [/roleDefinitions/, { body: { id: id(9), displayName: 'Reader' } }],
  );
  expect(await readNames(graph, { ...NOBODY, roles: [id(9)] })).toEqual({
    [id(9)]: { name: 'Reader', people: { count: 2, isMore: false, some: ['1@x', '5@x'] } },
  });
});

describe('what cannot be read', () => {
  const all = { users: [id(1)], groups: [id(7)], roles: [id(3)] };
  const readable = [/users/, { body: { value: [{ id: id(1), displayName: 'Anna' }] } }] as const;

  test.each([
    ['is gone', refusal(404, 'Request_ResourceNotFound')],
    ['may not be read', refusal(403, 'Authorization_RequestDenied')],
    ['is of another shape', { body: { displayName: 7 } }],
  ])('because it %s is left out, and the rest is named', async (_, reply) => {
    const { graph } = await tenant(readable, [/./, reply]);
    expect(Object.keys(await readNames(graph, all))).toEqual([id(1)]);
  });

  test('because Graph is in trouble ends the asking', async () => {
    const { graph, server } = await tenant(readable, [/./, refusal(503, 'serviceNotAvailable')]);
    expect(Object.keys(await readNames(graph, all))).toEqual([id(1)]);
    const paths = server.asked.map(({ url }) => url.split('?')[0]);
    expect(new Set(paths)).toEqual(new Set(['/v1.0/users', `/v1.0/groups/${id(7)}`]));
  });

  test('for want of time is left out, and nothing more is asked', async () => {
    const { graph, server } = await tenant(readable);
    expect(await readNames(graph, all, 0)).toEqual({});
    expect(server.asked).toEqual([]);
  });
});
