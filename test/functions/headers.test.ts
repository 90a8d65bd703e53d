import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HttpRequest, type HttpResponseInit, InvocationContext } from '@azure/functions';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { answering } from '../../functions/http/errorResponse';
import { answerPage, EVERY_ANSWER, secured } from '../../functions/http/response';

type Handler = (request: HttpRequest, context: InvocationContext) => Promise<HttpResponseInit>;
type Binding = { readonly type: string; readonly methods?: readonly string[] };
type HttpFunction = { readonly name: string; readonly methods: readonly string[]; readonly handler: Handler };

/** The functions of the app with their handlers, as the library registers them. */
async function httpFunctions(): Promise<readonly HttpFunction[]> {
  const found: HttpFunction[] = [];
  const core = {
    registerFunction: (
      { name, bindings }: { readonly name: string; readonly bindings: Readonly<Record<string, Binding>> },
      handler: Handler,
    ) => {
      const trigger = Object.values(bindings).find(({ type }) => type === 'httpTrigger');
      if (trigger) found.push({ name, methods: trigger.methods ?? [], handler });
    },
    registerHook: () => {},
    setProgrammingModel: () => {},
    log: () => {},
    version: '3.9.0',
    hostVersion: '4.0.0',
    Disposable: class {},
  };
  await jest.isolateModulesAsync(async () => {
    jest.doMock('@azure/functions-core', () => core, { virtual: true });
    await import('../../functions/main');
  });
  return found;
}

const context = () => new InvocationContext({ functionName: 'any', logHandler: () => {} });

function requestOf(method: string, query: Record<string, string>, body: string | null): HttpRequest {
  return new HttpRequest({
    method,
    url: 'http://127.0.0.1/api/any',
    query,
    params: { userId: 'nobody' },
    headers: { 'content-type': 'application/json' },
    ...(body === null || method === 'GET' ? {} : { body: { string: body } }),
  });
}

describe('the functions', () => {
  let functions: readonly HttpFunction[] = [];
  beforeAll(async () => {
    functions = await httpFunctions();
  });

  // Without settings each of them fails, if it does not refuse the request before.
  test.each([
    ['a good request', {}, '{"users":["nobody"]}'],
    ['a parameter that is not there', { nonsense: '1' }, '{}'],
    ['no JSON', {}, '{"to":'],
    ['no body', {}, null],
  ])('give %s all headers', async (_what, query, body) => {
    const given: unknown[] = [];
    for (const { name, methods, handler } of functions)
      for (const method of methods) {
        const { headers } = await handler(requestOf(method, query, body), context());
        given.push([name, method, headers]);
      }
    expect(given.length).toBeGreaterThanOrEqual(13);
    expect(given).toEqual(
      given.map((one) => [...(one as unknown[]).slice(0, 2), expect.objectContaining(EVERY_ANSWER)]),
    );
  });
});

describe('an answer without headers', () => {
  const answered = (answer: HttpResponseInit) =>
    answering(async () => answer)(requestOf('GET', {}, ''), context());

  test('gets all of them', async () => {
    expect(await answered({ status: 204 })).toEqual({ status: 204, headers: EVERY_ANSWER });
  });

  test('keeps its own', async () => {
    const { headers } = (await answered({ headers: [['X-Continuation', 'next']] })) as HttpResponseInit;
    expect(headers).toEqual({ ...EVERY_ANSWER, 'x-continuation': 'next' });
  });

  test('gets all of them if its handler throws', async () => {
    const failing = answering(() => Promise.reject(new Error('no row')));
    expect(await failing(requestOf('GET', {}, ''), context())).toMatchObject({
      status: 500,
      headers: EVERY_ANSWER,
    });
  });
});

test('a page has a policy of its own in place of the common one', () => {
  const page = answerPage({ html: '', policy: "default-src 'none'" });
  expect(secured(page).headers).toEqual({
    ...EVERY_ANSWER,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  });
});

test('the Functions host gives its own answers the same headers', async () => {
  const { extensions } = JSON.parse(await readFile(join(__dirname, '../../host.json'), 'utf8'));
  const given = Object.entries(extensions.http.customHeaders).map(([name, value]) => [
    name.toLowerCase(),
    value,
  ]);
  expect(Object.fromEntries(given)).toEqual(EVERY_ANSWER);
});

test('no policy allows what is unsafe', () => {
  expect(EVERY_ANSWER['content-security-policy']).not.toMatch(/unsafe|\*|https?:/);
});
