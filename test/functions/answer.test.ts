import { HttpRequest, InvocationContext } from '@azure/functions';
import { describe, expect, test } from '@jest/globals';
import { ANSWERS, answering } from '../../functions/http/answer';
import { ConfigError } from '../../shared/settingReader';
import { errorClasses } from './errorClasses';

/** What is logged and answered when a handler throws this. */
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

class RowError extends Error {
  readonly code = 'badRow';
  readonly row = 'b0000001-0000-4000-8000-000000000001';
}

test('the log gets one line: name, code, message and stack', async () => {
  const error = new RowError('A stored row\ncannot be read');
  const { logged } = await thrown(error);
  expect(logged).toHaveLength(1);
  const [level, line, ...more] = logged[0] ?? [];
  expect([level, more]).toEqual(['error', []]);
  expect(line).not.toContain('\n');
  expect(JSON.parse(String(line))).toEqual({
    name: 'Error',
    code: 'badRow',
    message: error.message,
    stack: error.stack,
  });
});

test('neither the cause of an error nor its facts reach the log or the caller', async () => {
  const cause = new Error('no row alex@contoso.example');
  const found = await thrown(new RowError('A stored row cannot be read', { cause }));
  expect(JSON.stringify(found)).toContain('badRow');
  expect(JSON.stringify(found)).not.toMatch(/alex@contoso|b0000001/);
});

test('what is thrown and is no error is not quoted', async () => {
  const found = await thrown('alex@contoso.example');
  expect(found.answer).toMatchObject({ status: 500, jsonBody: { error: { code: 'internal' } } });
  expect(found.logged).toHaveLength(1);
  expect(JSON.stringify(found)).not.toContain('alex@contoso');
});

describe('each error class of ours', () => {
  const classes = errorClasses();

  test('was found, with the codes of its union', () => {
    expect(classes.get('GraphError')).toContain('expiredPage');
    expect(classes.get('TablesError')).toContain('contested');
    expect(classes.get('FormatError')).toEqual(['formatChanged']);
  });

  test('has an answer to each of its codes, and there is none to a code that nothing has', () => {
    const codes = [...new Set([...classes.values()].flat())];
    expect(Object.keys(ANSWERS).sort()).toEqual(codes.sort());
  });
});

const STATUS: Readonly<Record<string, number>> = {
  badRequest: 400,
  busy: 429,
  notLicensed: 502,
  missingPermission: 502,
  unavailable: 503,
  internal: 500,
};

test.each(Object.entries(ANSWERS))(
  'an error of the code %s is answered as %s, in its own words',
  async (code, answer) => {
    const found = await thrown(Object.assign(new Error('It says what to do.'), { code }));
    expect(found.answer).toMatchObject({
      status: STATUS[answer],
      jsonBody: { error: { code: answer, message: 'It says what to do.', details: null } },
    });
  },
);

test('bad settings are told one by one', async () => {
  const problems = ['DIGEST_TIME: must be a time of day, HH:MM', 'TABLES_ENDPOINT: required'];
  const { answer } = await thrown(new ConfigError(problems));
  expect(answer).toMatchObject({
    status: 503,
    jsonBody: { error: { code: 'unavailable', details: problems } },
  });
});

test.each([
  ['no code', new Error('no row alex@contoso.example')],
  [
    'a code that is not ours',
    Object.assign(new Error('no row alex@contoso.example'), { code: 'ECONNRESET' }),
  ],
  [
    'a code that every object knows',
    Object.assign(new Error('alex@contoso.example'), { code: 'constructor' }),
  ],
])('an error with %s is not quoted; the answer says where the log is', async (_what, error) => {
  const { answer } = await thrown(error);
  expect(answer).toMatchObject({ status: 500, jsonBody: { error: { code: 'internal' } } });
  expect(JSON.stringify(answer)).toMatch(/Application Insights, Failures; docs\/operations\.md/);
  expect(JSON.stringify(answer)).not.toContain('alex@contoso');
});
