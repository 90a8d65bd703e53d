import { describe, expect, test } from '@jest/globals';
import { membersOf } from '../../shared/graph/groups';
import { faultInWords } from '../../shared/render/words/faults';
import { inTurn, refusal } from '../served';
import { connected } from './connect';

const GROUP = 'a0000001-0000-4000-8000-00000000000a';
const member = (id: string, type = 'user') => ({ '@odata.type': `#microsoft.graph.${type}`, id });

describe('the members of a group', () => {
  test('are its users, each once, page by page; devices and groups are none', async () => {
    const { graph, server } = await connected(({ url }) =>
      url.includes('page=2')
        ? { body: { value: [member('b'), member('C')] } }
        : {
            body: {
              value: [member('A'), member('b'), member('d', 'device'), member('g', 'group')],
              '@odata.nextLink': `${server.endpoint}/v1.0/groups/${GROUP}/transitiveMembers?page=2`,
            },
          },
    );
    expect(await membersOf(graph, GROUP, { most: 3 })).toEqual({
      kind: 'members',
      userIds: ['a', 'b', 'c'],
    });
    expect(await membersOf(graph, GROUP, { most: 2 })).toEqual({ kind: 'tooManyMembers', most: 2 });
  });

  test('are none of a group that is not there', async () => {
    const { graph } = await connected(inTurn(refusal(404, 'Request_ResourceNotFound')));
    expect(await membersOf(graph, GROUP, { most: 3 })).toEqual({ kind: 'unknownGroup' });
  });

  test.each([
    ['HiddenMembership', { kind: 'hiddenMembers' }],
    ['Private', { kind: 'members', userIds: [] }],
    [null, { kind: 'members', userIds: [] }],
  ])('if Graph lists none, and the visibility of the group is %j', async (visibility, expected) => {
    const { graph, server } = await connected(
      inTurn({ body: { value: [] } }, { body: { id: GROUP, visibility } }),
    );
    expect(await membersOf(graph, GROUP, { most: 3 })).toEqual(expected);
    expect(server.asked[1]?.url).toBe(`/v1.0/groups/${GROUP}?$select=id%2Cvisibility`);
  });

  test('are not hidden if Graph lists some', async () => {
    const { graph, server } = await connected(inTurn({ body: { value: [member('a')] } }));
    await membersOf(graph, GROUP, { most: 3 });
    expect(server.asked).toHaveLength(1);
  });

  test('cannot be read without the permission, and the error names it', async () => {
    const { graph } = await connected(() => refusal(403, 'Authorization_RequestDenied'));
    const error = await membersOf(graph, GROUP, { most: 3 }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'forbidden', fault: { permission: 'GroupMember.Read.All' } });
    expect(faultInWords((error as { fault: Parameters<typeof faultInWords>[0] }).fault)).toContain(
      'GroupMember.Read.All',
    );
  });
});
