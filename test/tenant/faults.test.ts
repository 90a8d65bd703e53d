import { expect, test } from '@jest/globals';
import type { Fault } from '../../tenant/faults';
import { ask, aTenant, signInsPath } from './aTenant';

/** A tenant with a fault at the first request only. */
function aFaultyTenant(fault: Fault) {
  return aTenant({ faults: ({ number }) => (number === 1 ? fault : null) });
}

/** The same, with a promise that the first request has arrived. */
async function aWatchedTenant(fault: Fault) {
  let arrive = () => {};
  const arrival = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const faults = ({ number }: { readonly number: number }) => {
    arrive();
    return number === 1 ? fault : null;
  };
  return { tenant: await aTenant({ faults }), arrival };
}

test('answers with a status in place of the rows', async () => {
  const tenant = await aFaultyTenant({ kind: 'status', status: 503, headers: { 'Retry-After': '2' } });
  const answer = await ask(tenant, signInsPath());
  expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '2']);
  expect(await answer.json()).toMatchObject({ error: { code: 'UnknownError' } });
  expect((await ask(tenant, signInsPath())).status).toBe(200);
});

test('answers with the given body', async () => {
  const tenant = await aFaultyTenant({ kind: 'status', status: 200, body: '{"value":null}' });
  expect(await (await ask(tenant, signInsPath())).text()).toBe('{"value":null}');
});

test('hangs until the caller gives up', async () => {
  const { tenant, arrival } = await aWatchedTenant({ kind: 'hang' });
  const caller = new AbortController();
  const hanging = fetch(tenant.url + signInsPath(), { signal: caller.signal }).catch((error) => error);
  await arrival;
  expect((await ask(tenant, signInsPath())).status).toBe(200);
  caller.abort();
  expect(await hanging).toMatchObject({ name: 'AbortError' });
  expect(tenant.requests.map(({ status }) => status)).toEqual([null, 200]);
});

test('stops even while a request hangs', async () => {
  const { tenant, arrival } = await aWatchedTenant({ kind: 'hang' });
  const hanging = ask(tenant, signInsPath()).catch((error) => error);
  await arrival;
  await tenant.stop();
  expect(await hanging).toMatchObject({ name: 'TypeError' });
});

test('stops even while an answer is delayed', async () => {
  const { tenant, arrival } = await aWatchedTenant({ kind: 'delay', ms: 60_000 });
  const waiting = ask(tenant, signInsPath()).catch((error) => error);
  await arrival;
  await tenant.stop();
  expect(await waiting).toMatchObject({ name: 'TypeError' });
});

test('drops the connection before an answer', async () => {
  const tenant = await aFaultyTenant({ kind: 'drop' });
  await expect(ask(tenant, signInsPath())).rejects.toMatchObject({ name: 'TypeError' });
  expect(tenant.requests[0]?.status).toBeNull();
  expect((await ask(tenant, signInsPath())).status).toBe(200);
});

test('drops the connection half-way through a body', async () => {
  const tenant = await aFaultyTenant({ kind: 'truncate' });
  const answer = await ask(tenant, signInsPath());
  expect(answer.status).toBe(200);
  await expect(answer.text()).rejects.toMatchObject({ name: 'TypeError' });
});

test('answers with a text that is not JSON', async () => {
  const tenant = await aFaultyTenant({ kind: 'garbage' });
  const answer = await ask(tenant, signInsPath());
  expect(answer.status).toBe(200);
  await expect(answer.json()).rejects.toMatchObject({ name: 'SyntaxError' });
});

test('answers late', async () => {
  const tenant = await aFaultyTenant({ kind: 'delay', ms: 150 });
  const started = performance.now();
  expect((await ask(tenant, signInsPath())).status).toBe(200);
  expect(performance.now() - started).toBeGreaterThan(140);
});

test('passes the request to the fault, and logs every request', async () => {
  const received: unknown[] = [];
  const tenant = await aTenant({
    faults: (request) => {
      received.push(request);
      return null;
    },
  });
  await ask(tenant, '/v1.0/organization?$select=id');
  await ask(tenant, '/v1.0/unknown');
  expect(received).toEqual([
    { number: 1, method: 'GET', path: '/v1.0/organization', target: '/v1.0/organization?$select=id' },
    { number: 2, method: 'GET', path: '/v1.0/unknown', target: '/v1.0/unknown' },
  ]);
  expect(tenant.requests).toEqual([
    { method: 'GET', path: '/v1.0/organization?$select=id', status: 200 },
    { method: 'GET', path: '/v1.0/unknown', status: 404 },
  ]);
});

test('binds the given port', async () => {
  const free = await aTenant();
  const { port } = new URL(free.url);
  await free.stop();
  expect((await aTenant({ port: Number(port) })).url).toBe(`http://127.0.0.1:${port}`);
});
