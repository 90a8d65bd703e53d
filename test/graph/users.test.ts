import { describe, expect, test } from '@jest/globals';
import { readTenant } from '../../shared/graph/organization';
import { findUser, findUsers } from '../../shared/graph/users';
import { inTurn, refusal } from '../served';
import { connected } from './connect';

const ALEX = 'b0000001-0000-4000-8000-00000000000a';
const body = {
  id: ALEX.toUpperCase(),
  userPrincipalName: 'alex@contoso.example',
  displayName: 'Alex Example',
  accountEnabled: false,
  mail: null,
  otherMails: ['alex@fabrikam.example'],
};
const user = {
  userId: ALEX,
  userPrincipalName: 'alex@contoso.example',
  displayName: 'Alex Example',
  accountEnabled: false,
  address: 'alex@fabrikam.example',
};

describe('findUsers', () => {
  const guest = {
    ...body,
    userPrincipalName: "kim.o'sei_fabrikam.example#EXT#@contoso.example",
    otherMails: [],
  };
  const page = (...value: readonly object[]) => ({ body: { value } });
  const none = refusal(404, 'Request_ResourceNotFound');
  const filterOf = (url: string | undefined) => new URL(url ?? '', 'https://x').searchParams.get('$filter');

  test.each([
    ['mail', { ...guest, mail: "Kim.O'Sei@fabrikam.example" }, [], "mail eq 'kim.o''sei@fabrikam.example'"],
    [
      'another mail',
      { ...guest, otherMails: ["kim.o'sei@fabrikam.example"] },
      [page()],
      "otherMails/any(one:one eq 'kim.o''sei@fabrikam.example')",
    ],
    [
      'a proxy address',
      { ...guest, userPrincipalName: 'k', proxyAddresses: ["SMTP:kim.o'sei@fabrikam.example"] },
      [page(), page()],
      "proxyAddresses/any(one:one eq 'smtp:kim.o''sei@fabrikam.example')",
    ],
    [
      'the name of a guest',
      guest,
      [page(), page(), refusal(400, 'Request_UnsupportedQuery')],
      "startswith(userPrincipalName,'kim.o''sei_fabrikam.example#EXT#@')",
    ],
  ])('finds a guest by %s', async (_what, row, before, filter) => {
    const { graph, server } = await connected(inTurn(none, ...before, page(row)));
    expect(await findUsers(graph, "Kim.O'Sei@fabrikam.example")).toMatchObject([{ userId: ALEX }]);
    expect(filterOf(server.asked.at(-1)?.url)).toBe(filter);
  });

  test('finds by the spelling of the directory who is known by the address', async () => {
    const { graph } = await connected(inTurn(none, page({ ...guest, mail: "kim.o'sei@fabrikam.example" })));
    expect(await findUsers(graph, "kim.o'sei_fabrikam.example#EXT#@other.example")).toHaveLength(1);
  });

  test('finds all who share an address, and nobody who has another', async () => {
    const shared = { ...body, mail: 'team@contoso.example' };
    const { graph } = await connected(inTurn(none, page(shared, { ...shared, id: 'other' }, body)));
    expect(await findUsers(graph, 'team@contoso.example')).toHaveLength(2);
  });

  test('asks for an id once', async () => {
    const { graph, server } = await connected(() => none);
    expect(await findUsers(graph, ALEX)).toEqual([]);
    expect(server.asked).toHaveLength(1);
  });
});

describe('findUser', () => {
  test.each([
    [ALEX, ALEX],
    ['alex@contoso.example', 'alex%40contoso.example'],
    ['alex_fabrikam.example#EXT#@contoso.example', 'alex_fabrikam.example%23EXT%23%40contoso.example'],
    ['a/../../me?$x=1&@b', 'a%2F..%2F..%2Fme%3F%24x%3D1%26%40b'],
  ])('asks for %s by one segment of the path', async (idOrUpn, segment) => {
    const { graph, server } = await connected(() => ({ body }));
    expect(await findUser(graph, idOrUpn)).toEqual(user);
    expect(server.asked.map(({ url }) => url.slice(0, url.indexOf('?')))).toEqual([`/v1.0/users/${segment}`]);
  });

  test.each(['', '.', '..', 'alex', 'delta'])(
    'does not ask for what is neither id nor name: "%s"',
    async (text) => {
      const { graph, server } = await connected(() => ({ body }));
      expect(await findUser(graph, text)).toBeNull();
      expect(server.asked).toEqual([]);
    },
  );

  test('asks for a name that begins with $ as Graph documents it', async () => {
    const { graph, server } = await connected(() => ({ body }));
    expect(await findUser(graph, "$o'sei/1@contoso.example")).toEqual(user);
    expect(server.asked.map(({ url }) => url.slice(0, url.indexOf('?')))).toEqual([
      "/v1.0/users('%24o''sei%2F1%40contoso.example')",
    ]);
  });

  test.each([
    [404, 'Request_ResourceNotFound'],
    [400, 'Request_BadRequest'],
  ])('finds nobody if Graph knows nobody, or takes the text for no name: %i', async (status, code) => {
    const { graph } = await connected(() => refusal(status, code));
    expect(await findUser(graph, ALEX)).toBeNull();
  });

  test('names the permission it lacks', async () => {
    const { graph } = await connected(() => refusal(403, 'Authorization_RequestDenied'));
    await expect(findUser(graph, ALEX)).rejects.toThrow('User.Read.All');
  });

  test('prefers mail to other addresses, and takes an account of unknown state for enabled', async () => {
    const { graph } = await connected(() => ({
      body: { ...body, accountEnabled: null, mail: 'a@contoso.example' },
    }));
    expect(await findUser(graph, ALEX)).toEqual({
      ...user,
      accountEnabled: true,
      address: 'a@contoso.example',
    });
  });

  test('has no address if the user has none', async () => {
    const { graph } = await connected(() => ({ body: { id: ALEX, otherMails: [] } }));
    expect(await findUser(graph, ALEX)).toMatchObject({ address: null, userPrincipalName: null });
  });
});

describe('readTenant', () => {
  test('reads id and name', async () => {
    const { graph } = await connected(() => ({ body: { value: [{ id: 'ABC', displayName: 'Contoso' }] } }));
    expect(await readTenant(graph)).toEqual({ tenantId: 'abc', name: 'Contoso' });
  });

  test('reports an answer without a tenant', async () => {
    const { graph } = await connected(() => ({ body: { value: [] } }));
    await expect(readTenant(graph)).rejects.toMatchObject({
      code: 'badAnswer',
      fault: { path: '/v1.0/organization' },
    });
  });
});
