import { describe, expect, test } from '@jest/globals';
import { guardedHost, rawRequest, sendRaw } from './guardedHost';

/** What the host makes of a request; `PORT` in it stands for the port of the host. */
async function asked(line: string, headers: readonly string[]) {
  const host = await guardedHost();
  const filled = headers.map((header) => header.replace('PORT', String(host.port)));
  const answer = await sendRaw(host.port, rawRequest(line.replace('PORT', String(host.port)), filled));
  return { ...answer, runs: host.runs };
}

const OWN = 'host: 127.0.0.1:PORT';

describe.each([
  ['its address', [OWN]],
  ['localhost', ['host: localhost:PORT']],
  ['localhost in capitals', ['host: LOCALHOST:PORT']],
  ['a page of its own', [OWN, 'origin: http://127.0.0.1:PORT', 'sec-fetch-site: same-origin']],
  ['an address that the user typed', [OWN, 'sec-fetch-site: none', 'sec-fetch-mode: navigate']],
])('the host answers at %s', (_name, headers) => {
  test.each(['GET', 'POST', 'PUT', 'DELETE'])('%s', async (method) => {
    const { status, runs } = await asked(`${method} /api/note`, headers);
    expect([status, runs]).toEqual([200, [`${method} 0`]]);
  });
});

describe.each([
  ['a name that leads to this machine', ['host: evil.example:PORT']],
  ['a name that begins like its own', ['host: localhost.evil.example:PORT']],
  ['its name without the port', ['host: localhost']],
  ['its name with another port', ['host: localhost:1']],
  ['its address in another spelling', ['host: 127.1:PORT']],
  ['another address of this machine', ['host: 127.0.0.2:PORT']],
  ['a user in front of a foreign name', ['host: 127.0.0.1:PORT@evil.example']],
  ['an empty name', ['host:']],
  ['another site', [OWN, 'origin: https://evil.example', 'sec-fetch-site: cross-site']],
  ['another site in an old browser', [OWN, 'origin: https://evil.example']],
  ['another server of this machine', [OWN, 'origin: http://127.0.0.1:3000', 'sec-fetch-site: same-site']],
  ['another server of this machine in an old browser', [OWN, 'origin: http://127.0.0.1:3000']],
  ['the other name of this host', [OWN, 'origin: http://localhost:PORT']],
  ['the same place over TLS', [OWN, 'origin: https://127.0.0.1:PORT']],
  ['a page without an origin', [OWN, 'origin: null']],
  ['a form without an origin', [OWN, 'sec-fetch-site: cross-site', 'sec-fetch-mode: navigate']],
  ['a future distance', [OWN, 'sec-fetch-site: not-far']],
  ['two distances', [OWN, 'sec-fetch-site: same-origin', 'sec-fetch-site: cross-site']],
])('the host refuses %s', (_name, headers) => {
  test.each(['GET', 'POST', 'PUT', 'DELETE'])('%s', async (method) => {
    const { status, runs, body, headers: answered } = await asked(`${method} /api/note`, headers);
    expect([status, runs]).toEqual([403, []]);
    expect(JSON.parse(body).error).toMatchObject({ code: 'forbidden' });
    expect(answered.get('x-frame-options')).toBe('DENY');
  });

  test('when it delivers events', async () => {
    const { status, runs } = await asked('POST /admin/eventHubs/hears', headers);
    expect([status, runs]).toEqual([403, []]);
  });
});

test.each([
  ['no name', []],
  ['two names', [OWN, 'host: evil.example:PORT']],
])('a request with %s is none', async (_names, headers) => {
  const { status, runs, headers: answered } = await asked('GET /api/note', headers);
  expect([status, runs, answered.get('x-frame-options')]).toEqual([400, [], 'DENY']);
});

test('a request that expects something is answered like any other', async () => {
  const { status, headers } = await asked('GET /api/note', [OWN, 'expect: nonsense']);
  expect([status, headers.get('x-frame-options')]).toEqual([200, 'DENY']);
});

test.each(['GET http://evil.example/api/note', 'GET http://127.0.0.1:PORT/api/note'])(
  'the host is no proxy: it refuses %s',
  async (line) => {
    expect(await asked(line, [OWN])).toMatchObject({ status: 403, runs: [] });
  },
);

describe('a link on another site', () => {
  const link = [OWN, 'sec-fetch-site: cross-site', 'sec-fetch-mode: navigate', 'sec-fetch-dest: document'];

  test('opens a page of the host', async () => {
    expect(await asked('GET /api/note', link)).toMatchObject({ status: 200, runs: ['GET 0'] });
  });

  test.each([
    ['a form', 'POST', link],
    ['a frame', 'GET', [...link.slice(0, 3), 'sec-fetch-dest: iframe']],
    ['an image', 'GET', [...link.slice(0, 2), 'sec-fetch-mode: no-cors', 'sec-fetch-dest: image']],
    ['a script', 'GET', [...link.slice(0, 2), 'sec-fetch-mode: cors', 'sec-fetch-dest: empty']],
  ])('is not %s', async (_what, method, headers) => {
    expect(await asked(`${method} /api/note`, headers)).toMatchObject({ status: 403, runs: [] });
  });
});

test('the headers of host.json stand in each answer that does not have them', async () => {
  const { headers } = await asked('GET /api/note', [OWN]);
  expect([headers.get('x-frame-options'), headers.get('cache-control')]).toEqual(['DENY', 'no-cache']);
});

test('a refusal names the addresses of the host', async () => {
  const { body } = await asked('GET /api/note', ['host: evil.example']);
  expect(JSON.parse(body).error.message).toMatch(
    /^This host answers only at http:\/\/127\.0\.0\.1:\d+ and http:\/\/localhost:\d+\.$/,
  );
});
