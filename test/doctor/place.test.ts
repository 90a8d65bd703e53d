import { afterEach, expect, test } from '@jest/globals';
import { judgePlace, locate } from '../../local/doctor/place';
import { connectArm } from '../../shared/arm/connectArm';
import { type LoopbackServer, loopbackServer } from '../loopbackServer';

const ASKED = { group: 'rg(1)', subscription: null, cloud: 'global', shell: 'posix' } as const;

let server: LoopbackServer | null = null;
afterEach(() => server?.close());

/** @param looks what Azure answers of the group in each subscription, named a, b and so on */
async function judged(looks: readonly (200 | 404 | 403)[]) {
  const ids = looks.map((_look, index) => `s${String(index).padStart(2, '0')}`);
  server = await loopbackServer(({ url }) => {
    const index = ids.findIndex((id) => url.startsWith(`/subscriptions/${id}/`));
    if (index < 0) return { body: { value: ids.map((subscriptionId) => ({ subscriptionId })) } };
    const status = looks[index] ?? 500;
    const code = status === 404 ? 'ResourceGroupNotFound' : 'AuthorizationFailed';
    return { status, body: status === 200 ? { id: '/g' } : { error: { code } } };
  });
  const arm = connectArm({ endpoint: server.endpoint, token: async () => 'local' });
  return judgePlace(await locate(arm, ASKED), ASKED);
}

test('a group in two subscriptions is asked for in the first, by its name', async () => {
  expect(await judged([404, 200, 200])).toEqual({
    check: 'place',
    state: 'unknown',
    code: 'severalSubscriptions',
    group: 'rg(1)',
    subscriptions: 3,
    having: ['s01', 's02'],
    hidden: 0,
    command: "npx mfa-watch doctor --subscription s01 --resource-group 'rg(1)'",
  });
});

test('a group in no subscription leaves the choice to the admin', async () => {
  expect(await judged([404, 404])).toMatchObject({
    state: 'unknown',
    having: [],
    hidden: 0,
    command: 'az account list -o table',
  });
});

test('subscriptions that could not be searched are counted', async () => {
  expect(await judged([404, 403, 403])).toMatchObject({
    having: [],
    hidden: 2,
    command: 'az account list -o table',
  });
});

test('too many subscriptions are not searched', async () => {
  expect(await judged(Array(31).fill(200))).toMatchObject({ subscriptions: 31, having: null });
  expect(server?.asked).toHaveLength(1);
});
