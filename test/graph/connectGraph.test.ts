import { describe, expect, test } from '@jest/globals';
import { graphError } from '../../shared/graph/graphError';
import { wireFetch } from '../../shared/http/wireFetch';
import { everyPage, hangingOnce, inTurn, refusal, served, waitingClock } from '../served';
import { connected } from './connect';

const ORGANIZATION = '/v1.0/organization?$select=id';
const OK = { body: { value: [] } };

describe('a request', () => {
  test('goes to the endpoint with the token, asking for enum values by name', async () => {
    const { graph, server } = await connected(() => ({ body: { id: 'a' } }));
    expect(await graph.get(ORGANIZATION)).toEqual({ id: 'a' });
    expect(server.asked).toHaveLength(1);
    expect(server.asked[0]).toMatchObject({
      method: 'GET',
      url: ORGANIZATION,
      headers: { authorization: 'Bearer secret', prefer: 'include-unknown-enum-members' },
    });
  });

  test('follows no redirect', async () => {
    const other = await served(() => OK);
    const { graph } = await connected(() => ({ status: 302, headers: { location: other.endpoint } }));
    await expect(graph.get(ORGANIZATION)).rejects.toMatchObject({
      code: 'badAnswer',
      fault: { status: 302 },
    });
    expect(other.asked).toEqual([]);
  });

  test('reports the missing token and its cause', async () => {
    const cause = new Error('no identity here');
    const { graph, server } = await connected(() => OK, { token: () => Promise.reject(cause) });
    await expect(graph.get(ORGANIZATION)).rejects.toMatchObject({
      code: 'unauthorized',
      fault: { status: null },
      cause,
    });
    expect(server.asked).toEqual([]);
  });
});

describe('a passing fault', () => {
  test.each([429, 500, 502, 503, 504])('is tried again: %i', async (status) => {
    const { graph, server, waits } = await connected(inTurn(refusal(status, 'x'), { body: { id: 'a' } }));
    expect(await graph.get(ORGANIZATION)).toEqual({ id: 'a' });
    expect(server.asked).toHaveLength(2);
    expect(waits).toEqual([2_000]);
  });

  test.each(['drop', 'cut'] as const)('is tried again: the connection breaks (%s)', async (fault) => {
    const { graph, server } = await connected(inTurn(fault, { body: { id: 'a' } }));
    expect(await graph.get(ORGANIZATION)).toEqual({ id: 'a' });
    expect(server.asked).toHaveLength(2);
  });

  test('a request that is answered in time leaves no clock behind, which would keep it in memory', async () => {
    const signals: AbortSignal[] = [];
    const { graph } = await connected(() => ({ body: { id: 'a' } }), {
      requestTimeoutMs: 200,
      fetch: (url, request) => {
        signals.push(request.signal);
        return wireFetch(graphError)(url, request);
      },
    });
    await graph.get(ORGANIZATION);
    await new Promise((wait) => setTimeout(wait, 300));
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  });

  test('is tried again: no answer in time', async () => {
    const { graph, waits } = await connected(() => ({ body: { id: 'a' } }), {
      requestTimeoutMs: 20,
      fetch: hangingOnce(),
    });
    expect(await graph.get(ORGANIZATION)).toEqual({ id: 'a' });
    expect(waits).toEqual([2_000]);
  });

  test('is tried again: no token in time', async () => {
    const { graph, server } = await connected(() => OK, {
      requestTimeoutMs: 20,
      token: () => new Promise(() => {}),
    });
    await expect(graph.get(ORGANIZATION)).rejects.toMatchObject({ code: 'timedOut' });
    expect(server.asked).toEqual([]);
  });

  test('is given up after five tries, each wait twice the last', async () => {
    const { graph, server, waits } = await connected(() => refusal(503, 'serviceNotAvailable'));
    await expect(graph.get(ORGANIZATION)).rejects.toMatchObject({
      code: 'unavailable',
      fault: { status: 503, serviceCode: 'serviceNotAvailable' },
    });
    expect(server.asked).toHaveLength(5);
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000]);
  });

  test('is given up after two tries when it is that the answer takes too long', async () => {
    const { graph, server } = await connected(() => refusal(504, 'UnknownError'));
    await expect(graph.get(ORGANIZATION)).rejects.toMatchObject({ code: 'timedOut', fault: { status: 504 } });
    expect(server.asked).toHaveLength(2);
  });

  test('is waited out with jitter', async () => {
    const { graph, waits } = await connected(inTurn(refusal(503, 'x'), OK), { random: () => 0.25 });
    await graph.get(ORGANIZATION);
    expect(waits).toEqual([500]);
  });

  test('keeps its cause', async () => {
    const { graph, server } = await connected(() => OK);
    await server.close();
    await expect(graph.get(ORGANIZATION)).rejects.toMatchObject({
      code: 'unavailable',
      cause: { code: 'ECONNREFUSED' },
    });
  });
});

