import { HttpRequest, InvocationContext } from '@azure/functions';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { LIST_MS, LONGEST_MS, REPORT_MS, withinTime } from '../../functions/http/deadline';
import { type LoopbackServer, loopbackServer } from '../loopbackServer';
import { registered } from './registered';

/** Azure's load balancer answers for the app after 230 seconds. */
const LOAD_BALANCER_MS = 230_000;
const JSON_TYPE = { 'content-type': 'application/json' };

type Case = {
  readonly name: string;
  readonly deadlineMs: number;
  readonly method?: string;
  readonly body?: object;
};

/** Every function that reads the tables. */
const CASES: readonly Case[] = [
  { name: 'reportHealth', deadlineMs: LIST_MS },
  { name: 'listFindings', deadlineMs: LIST_MS },
  { name: 'listAccounts', deadlineMs: LIST_MS },
  { name: 'listAudit', deadlineMs: LIST_MS },
  { name: 'showReport', deadlineMs: REPORT_MS },
  { name: 'previewDigest', deadlineMs: LONGEST_MS },
  { name: 'checkNow', deadlineMs: LONGEST_MS },
  { name: 'setException', deadlineMs: LONGEST_MS, method: 'PUT', body: { reason: 'r', until: inAMonth() } },
  { name: 'endException', deadlineMs: LONGEST_MS, method: 'DELETE' },
  {
    name: 'setExceptions',
    deadlineMs: LONGEST_MS,
    method: 'PUT',
    body: { users: ['a'], reason: 'r', until: inAMonth() },
  },
  { name: 'endExceptions', deadlineMs: LONGEST_MS, method: 'DELETE', body: { users: ['a'] } },
];

function inAMonth(): string {
  return new Date(Date.now() + 30 * 24 * 60 * 60 * 1_000).toISOString();
}

describe('over a Table service that takes requests and never answers', () => {
  let tables: LoopbackServer;

  beforeEach(async () => {
    const exists = { status: 409, body: { 'odata.error': { code: 'TableAlreadyExists' } } };
    tables = await loopbackServer(({ method }) => (method === 'POST' ? exists : 'hang'));
    Object.assign(process.env, {
      TABLES_ENDPOINT: tables.endpoint,
      GRAPH_ENDPOINT: tables.endpoint,
      MAIL_MODE: 'outbox',
      OUTBOX_DIR: '/nowhere',
    });
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'Date', 'performance'] });
  });

  afterEach(async () => {
    // The work that nobody waits for any more ends here: its next try would come by a timer.
    await tables.close();
    for (let turn = 0; turn < 100; turn++) await new Promise(setImmediate);
    jest.useRealTimers();
    for (const name of ['TABLES_ENDPOINT', 'GRAPH_ENDPOINT', 'MAIL_MODE', 'OUTBOX_DIR'])
      delete process.env[name];
  });

  test.each(CASES)(
    '$name answers in time, and says what to do',
    async ({ name, deadlineMs, method = 'GET', body }) => {
      const functions = await registered();
      const run = functions.find((one) => one.name === name)?.callback;
      const logged: string[][] = [];
      const context = new InvocationContext({
        logHandler: (level, ...args) => logged.push([level, ...args.map(String)]),
      });
      const request = new HttpRequest({
        method,
        url: 'http://127.0.0.1/api/x',
        params: name.endsWith('Exception') ? { userId: 'ana@contoso.example' } : {},
        ...(body && { body: { string: JSON.stringify(body) }, headers: JSON_TYPE }),
      });
      let answer: unknown = null;
      const answered = Promise.resolve(run?.(request, context)).then((given) => {
        answer = given;
      });
      while (!tables.asked.some((asked) => asked.method === 'GET')) await new Promise(setImmediate);

      await jest.advanceTimersByTimeAsync(deadlineMs - 1_000);
      expect(answer).toBeNull();
      await jest.advanceTimersByTimeAsync(1_000);
      await answered;

      expect(answer).toMatchObject({
        status: 503,
        jsonBody: {
          error: { code: 'unavailable', message: expect.stringContaining('Try again in a minute') },
        },
        headers: { 'retry-after': '60', 'cache-control': 'no-store' },
      });
      expect(logged).toEqual([
        ['error', expect.stringContaining(`no answer within ${deadlineMs / 1_000} s`)],
      ]);
    },
  );

  test('these are all functions over HTTP, but for the description of the API', async () => {
    const overHttp = (await registered()).filter(({ bindings }) =>
      Object.values(bindings).some(({ type }) => type === 'httpTrigger'),
    );
    const names = [...CASES.map(({ name }) => name), 'describeApi'];
    expect(overHttp.map(({ name }) => name).sort()).toEqual(names.sort());
  });
});

test('each deadline comes before the load balancer gives up', () => {
  for (const deadlineMs of [LIST_MS, REPORT_MS, LONGEST_MS]) {
    expect(deadlineMs).toBeLessThanOrEqual(LOAD_BALANCER_MS - 10_000);
  }
});

test('work that is done in time gives its result, or its error', async () => {
  expect(await withinTime(Promise.resolve('done'), 1_000)).toBe('done');
  await expect(withinTime(Promise.reject(new Error('failed')), 1_000)).rejects.toThrow('failed');
});
