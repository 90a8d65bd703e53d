import { HttpRequest, InvocationContext } from '@azure/functions';
import { describe, expect, test } from '@jest/globals';
import { ANSWERS, answering } from '../../functions/http/errorResponse';
import { answerError } from '../../functions/http/response';
import { FaultError } from '../../shared/domain/watchError';
import { SeveralUsersError } from '../../shared/jobs/onDemand/severalUsers';
import { faultInWords } from '../../shared/render/words/faults';
import { ConfigError } from '../../shared/settingReader';
import { FAULTS } from '../faults';

class AnyFaultError extends FaultError {}

/** The log and the answer if a handler throws this. */
async function thrown(error: unknown) {
  const logged: unknown[][] = [];
  const context = new InvocationContext({
    logHandler: (level, ...args) => {
      logged.push([level, ...args]);
    },
  });
  const handler = answering(async () => {
    throw error;
  });
  const answer = await handler(new HttpRequest({ method: 'GET', url: 'http://127.0.0.1/' }), context);
  return { logged, answer };
}

describe('the log', () => {
  test('gets one line: name, code, message and stack', async () => {
    const error = new AnyFaultError(FAULTS.badRow);
    const { logged } = await thrown(error);
    expect(logged).toHaveLength(1);
    const [level, line, ...more] = logged[0] ?? [];
    expect([level, more]).toEqual(['error', []]);
    expect(line).not.toContain('\n');
    expect(JSON.parse(String(line))).toEqual({
      name: 'Error',
      code: 'badRow',
      message: 'tables: badRow (table Findings, columns ["verdict","appKey"])',
      stack: error.stack,
    });
  });

  test('gets no cause of an error, and neither does the caller', async () => {
    const cause = new Error('no row alex@contoso.example');
    const found = await thrown(new AnyFaultError(FAULTS.failed, { cause }));
    expect(JSON.stringify(found)).toContain('failed');
    expect(JSON.stringify(found)).not.toContain('alex@contoso');
  });

  test('gets no user id, which the caller gets, and no error: the caller is to choose', async () => {
    const { logged, answer } = await thrown(new SeveralUsersError(['b0000001', 'b0000002']));
    expect(logged.map(([level]) => level)).toEqual(['information']);
    expect(JSON.stringify(logged)).not.toContain('b0000001');
    expect(JSON.stringify(answer)).toContain('b0000001, b0000002');
  });

  test('gets no value that is thrown and is not an error', async () => {
    const found = await thrown('alex@contoso.example');
    expect(found.answer).toMatchObject({ status: 500, jsonBody: { error: { code: 'internal' } } });
    expect(found.logged).toHaveLength(1);
    expect(JSON.stringify(found)).not.toContain('alex@contoso');
  });
});

const STATUS = {
  badRequest: 400,
  busy: 429,
  notLicensed: 502,
  missingPermission: 502,
  unavailable: 503,
  internal: 500,
} as const;

test.each(Object.values(FAULTS))('an error of the code $code is answered in our words', async (fault) => {
  const answer = ANSWERS[fault.code];
  expect((await thrown(new AnyFaultError(fault))).answer).toMatchObject({
    status: STATUS[answer],
    jsonBody: { error: { code: answer, message: faultInWords(fault) } },
  });
});

describe('a caller who has to come again learns when', () => {
  class WaitingError extends AnyFaultError {
    readonly retryAfterMs: number | null;

    constructor(fault: ConstructorParameters<typeof AnyFaultError>[0], retryAfterMs: number | null) {
      super(fault);
      this.retryAfterMs = retryAfterMs;
    }
  }

  test.each([
    ['as the service asked, in whole seconds', FAULTS.throttled, 1_500, '2'],
    ['at least a second', FAULTS.throttled, 0, '1'],
    ['an hour at most', FAULTS.throttled, 86_400_000, '3600'],
    ['soon, if the service does not say', FAULTS.throttled, null, '10'],
    ['if another write came first', FAULTS.contested, null, '10'],
    ['if the service is out of order and knows when it will be back', FAULTS.unavailable, 30_000, '30'],
  ])('%s', async (_what, fault, retryAfterMs, seconds) => {
    const { answer } = await thrown(new WaitingError(fault, retryAfterMs));
    expect(answer).toMatchObject({ headers: { 'retry-after': seconds, 'cache-control': 'no-store' } });
  });

  test.each([
    ['nobody knows', FAULTS.unavailable, null],
    ['waiting does not help', FAULTS.notLicensed, 1_500],
  ])('but not if %s', async (_what, fault, retryAfterMs) => {
    const { answer } = await thrown(new WaitingError(fault, retryAfterMs));
    expect(answer).not.toHaveProperty(['headers', 'retry-after']);
  });

  test('also of a handler that answers itself', async () => {
    const handler = answering(async () => answerError('busy', 'Another change came between.'));
    const request = new HttpRequest({ method: 'GET', url: 'http://127.0.0.1/' });
    expect(await handler(request, new InvocationContext())).toMatchObject({
      status: 429,
      headers: { 'retry-after': '10' },
    });
  });
});

test('bad settings are listed one by one', async () => {
  const problems = ['DIGEST_TIME: must be a time of day, HH:MM', 'TABLES_ENDPOINT: required'];
  const { answer } = await thrown(new ConfigError(problems));
  expect(answer).toMatchObject({
    status: 503,
    jsonBody: { error: { code: 'unavailable', details: problems } },
  });
});

test.each([
  ['no code', new Error('no row alex@contoso.example')],
  ['a code of Node', Object.assign(new Error('no row alex@contoso.example'), { code: 'ECONNRESET' })],
  ['one of our codes, and not our class', Object.assign(new Error('alex@contoso'), { code: 'throttled' })],
])('an error with %s is not quoted; the answer names the log', async (_what, error) => {
  const { answer } = await thrown(error);
  expect(answer).toMatchObject({ status: 500, jsonBody: { error: { code: 'internal' } } });
  expect(JSON.stringify(answer)).toMatch(/Unexpected error; see the log: .*docs\/operations\.md/);
  expect(JSON.stringify(answer)).not.toContain('alex@contoso');
});