describe('Retry-After', () => {
  test('is waited out in seconds', async () => {
    const { graph, waits } = await connected(inTurn(refusal(429, 'x', { 'retry-after': '17' }), OK));
    await graph.get(ORGANIZATION);
    expect(waits).toEqual([17_000]);
  });

  test('is waited out as a date', async () => {
    const date = { 'retry-after': 'Sat, 21 Nov 2026 12:00:42 GMT' };
    const { graph, waits } = await connected(inTurn(refusal(503, 'x', date), OK));
    await graph.get(ORGANIZATION);
    expect(waits).toEqual([42_000]);
  });

  test.each(['soon', '0', 'Sat, 21 Nov 2020 12:00:00 GMT'])(
    'of no use leaves the backoff: %s',
    async (value) => {
      const { graph, waits } = await connected(inTurn(refusal(429, 'x', { 'retry-after': value }), OK));
      await graph.get(ORGANIZATION);
      expect(waits).toEqual([2_000]);
    },
  );

  test.each([
    [429, ['POST', 'POST']],
    [503, ['POST']],
  ])('for a request that changes something is honoured only after a refusal: %i', async (status, methods) => {
    const { graph, server } = await connected(inTurn(refusal(status, 'x', { 'retry-after': '1' }), OK));
    await graph.create('/v1.0/p', {}).catch(() => {});
    expect(server.asked.map(({ method }) => method)).toEqual(methods);
  });

  test.each([429, 503])('of two hours is not waited out: %i', async (status) => {
    const { graph, server, waits } = await connected(() => refusal(status, 'x', { 'retry-after': '7200' }));
    await expect(graph.get(ORGANIZATION)).rejects.toMatchObject({
      code: 'throttled',
      retryAfterMs: 7_200_000,
    });
    expect(server.asked).toHaveLength(1);
    expect(waits).toEqual([]);
  });
});

describe('a timeout', () => {
  test.each([504, 408])('is one also with a wait, which is kept: %i', async (status) => {
    const { graph, server, waits } = await connected(() => refusal(status, 'x', { 'retry-after': '17' }));
    await expect(graph.get(ORGANIZATION)).rejects.toMatchObject({ code: 'timedOut', fault: { status } });
    expect(server.asked).toHaveLength(2);
    expect(waits).toEqual([17_000]);
  });

  test('is one also with a wait that is too long to keep', async () => {
    const { graph, server, waits } = await connected(() => refusal(504, 'x', { 'retry-after': '7200' }));
    await expect(graph.get(ORGANIZATION)).rejects.toMatchObject({ code: 'timedOut' });
    expect(server.asked).toHaveLength(1);
    expect(waits).toEqual([]);
  });
});

describe('a fault that stays', () => {
  test.each([
    [400, 'badRequest'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'notFound'],
    [409, 'badRequest'],
    [410, 'expiredPage'],
  ])('is reported at once: %i is %s', async (status, code) => {
    const { graph, server, waits } = await connected(() => refusal(status, 'SomeCode'));
    await expect(graph.get(ORGANIZATION)).rejects.toMatchObject({
      code,
      fault: { status, serviceCode: 'SomeCode' },
    });
    expect(server.asked).toHaveLength(1);
    expect(waits).toEqual([]);
  });

  test('is reported at once: a body that is not JSON', async () => {
    const { graph } = await connected(() => ({ body: '<html>Welcome to the proxy</html>' }));
    await expect(graph.get(ORGANIZATION)).rejects.toMatchObject({
      code: 'badAnswer',
      fault: { status: 200 },
    });
  });

  test('of a proxy that refuses with a page is no missing permission', async () => {
    const { graph } = await connected(() => ({ status: 403, body: '<!DOCTYPE html><title>Blocked</title>' }));
    await expect(graph.get(ORGANIZATION)).rejects.toMatchObject({
      code: 'badAnswer',
      fault: { status: 403 },
    });
  });

  test('is reported without a code of Graph if the body has none', async () => {
    const { graph } = await connected(() => ({ status: 403, body: 'no' }));
    await expect(graph.get(ORGANIZATION)).rejects.toMatchObject({
      code: 'forbidden',
      fault: { serviceCode: null },
    });
  });
});

