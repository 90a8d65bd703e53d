import { expect, test } from '@jest/globals';
import { permissionFor } from '../../shared/graph/permissions';
import { readPerUserMfa } from '../../shared/graph/perUserMfa';
import type { Reply } from '../loopbackServer';
import { refusal } from '../served';
import { connected } from './connect';

const USER = 'b0000001-0000-4000-8000-000000000001';
const PATH = `/beta/users/${USER}/authentication/requirements`;
const NEVER = Number.POSITIVE_INFINITY;

test.each<[string | null, Reply]>([
  ['enforced', { body: { perUserMfaState: 'enforced' } }],
  ['disabled', { body: { perUserMfaState: 'disabled' } }],
  [null, { body: { perUserMfaState: 'unknownFutureValue' } }],
  [null, { body: {} }],
  [null, refusal(404, 'Request_ResourceNotFound')],
  [null, refusal(403, 'Authorization_RequestDenied')],
  [null, refusal(400, 'Request_BadRequest')],
  [null, refusal(401, 'InvalidAuthenticationToken')],
  [null, { body: 'not what was asked for' }],
])('says %s', async (state, reply) => {
  const { graph, server } = await connected(() => reply);
  expect(await readPerUserMfa(graph, USER, NEVER)).toBe(state);
  expect(new Set(server.asked.map(({ url }) => url))).toEqual(new Set([PATH]));
});

test('takes the permission of policies, not of users', () => {
  expect(permissionFor(PATH)).toBe('Policy.Read.All');
  expect(permissionFor(`/v1.0/users/${USER}`)).toBe('User.Read.All');
});
