import { describe, expect, test } from '@jest/globals';
import { ArmError } from '../../shared/arm/armError';
import { hiddenBy } from '../../shared/arm/hidden';
import { everyPage, hangingOnce, inTurn, refusal, served } from '../served';
import { connected } from './connect';

const PATH = '/subscriptions?api-version=2022-12-01';
const NOON = Date.parse('2026-11-21T12:00:00Z');

describe('a request', () => {
  test('goes to the endpoint with the token', async () => {
    const { arm, server } = await connected(() => ({ body: { id: 'a' } }));
    expect(await arm.get(PATH)).toEqual({ id: 'a' });
    expect(server.asked).toMatchObject([
      { method: 'GET', url: PATH, headers: { authorization: 'Bearer secret' } },
    ]);
  });

  test('follows no redirect', async () => {
    const other = await served(() => ({ body: {} }));
    const { arm } = await connected(() => ({ status: 302, headers: { location: other.endpoint } }));
    await expect(arm.get(PATH)).rejects.toMatchObject({ code: 'badAnswer', fault: { status: 302 } });
    expect(other.asked).toEqual([]);
  });

  test('reports the missing token and its cause', async () => {
    const cause = new Error('no identity here');
    const { arm, server } = await connected(() => ({ body: {} }), { token: () => Promise.reject(cause) });
    await expect(arm.get(PATH)).rejects.toMatchObject({ code: 'unauthorized', cause });
    expect(server.asked).toEqual([]);
  });

  test('gives up on a token that never comes', async () => {
    const { arm } = await connected(() => ({ body: {} }), {
      requestTimeoutMs: 20,
      token: () => new Promise(() => {}),
    });
    await expect(arm.get(PATH)).rejects.toMatchObject({ code: 'timedOut' });
  });
});

describe('a passing fault', () => {
  test.each([429, 500, 502, 503, 504, 408])('is tried again: %i', async (status) => {
    const { arm, waits } = await connected(inTurn(refusal(status, 'x'), { body: { id: 'a' } }));
    expect(await arm.get(PATH)).toEqual({ id: 'a' });
    expect(waits).toEqual([2_000]);
  });

  test.each(['drop', 'cut'] as const)('is tried again: %s', async (fault) => {
    const { arm } = await connected(inTurn(fault, { body: { id: 'a' } }));
    expect(await arm.get(PATH)).toEqual({ id: 'a' });
  });

  test('is tried again: no answer in time', async () => {
    const limits = { requestTimeoutMs: 20, fetch: hangingOnce() };
    const { arm, waits } = await connected(() => ({ body: { id: 'a' } }), limits);
    expect(await arm.get(PATH)).toEqual({ id: 'a' });
    expect(waits).toEqual([2_000]);
  });

  test('is given up after four tries, each wait twice the last', async () => {
    const { arm, server, waits } = await connected(() => refusal(503, 'ServerBusy'));
    await expect(arm.get(PATH)).rejects.toMatchObject({
      code: 'unavailable',
      fault: { serviceCode: 'ServerBusy' },
    });
    expect(server.asked).toHaveLength(4);
    expect(waits).toEqual([2_000, 4_000, 8_000]);
  });

  test('waits as long as it is asked to, up to a minute', async () => {
    const asked = (seconds: string) => inTurn(refusal(429, 'x', { 'retry-after': seconds }), { body: {} });
    const patient = await connected(asked('60'));
    await patient.arm.get(PATH);
    expect(patient.waits).toEqual([60_000]);
    const { arm, waits } = await connected(asked('61'));
    await expect(arm.get(PATH)).rejects.toMatchObject({ code: 'throttled', retryAfterMs: 61_000 });
    expect(waits).toEqual([]);
  });

  test.each([
    [500, 'throttled'],
    [503, 'throttled'],
    [408, 'timedOut'],
    [504, 'timedOut'],
  ])('with a wait of its own counts as throttling, but for a timeout: %i', async (status, code) => {
    const { arm } = await connected(() => refusal(status, 'x', { 'retry-after': '3600' }));
    await expect(arm.get(PATH)).rejects.toMatchObject({ code, fault: { status } });
  });
});

