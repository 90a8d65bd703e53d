import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openApi } from '../../functions/http/openApi';
import { type Registered, registered } from './registered';

function triggerOf({ name, bindings }: Registered) {
  const [trigger] = Object.values(bindings).filter(({ type }) => String(type).endsWith('Trigger'));
  const { type, schedule, route, methods, authLevel } = trigger ?? {};
  return { name, type, schedule, route, methods, authLevel };
}

const timer = (name: string, schedule: string) => ({ name, type: 'timerTrigger', schedule });
const http = (name: string, route: string, methods: string[] = ['GET']) => ({
  name,
  type: 'httpTrigger',
  route,
  methods,
  authLevel: 'function',
});

test('every function registers with its trigger, route and auth level', async () => {
  expect((await registered()).map(triggerOf)).toEqual([
    timer('pollSignIns', '%POLL_SCHEDULE%'),
    timer('refreshPosture', '%POSTURE_SCHEDULE%'),
    timer('sendDigest', '%DIGEST_SCHEDULE%'),
    http('checkNow', 'check', ['GET', 'POST']),
    http('listFindings', 'findings'),
    http('listAccounts', 'accounts/{userId?}'),
    http('setException', 'accounts/{userId}/exception', ['PUT']),
    http('endException', 'accounts/{userId}/exception', ['DELETE']),
    http('setExceptions', 'exceptions', ['PUT']),
    http('endExceptions', 'exceptions', ['DELETE']),
    http('listAudit', 'audit'),
    http('showReport', 'report'),
    http('previewDigest', 'digest', ['GET', 'POST']),
    http('reportHealth', 'health'),
    http('describeApi', 'openapi.json'),
  ]);
});

describe('with the source eventHub', () => {
  beforeEach(() => {
    process.env.SIGN_IN_SOURCE = 'eventHub';
  });
  afterEach(() => {
    delete process.env.SIGN_IN_SOURCE;
    delete process.env.EVENT_HUB_CONSUMER_GROUP;
  });
  const ingest = async () => (await registered()).find(({ name }) => name === 'ingestSignIns');

  test('ingestSignIns listens to the hub of the settings, and the host repeats a failed batch for ever', async () => {
    const found = await ingest();
    expect(Object.values(found?.bindings ?? {})).toEqual([
      expect.objectContaining({
        type: 'eventHubTrigger',
        connection: 'EVENT_HUB',
        eventHubName: '%EVENT_HUB_NAME%',
        consumerGroup: '$Default',
        cardinality: 'many',
      }),
    ]);
    expect(found?.retryOptions).toMatchObject({
      retryStrategy: 'exponentialBackoff',
      maxRetryCount: -1,
      minimumInterval: { seconds: 5 },
      maximumInterval: { seconds: 300 },
    });
  });

  test('a consumer group of the settings is used', async () => {
    process.env.EVENT_HUB_CONSUMER_GROUP = 'mfa-watch';
    const [binding] = Object.values((await ingest())?.bindings ?? {});
    expect(binding?.consumerGroup).toBe('%EVENT_HUB_CONSUMER_GROUP%');
  });
});

test('no timer runs at start-up, where every scale-out would run it again', async () => {
  for (const { bindings } of await registered()) {
    for (const binding of Object.values(bindings)) expect(binding.runOnStartup ?? false).toBe(false);
  }
});

/** OpenAPI knows no optional parameter: such a route is two paths. */
function pathsOf(route: string): string[] {
  const without = route.replace(/\/\{\w+\?\}$/, '');
  return without === route ? [route] : [without, route.replace('?}', '}')];
}

test('the OpenAPI document describes exactly the endpoints there are', async () => {
  const { paths } = openApi();
  const described = Object.entries(paths as Record<string, object>).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.slice(1)}`),
  );
  const served = (await registered())
    .map(triggerOf)
    .flatMap(({ route, methods }) =>
      ((methods ?? []) as string[]).flatMap((method) =>
        pathsOf(String(route)).map((path) => `${method} ${path}`),
      ),
    );
  expect(described.sort()).toEqual(served.sort());
});
