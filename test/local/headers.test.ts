import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { EVERY_ANSWER } from '../../functions/http/response';
import { rawRequest, sendRaw } from '../host/guardedHost';
import { type Served, serveProduct } from './servedProduct';

let served: Served;
let port = 0;

beforeAll(async () => {
  served = await serveProduct({ seed: 3, signInsPerDay: 10, otherSignInsPerDay: 5 });
  port = Number(new URL((await served.get('/api/openapi.json')).url).port);
  await served.get('/api/check');
}, 180_000);
afterAll(() => served?.stop());

const JSON_TYPE = { 'content-type': 'application/json' };
const put = (body: string) => ({ method: 'PUT', body, headers: JSON_TYPE });
const remove = { method: 'DELETE', headers: JSON_TYPE };

/** Every route with requests that it takes and that it refuses; the status, the type. */
const REQUESTS: readonly (readonly [string, string, RequestInit, number])[] = [
  ['/api/check', 'application/json', {}, 200],
  ['/api/check', 'application/json', { method: 'POST' }, 200],
  ['/api/check?days=x', 'application/json', {}, 400],
  ['/api/check?user=nobody@contoso.example', 'application/json', {}, 404],
  ['/api/findings', 'application/json', {}, 200],
  ['/api/findings?format=csv&limit=1', 'text/csv; charset=utf-8', {}, 200],
  ['/api/findings?limit=0', 'application/json', {}, 400],
  ['/api/findings?continuation=x', 'application/json', {}, 400],
  ['/api/accounts', 'application/json', {}, 200],
  ['/api/accounts?format=csv', 'text/csv; charset=utf-8', {}, 200],
  ['/api/accounts?kind=x', 'application/json', {}, 400],
  ['/api/accounts/nobody', 'application/json', {}, 404],
  ['/api/accounts/nobody/exception', 'application/json', put('{}'), 400],
  ['/api/accounts/nobody/exception', 'application/json', put('{'), 400],
  ['/api/accounts/nobody/exception', 'application/json', remove, 404],
  ['/api/exceptions', 'application/json', put('{"users":[]}'), 400],
  ['/api/exceptions', 'application/json', { ...remove, body: '{"users":["nobody"]}' }, 200],
  ['/api/audit', 'application/json', {}, 200],
  ['/api/audit?format=csv', 'text/csv; charset=utf-8', {}, 200],
  ['/api/audit?limit=0', 'application/json', {}, 400],
  ['/api/report', 'text/html; charset=utf-8', {}, 200],
  ['/api/digest', 'text/html; charset=utf-8', {}, 200],
  ['/api/digest?format=text', 'text/plain; charset=utf-8', {}, 200],
  ['/api/digest?format=json', 'application/json', {}, 200],
  ['/api/digest?format=pdf', 'application/json', {}, 400],
  ['/api/digest', 'application/json', { method: 'POST', body: '{"to":"x"}', headers: JSON_TYPE }, 400],
  ['/api/health', 'application/json', {}, 200],
  ['/api/openapi.json', 'application/json', {}, 200],
  // Of the host itself.
  ['/api/nobody', 'application/json', {}, 404],
  ['/', 'application/json', {}, 404],
  ['/api/health', 'application/json', { method: 'POST' }, 405],
  ['/api/health', 'application/json', { headers: { origin: 'https://evil.example' } }, 403],
  ['/api/exceptions', 'application/json', put('x'.repeat(2_000_000)), 413],
];

/** The policy of a page names what is in it; all other headers are the same everywhere. */
function expectedOf(type: string) {
  const policy = type.startsWith('text/html')
    ? expect.stringMatching(
        /^default-src 'none'; (script-src 'sha256-[\w+/=]+'; )?style-src 'sha256-[\w+/=]+'; img-src data:; base-uri 'none'; form-action 'none';.* frame-ancestors 'none'$/,
      )
    : EVERY_ANSWER['content-security-policy'];
  return { ...EVERY_ANSWER, 'content-security-policy': policy, 'content-type': type };
}

const named = (headers: Headers) =>
  Object.fromEntries(Object.entries(expectedOf('')).map(([name]) => [name, headers.get(name)]));

test.each(REQUESTS)('%s answers %s with every header', async (path, type, init, status) => {
  const answer = await served.get(path, init);
  expect([answer.status, named(answer.headers)]).toEqual([status, expectedOf(type)]);
  expect(answer.headers.get('content-security-policy')).not.toMatch(/unsafe|\*|https?:/);
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  await answer.text();
});

test('every path and method that the API describes is among them', async () => {
  const { paths } = await (await served.get('/api/openapi.json')).json();
  const described = Object.entries<object>(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replace('{userId}', 'nobody')}`),
  );
  const asked = REQUESTS.map(
    ([path, , { method = 'GET' }]) => `${method} ${path.replace(/^\/api|\?.*/g, '')}`,
  );
  expect(described.length).toBeGreaterThan(12);
  for (const one of described) expect(asked).toContain(one);
});

describe('what is no request', () => {
  test.each([
    ['not HTTP', 'nonsense\r\n\r\n', 400],
    ['headers that are too long', rawRequest('GET /api/health', [`x: ${'x'.repeat(20_000)}`]), 431],
    ['a request without a host', rawRequest('GET /api/health', []), 400],
    ['a foreign name', rawRequest('GET /api/health', ['host: evil.example']), 403],
  ])('%s is answered with every header', async (_what, text, status) => {
    const answer = await sendRaw(port, text);
    expect([answer.status, named(answer.headers)]).toEqual([status, expectedOf('application/json')]);
  });
});