describe('the end of the time', () => {
  test('is kept: nothing is asked from then on', async () => {
    const { arm, server } = await connected(() => ({ body: {} }));
    await arm.get(PATH, NOON + 5_000);
    await expect(arm.get(PATH, NOON)).rejects.toMatchObject({ code: 'outOfTime' });
    expect(server.asked).toHaveLength(1);
  });

  test('is kept: no wait lasts beyond it', async () => {
    const { arm, waits } = await connected(() => refusal(503, 'x'));
    await expect(arm.get(PATH, NOON + 2_000)).rejects.toMatchObject({
      code: 'outOfTime',
      cause: expect.objectContaining({ code: 'unavailable' }),
    });
    expect(waits).toEqual([]);
  });
});

test.each([
  [400, 'badRequest'],
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'notFound'],
  [409, 'badRequest'],
])('%i is not tried again, and is %s', async (status, code) => {
  const { arm, server } = await connected(() => refusal(status, 'AuthorizationFailed'));
  await expect(arm.get(PATH)).rejects.toMatchObject({
    code,
    fault: { status, serviceCode: 'AuthorizationFailed' },
  });
  expect(server.asked).toHaveLength(1);
});

test('a body that is not JSON is a bad answer', async () => {
  const { arm } = await connected(() => ({ body: '<!DOCTYPE html>' }));
  await expect(arm.get(PATH)).rejects.toMatchObject({ code: 'badAnswer', fault: { status: 200 } });
});

test('an error names the path, and nothing of the query or the body', async () => {
  const { arm } = await connected(() => refusal(403, 'AuthorizationFailed'));
  const error = await arm.get(PATH).catch((thrown: Error) => thrown);
  expect(String(error)).toBe(
    'ArmError: arm: forbidden (path /subscriptions, status 403, serviceCode AuthorizationFailed)',
  );
  expect(String(error)).not.toMatch(/api-version|contoso/);
});

describe('pages', () => {
  test('come in order, the link followed as it is written', async () => {
    const { arm, server } = await connected(({ url }, endpoint) => ({
      body:
        url === PATH
          ? { value: [1], nextLink: `${endpoint}/p?$skiptoken=%2f+a==` }
          : { value: [2], nextLink: '' },
    }));
    expect(await everyPage(arm.pages(PATH))).toEqual([1, 2]);
    expect(server.asked.map(({ url }) => url)).toEqual([PATH, '/p?$skiptoken=%2f+a==']);
  });

  test('are not asked of another host', async () => {
    const other = await served(() => ({ body: { value: [] } }));
    const { arm } = await connected(() => ({ body: { value: [], nextLink: `${other.endpoint}/p` } }));
    await expect(everyPage(arm.pages(PATH))).rejects.toMatchObject({ code: 'foreignLink' });
    expect(other.asked).toEqual([]);
  });

  test('that lead back to one already read are an error', async () => {
    const { arm } = await connected((_asked, endpoint) => ({
      body: { value: [], nextLink: endpoint + PATH },
    }));
    await expect(everyPage(arm.pages(PATH))).rejects.toMatchObject({ code: 'endlessPaging' });
  });

  test.each([{}, { value: 'x' }, { value: [], nextLink: 'no link' }])(
    'of another shape are an error: %j',
    async (body) => {
      const { arm } = await connected(() => ({ body }));
      await expect(everyPage(arm.pages(PATH))).rejects.toMatchObject({ code: 'badAnswer' });
    },
  );
});

test('an error is hidden only if a role would show the object', () => {
  const codes = [
    'forbidden',
    'unauthorized',
    'notFound',
    'throttled',
    'outOfTime',
    'unavailable',
    'timedOut',
  ] as const;
  const others = ['badRequest', 'badAnswer', 'tooLarge', 'foreignLink', 'endlessPaging'] as const;
  expect([...codes, ...others].map((code) => hiddenBy(new ArmError(code, PATH)))).toEqual([
    'forbidden',
    'forbidden',
    'notFound',
    ...Array.from({ length: 9 }, () => null),
  ]);
  expect(hiddenBy(new Error('403'))).toBeNull();
});