describe('a missing licence', () => {
  const NON_PREMIUM = refusal(403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant');

  test('is believed the tenth time, within seconds', async () => {
    const { graph, server, waits } = await connected(() => NON_PREMIUM);
    await expect(everyPage(graph.pages('/beta/auditLogs/signIns'))).rejects.toMatchObject({
      code: 'notLicensed',
    });
    expect(server.asked).toHaveLength(10);
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(30_000);
  });

  test('is not believed when a later try goes well', async () => {
    const { graph } = await connected(
      inTurn(NON_PREMIUM, NON_PREMIUM, NON_PREMIUM, NON_PREMIUM, { body: { value: [1] } }),
    );
    expect(await everyPage(graph.pages('/beta/auditLogs/signIns'))).toEqual([1]);
  });

  test('is believed at once if Privileged Identity Management answers it', async () => {
    const { graph, server } = await connected(() => refusal(400, 'AadPremiumLicenseRequired'));
    await expect(graph.get(ORGANIZATION)).rejects.toMatchObject({ code: 'notLicensed' });
    expect(server.asked).toHaveLength(1);
  });
});

describe('the pace', () => {
  const sixOf = (path: string) => Array.from({ length: 6 }, () => path);

  test('is five reports in ten seconds, sign-ins and registrations together', async () => {
    const { graph, waits } = await connected(() => OK);
    for (const path of sixOf('/beta/auditLogs/signIns')) await graph.get(path);
    await graph.get('/v1.0/reports/authenticationMethods/userRegistrationDetails');
    expect(waits).toEqual([10_250]);
    for (const path of sixOf('/beta/auditLogs/signIns')) await graph.get(path);
    expect(waits).toEqual([10_250, 10_250]);
  });

  test('is kept by requests made side by side', async () => {
    const { graph, waits } = await connected(() => OK);
    await Promise.all(sixOf('/beta/auditLogs/signIns').map((path) => graph.get(path)));
    expect(waits).toEqual([10_250]);
  });

  test('is one a second for conditional access', async () => {
    const { graph, waits } = await connected(() => OK);
    for (const _ of [1, 2, 3]) await graph.get('/v1.0/identity/conditionalAccess/policies');
    expect(waits).toEqual([1_250, 1_250]);
  });

  test.each([
    ['back by an hour', -3_600_000, [10_250, 10_250]],
    ['back by a second', -1_000, [1_000, 10_250]],
    ['ahead by an hour', 3_600_000, []],
  ])('is a matter of seconds, also when the clock is set %s', async (_, byMs, more) => {
    const { waits, clock } = waitingClock();
    let setByMs = 0;
    const { graph } = await connected(() => OK, {
      now: () => clock.now() + setByMs,
      wait: clock.wait,
    });
    for (const path of sixOf('/beta/auditLogs/signIns')) await graph.get(path);
    expect(waits).toEqual([10_250]);
    setByMs = byMs;
    for (const path of sixOf('/beta/auditLogs/signIns').slice(1)) await graph.get(path);
    expect(waits).toEqual([10_250, ...more]);
  });

  test('is free for everything else', async () => {
    const { graph, waits } = await connected(() => OK);
    for (const path of sixOf(ORGANIZATION)) await graph.get(path);
    expect(waits).toEqual([]);
  });
});

describe('the end of the time there is', () => {
  const NOON = Date.parse('2026-11-21T12:00:00Z');

  test.each([
    ['what Graph asks for', refusal(429, 'x', { 'retry-after': '30' })],
    ['a backoff', refusal(503, 'x')],
  ])('is not waited beyond: %s', async (_, reply) => {
    const { graph, waits } = await connected(inTurn(reply, OK));
    await expect(graph.get(ORGANIZATION, NOON + 2_000)).rejects.toMatchObject({ code: 'outOfTime' });
    expect(waits).toEqual([]);
  });

  test('is not waited beyond: our own pace', async () => {
    const { graph, server, waits } = await connected((_, endpoint) => ({
      body: { value: [], '@odata.nextLink': `${endpoint}/beta/auditLogs/signIns?${Math.random()}` },
    }));
    const pages = graph.pages('/beta/auditLogs/signIns', NOON + 15_000);
    await expect(everyPage(pages)).rejects.toMatchObject({ code: 'outOfTime' });
    expect(server.asked).toHaveLength(10);
    expect(waits).toEqual([10_250]);
  });

  test('leaves a wait that ends before it', async () => {
    const { graph, waits } = await connected(inTurn(refusal(429, 'x', { 'retry-after': '30' }), OK));
    await graph.get(ORGANIZATION, NOON + 31_000);
    expect(waits).toEqual([30_000]);
  });

  test('cuts a request short that has no answer', async () => {
    // The usual limit of a request, a minute, is longer than this test may take.
    const { graph, server } = await connected(() => OK, { fetch: hangingOnce() });
    await expect(graph.get(ORGANIZATION, NOON + 200)).rejects.toMatchObject({
      code: 'outOfTime',
      cause: { code: 'timedOut' },
    });
    expect(server.asked).toEqual([]);
  });
});
