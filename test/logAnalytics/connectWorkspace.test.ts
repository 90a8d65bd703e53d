import { afterEach, describe, expect, test } from '@jest/globals';
import { connectWorkspace, type WorkspaceOptions } from '../../shared/logAnalytics/connectWorkspace';
import { kql } from '../../shared/logAnalytics/kql';
import { workspaceProblemOf } from '../../shared/logAnalytics/problem';
import { workspaceRetryAdviceOf } from '../../shared/logAnalytics/retryAdvice';
import { type Asked, type LoopbackServer, loopbackServer, type Reply } from '../loopbackServer';
import { NOW } from './builders';

const QUERY = { query: kql`SigninLogs | take ${1}`, generated: { from: NOW - 1, to: NOW } };
const ANSWER = {
  tables: [{ name: 'PrimaryResult', columns: [{ name: 'Id', type: 'string' }], rows: [['a'], ['b']] }],
};

const servers: LoopbackServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

/** Asks a service that gives these answers, one after the other, and then the last one again. */
async function asking(replies: readonly Reply[], options: Partial<WorkspaceOptions> = {}, until?: number) {
  const started = await loopbackServer(() => replies[started.asked.length - 1] ?? replies.at(-1) ?? 'drop');
  servers.push(started);
  const waits: number[] = [];
  let now = NOW;
  const workspace = connectWorkspace({
    endpoint: started.endpoint,
    workspaceId: 'w1',
    token: async () => 'local',
    now: () => now,
    random: () => 0.5,
    wait: async (ms) => {
      waits.push(ms);
      now += ms;
    },
    ...options,
  });
  const outcome = await workspace.ask(QUERY, until).then(
    (table) => ({ table, error: null }),
    (error: unknown) => ({ table: null, error }),
  );
  return { ...outcome, waits, asked: started.asked as readonly Asked[] };
}

const refusal = (status: number, error: object, headers = {}): Reply => ({
  status,
  headers,
  body: { error },
});

describe('a query', () => {
  test('is posted with its text, its times and the token, and gives columns and rows', async () => {
    const { table, asked } = await asking([{ body: ANSWER }]);
    expect(table).toEqual({ columns: ['Id'], rows: [['a'], ['b']] });
    const [one] = asked;
    expect(one).toMatchObject({
      method: 'POST',
      url: '/v1/workspaces/w1/query',
      headers: { authorization: 'Bearer local', prefer: 'wait=100' },
    });
    expect(JSON.parse(one?.body ?? '')).toEqual({
      query: 'SigninLogs | take 1',
      timespan: '2026-03-02T11:59:59.999Z/2026-03-02T12:00:00.000Z',
    });
  });

  test('of a workspace without any data has no rows', async () => {
    expect((await asking([{ status: 204, body: '' }])).table).toEqual({ columns: [], rows: [] });
  });

  test('is repeated after a passing fault, and waits as long as it is asked to', async () => {
    const { table, waits } = await asking([
      refusal(429, { code: 'ThrottledError' }, { 'retry-after': '7' }),
      'drop',
      { body: ANSWER },
    ]);
    expect(table?.rows).toHaveLength(2);
    expect(waits).toEqual([7_000, 2_000]);
  });

  test('is not sent, and waits for nothing, beyond the end of a run', async () => {
    const late = await asking([{ body: ANSWER }], {}, NOW);
    expect([late.asked.length, late.error]).toMatchObject([0, { code: 'outOfTime' }]);
    const throttled = await asking([refusal(429, {}, { 'retry-after': '60' })], {}, NOW + 59_000);
    expect([throttled.asked.length, throttled.waits, throttled.error]).toMatchObject([
      1,
      [],
      { code: 'outOfTime' },
    ]);
  });

  test('asks the service for no more time than the run has left', async () => {
    const { asked } = await asking([{ body: ANSWER }], {}, NOW + 9_500);
    expect(asked[0]?.headers.prefer).toBe('wait=10');
  });

  test.each<[string, Reply]>([
    ['that is never answered', 'hang'],
    ['whose answer breaks off', 'cut'],
  ])('%s ends in time', async (_name, reply) => {
    const { error } = await asking([reply], { requestTimeoutMs: 300 });
    expect(error).toMatchObject({ fault: { system: 'workspace' } });
  });

  test('without a token in time ends in time', async () => {
    const { error } = await asking([{ body: ANSWER }], {
      requestTimeoutMs: 100,
      token: () => new Promise(() => {}),
    });
    expect(error).toMatchObject({ code: 'timedOut' });
  });

  test('follows no answer to another host, which would get the token', async () => {
    const { error, asked } = await asking([{ status: 307, headers: { location: 'http://127.0.0.1:1/' } }]);
    expect([error, asked.length]).toMatchObject([{ code: 'badAnswer' }, 1]);
  });
});

