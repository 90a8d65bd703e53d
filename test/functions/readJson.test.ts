import { HttpRequest } from '@azure/functions';
import { describe, expect, test } from '@jest/globals';
import { parseBody, testMailBody } from '../../functions/http/body';
import { endExceptionsBody } from '../../functions/http/exceptions';
import { MOST_BODY_BYTES, readJson } from '../../functions/http/readJson';
import { repeatedName } from '../../functions/http/repeatedName';
import { fc } from '../seededFc';

const JSON_TYPE = { 'content-type': 'application/json' };

type Body = string | Uint8Array;
function aRequest(body: Body, headers: Record<string, string> = JSON_TYPE): HttpRequest {
  const sent = typeof body === 'string' ? { string: body } : { bytes: body };
  return new HttpRequest({ method: 'PUT', url: 'http://127.0.0.1/', body: sent, headers });
}
const read = (body: Body, headers?: Record<string, string>) => readJson(aRequest(body, headers));
const refusal = (status: number, code: string, message = '') => ({
  refusal: {
    status,
    jsonBody: { error: { code, message: expect.stringContaining(message), details: null } },
  },
});

describe('the length', () => {
  const ofLength = (bytes: number) => JSON.stringify('x'.repeat(bytes - 2));

  test('may be 64 KiB, and no byte more', async () => {
    expect(await read(ofLength(MOST_BODY_BYTES))).toHaveProperty('json');
    expect(await read(ofLength(MOST_BODY_BYTES + 1))).toMatchObject(refusal(413, 'bodyTooLarge', '64 KiB'));
  });

  test('is that of the bytes, not of the characters', async () => {
    expect(await read(JSON.stringify('é'.repeat(40_000)))).toMatchObject(refusal(413, 'bodyTooLarge'));
  });

  test('that is announced is believed, and nothing is read then', async () => {
    const request = aRequest('{}', { ...JSON_TYPE, 'content-length': String(MOST_BODY_BYTES + 1) });
    expect(await readJson(request)).toMatchObject(refusal(413, 'bodyTooLarge'));
    expect(request.bodyUsed).toBe(false);
  });

  test('that is not the announced one is counted while reading', async () => {
    for (const announced of ['2', '-1', 'x', '']) {
      const headers = { ...JSON_TYPE, 'content-length': announced };
      expect(await read(ofLength(MOST_BODY_BYTES + 1), headers)).toMatchObject(refusal(413, 'bodyTooLarge'));
    }
  });

  test('of an endless body ends the reading', async () => {
    let given = 0;
    const endless = async function* () {
      for (;;) {
        given++;
        yield new Uint8Array(1_024);
      }
    };
    const request = { headers: new Headers(JSON_TYPE), body: endless() } as unknown as HttpRequest;
    expect(await readJson(request)).toMatchObject(refusal(413, 'bodyTooLarge'));
    expect(given).toBe(65);
  });
});

describe('the type', () => {
  test.each([
    'application/json',
    'Application/JSON ; charset=UTF-8',
    'application/json;charset="utf-8"',
    'application/json; x=y',
  ])('may be %s', async (type) => {
    expect(await read('{}', { 'content-type': type })).toEqual({ json: {} });
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/problem+json',
    'application/jsonp',
    'application/json; charset=utf-16',
    'application/json, text/plain',
    '',
  ])('%j is refused', async (type) => {
    expect(await read('{}', { 'content-type': type })).toMatchObject(
      refusal(415, 'notJson', 'application/json'),
    );
  });

  test('that is missing is refused, though the body is JSON', async () => {
    const bytes = new TextEncoder().encode('{}');
    expect(await read(bytes, {})).toMatchObject(refusal(415, 'notJson'));
  });

  test('says nothing of a compressed body, which is refused', async () => {
    const headers = { ...JSON_TYPE, 'content-encoding': 'gzip' };
    expect(await read('{}', headers)).toMatchObject(refusal(415, 'notJson', 'uncompressed'));
    expect(await read('{}', { ...JSON_TYPE, 'content-encoding': 'identity' })).toEqual({ json: {} });
  });
});

describe('the text', () => {
  test('is UTF-8, with a mark of it or without', async () => {
    expect(await read('\ufeff{"a":"é"}')).toEqual({ json: { a: 'é' } });
    expect(await read(Uint8Array.of(0x22, 0xff, 0x22))).toMatchObject(refusal(400, 'badRequest', 'UTF-8'));
  });

  test.each(['{', "{'a':1}", '{}{}', 'undefined', '{"a":1,}', '['.repeat(60_000)])(
    'is JSON, not %.20j',
    async (text) => {
      expect(await read(text)).toMatchObject(refusal(400, 'badRequest', 'not valid JSON'));
    },
  );

  test('must be there', async () => {
    expect(await read('')).toMatchObject(refusal(400, 'badRequest', 'content-length'));
  });

  test('may be as deep as it likes', async () => {
    expect(await read('['.repeat(30_000) + ']'.repeat(30_000))).toHaveProperty('json');
  });

  test.each([
    '{"to":"a","to":"b"}',
    '{"to":"a","t\\u006f":"b"}',
    '{"to":1,"x":{"to":2},"to":3}',
    '[{"a":1,"a":1}]',
  ])('gives no name twice in one object: %s', async (text) => {
    expect(await read(text)).toMatchObject(refusal(400, 'badRequest', 'twice'));
  });

  test('with a name like a part of JavaScript is one more field', async () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      const parsed = await parseBody(
        testMailBody,
        aRequest(`{"to":"a@contoso.example","${name}":{"to":"b"}}`),
      );
      expect(parsed).toMatchObject({ refusal: { status: 400 } });
    }
    expect(({} as { to?: string }).to).toBeUndefined();
  });
});

test('names are compared within their object, whatever else the JSON holds', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      // One value has no name twice; beside itself in one object, it has.
      const json = JSON.stringify(value);
      expect(repeatedName(json)).toBeNull();
      expect(repeatedName(`[{"a":${json}},{"a":${json}}]`)).toBeNull();
      expect(repeatedName(`{"a":${json},"a":${json}}`)).toBe('a');
    }),
  );
});

test('the answer to a body names the first problems, and counts the others', async () => {
  const parsed = await parseBody(
    endExceptionsBody,
    aRequest(JSON.stringify({ users: Array(1_000).fill(' ') })),
  );
  expect(parsed).toMatchObject({ refusal: { jsonBody: { error: { details: { length: 20 } } } } });
  expect(JSON.stringify(parsed)).toContain('; and 980 more');
  expect(JSON.stringify(parsed).length).toBeLessThan(10_000);
});

test('a request with a body takes no parameters', async () => {
  const request = new HttpRequest({
    method: 'POST',
    url: 'http://127.0.0.1/?code=k&to=b',
    body: { string: '{"to":"a@contoso.example"}' },
    headers: JSON_TYPE,
  });
  expect(await parseBody(testMailBody, request)).toMatchObject({
    refusal: { status: 400, jsonBody: { error: { message: 'to: is no parameter of this endpoint' } } },
  });
});
