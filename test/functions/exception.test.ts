import { HttpRequest } from '@azure/functions';
import { describe, expect, test } from '@jest/globals';
import { parseBody } from '../../functions/http/body';
import { answerException, exceptionBody } from '../../functions/http/exception';

const NOW = Date.parse('2026-11-21T12:00:00.000Z');

function aRequest(body: string, headers: Record<string, string> = {}): HttpRequest {
  return new HttpRequest({
    method: 'PUT',
    url: 'http://127.0.0.1/',
    body: { string: body },
    headers: { 'content-type': 'application/json', ...headers },
  });
}
const parseText = (text: string) => parseBody(exceptionBody(NOW), aRequest(text));
const parse = (body: unknown) => parseText(JSON.stringify(body));

describe('the body', () => {
  test.each([
    ['a date', '2026-11-22', '2026-11-22T00:00:00.000Z'],
    ['a time', '2026-11-21T12:00:00.001Z', '2026-11-21T12:00:00.001Z'],
    ['a time elsewhere', '2026-12-01T01:00:00+02:00', '2026-11-30T23:00:00.000Z'],
    ['a year ahead', '2027-11-21T12:00:00.000Z', '2027-11-21T12:00:00.000Z'],
  ])('may end at %s', async (_, until, end) => {
    expect(await parse({ reason: ' Moves in June ', until })).toEqual({
      body: { reason: 'Moves in June', until: end },
    });
  });

  test('may give a reason of 1 to 500 characters', async () => {
    const until = '2026-12-01';
    for (const reason of ['x', 'x'.repeat(500)]) {
      expect(await parse({ reason, until })).toMatchObject({ body: { reason } });
    }
  });

  test.each<[unknown, string]>([
    [{ reason: 'r', until: '2026-11-21T12:00:00Z' }, 'until: must be in the future'],
    [{ reason: 'r', until: '2026-11-21' }, 'until: must be in the future'],
    [{ reason: 'r', until: '2027-11-21T12:00:00.001Z' }, 'until: must be at most a year ahead'],
    [{ reason: 'r', until: '2026-02-30' }, 'until: must be a date or a time, ISO 8601'],
    [{ reason: 'r', until: 'tomorrow' }, 'until: must be a date or a time, ISO 8601'],
    [{ reason: 'r' }, 'until: must be a date or a time, ISO 8601'],
    [{ reason: ' ', until: '2026-12-01' }, 'reason: must be text of 1 to 500 characters'],
    [{ reason: 'x'.repeat(501), until: '2026-12-01' }, 'reason: must be text of 1 to 500 characters'],
    [{ reason: 7, until: '2026-12-01' }, 'reason: must be text of 1 to 500 characters'],
    [{ until: '2026-12-01' }, 'reason: must be text of 1 to 500 characters'],
    [
      { reason: 'r', until: '2026-12-01', by: 'me' },
      'must be { "reason": "…", "until": "a date or a time" }',
    ],
    [[], 'must be { "reason": "…", "until": "a date or a time" }'],
    ['{', 'The JSON body is not valid JSON.'],
  ])('%j is refused in the one error shape', async (body, message) => {
    const parsed = await parseText(typeof body === 'string' ? body : JSON.stringify(body));
    expect(parsed).toMatchObject({
      refusal: {
        status: 400,
        jsonBody: { error: { code: 'badRequest', message: expect.stringContaining(message) } },
      },
    });
  });

  test('has no half of a surrogate pair, which tables do not store', async () => {
    const text = '{"reason":"\\ud83d ok \\ud83d\\ude00","until":"2026-12-01"}';
    expect(await parseText(text)).toMatchObject({ body: { reason: '\uFFFD ok 😀' } });
  });

  test('that is missing is refused', async () => {
    expect(await parseText('')).toMatchObject({ refusal: { status: 400 } });
  });
});

test('gives the reason if nothing was changed', () => {
  expect(answerException({ kind: 'unknownAccount' })).toMatchObject({
    status: 404,
    jsonBody: { error: { code: 'notFound' } },
  });
  expect(answerException({ kind: 'breakGlass' })).toMatchObject({
    status: 409,
    jsonBody: { error: { code: 'conflict', message: expect.stringContaining('BREAK_GLASS_ACCOUNTS') } },
  });
  expect(answerException({ kind: 'overtaken' })).toMatchObject({
    status: 429,
    jsonBody: { error: { code: 'busy', message: expect.stringContaining('send the request again') } },
  });
});