const PARTIAL = {
  ...ANSWER,
  error: {
    code: 'PartialError',
    message: 'There were some errors when processing your query.',
    details: [
      {
        code: 'EngineError',
        message: 'Something went wrong processing your query on the server.',
        innererror: {
          code: '-2133196797',
          message: 'The results of this query exceed the set limit of 500000 records.',
        },
      },
    ],
  },
};
const semantic = (message: string) => ({
  code: 'BadArgumentError',
  message: 'The request had some invalid properties',
  innererror: { code: 'SemanticError', innererror: { code: 'SEM0100', message } },
});
const MISSING = "'where' operator: Failed to resolve table or column expression named 'SigninLogs'";

describe('an answer', () => {
  test.each<[string, Reply, string, string | null, object | null]>([
    ['401', refusal(401, { code: 'AuthenticationFailed' }), 'unauthorized', null, null],
    [
      '403',
      refusal(403, { code: 'InsufficientAccessError' }),
      'forbidden',
      null,
      { code: 'workspaceUnread', why: 'forbidden' },
    ],
    [
      '404',
      refusal(404, { code: 'PathNotFoundError' }),
      'notFound',
      null,
      { code: 'workspaceUnread', why: 'notFound' },
    ],
    ['429', refusal(429, { code: 'ThrottledError' }), 'throttled', 'later', null],
    ['504', refusal(504, { code: 'GatewayTimeout' }), 'timedOut', 'shorter', null],
    ['500', refusal(500, { code: 'InternalServerError' }), 'unavailable', null, null],
    [
      'a missing table',
      refusal(400, semantic(MISSING)),
      'noTable',
      null,
      { code: 'workspaceUnread', why: 'noTable' },
    ],
    [
      'a missing column',
      refusal(400, semantic("Failed to resolve scalar expression named 'UserAgnt'")),
      'badRequest',
      null,
      null,
    ],
    ['a part of the rows', { body: PARTIAL }, 'partial', 'shorter', null],
    ['an empty body', { body: '' }, 'badAnswer', null, null],
    ['a page of a proxy', { body: '<!DOCTYPE html>' }, 'badAnswer', null, null],
    ['a page of a proxy, refusing', { status: 403, body: '<!DOCTYPE html>' }, 'badAnswer', null, null],
    ['other JSON', { body: { value: [] } }, 'badAnswer', null, null],
    ['502 of a proxy', { status: 502, body: '<html>' }, 'unavailable', null, null],
  ])('is understood: %s', async (_name, reply, code, advice, problem) => {
    const { error } = await asking([reply]);
    expect(error).toMatchObject({ code, fault: { system: 'workspace', code } });
    expect([workspaceRetryAdviceOf(error), workspaceProblemOf(error)]).toEqual([advice, problem]);
  });

  test('names the innermost code of a refusal, and no text of the service', async () => {
    const { error } = await asking([refusal(400, semantic("No column 'alex@contoso.example'"))]);
    expect(error).toMatchObject({ fault: { status: 400, serviceCode: 'SEM0100' } });
    expect(String(error)).not.toContain('alex');
  });
});
