import { resolve } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { type Host, startHost } from '../../local/host/host';

const APP = resolve(__dirname, '../fixtures/apps/streamed');
const logged: string[] = [];
let host: Host | null = null;

async function start(env: Readonly<Record<string, string>> = { EVENT_HUB_NAME: 'sign-ins' }): Promise<Host> {
  const log = (_level: string, _name: string | null, message: string) => void logged.push(message);
  host = await startHost({ appRoot: APP, env, port: 0, log });
  return host;
}

afterEach(async () => {
  await host?.stop();
  host = null;
  logged.length = 0;
});

const DELIVERY = {
  partition: '3',
  events: [
    { sequence: 41, enqueuedAt: '2026-03-02T12:00:00.123Z', body: '{"records":[]}' },
    { sequence: 42, enqueuedAt: '2026-03-02T12:00:01.000Z', body: 'no JSON' },
  ],
};

test('an Event Hubs function gets the bodies of a batch, and where each is in its partition', async () => {
  await (await start()).deliver('hears', DELIVERY);
  expect(logged.map((line) => JSON.parse(line))).toEqual([
    {
      messages: [{ records: [] }, 'no JSON'],
      partitionContext: { partitionId: '3' },
      sequenceNumberArray: [41, 42],
      enqueuedTimeUtcArray: ['2026-03-02T12:00:00.123', '2026-03-02T12:00:01.000'],
    },
  ]);
});

test('its hub and its consumer group are listed, with settings resolved', async () => {
  expect((await start()).functions).toEqual([
    { name: 'hears', trigger: 'eventHub', eventHubName: 'sign-ins', consumerGroup: '$Default' },
  ]);
});

test('it does not start without the name of the hub', async () => {
  await expect(start({})).rejects.toMatchObject({ code: 'missingSetting' });
});

test('whoever delivers events learns that the function failed', async () => {
  const failing = { ...DELIVERY, events: [{ ...DELIVERY.events[0], body: 'fail' }] };
  const { deliver, url } = await start();
  await expect(deliver('hears', failing as typeof DELIVERY)).rejects.toThrow('the tables do not answer');
  const post = (body: unknown) =>
    fetch(`${url}/admin/eventHubs/hears`, { method: 'POST', body: JSON.stringify(body) });
  expect((await post(failing)).status).toBe(500);
  expect((await post(DELIVERY)).status).toBe(202);
  expect((await post({ partition: '3' })).status).toBe(500);
});

test('no other function can be delivered events', async () => {
  await expect((await start()).deliver('other', DELIVERY)).rejects.toMatchObject({ code: 'unknownFunction' });
});
