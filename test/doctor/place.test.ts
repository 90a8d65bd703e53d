import { afterEach, expect, test } from '@jest/globals';
import { judgePlace, locate } from '../../local/doctor/place';
import { connectArm } from '../../shared/arm/connectArm';
import { type LoopbackServer, loopbackServer } from '../loopbackServer';

const ASKED = { group: 'rg(1)', subscription: null, cloud: 'global' } as const;

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

test('a group in two subscriptions is asked for in one of them, by its name', async () => {
  expect(await judged([404, 200, 200])).toEqual({
    name: 'resource group',
    state: 'unknown',
    sentence:
      'You see 3 subscriptions, and 2 of them have a group rg(1) (s01, s02): name the right one with --subscription, and the group with --resource-group if it has another name.',
    mend: "npx mfa-watch doctor --subscription s01 --resource-group 'rg(1)'",
  });
});

test('a group in none names no subscription', async () => {
  const check = await judged([404, 404]);
  expect(check).toMatchObject({ state: 'unknown', mend: 'az account list -o table' });
  expect(check.sentence).toContain('2 subscriptions, and no group rg(1) was found: ');
});

test('where a subscription could not be looked in that is said', async () => {
  const check = await judged([404, 403, 403]);
  expect(check.mend).toBe('az account list -o table');
  expect(check.sentence).toContain('no group rg(1) was found, while 2 of them could not be looked in: ');
});

test('too many to look in are not said to lack it', async () => {
  const check = await judged(Array(31).fill(200));
  expect(check.sentence).toContain('31 subscriptions, and they are too many to look for the group in each: ');
  expect(server?.asked).toHaveLength(1);
});
