import { HttpRequest, InvocationContext } from '@azure/functions';
import { expect, test } from '@jest/globals';
import { answering } from '../../functions/http/answer';

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
