import { HttpRequest } from '@azure/functions';
import { describe, expect, test } from '@jest/globals';
import {
  accountsQuery,
  checkQuery,
  findingsQuery,
  parseQuery,
  refuseExtras,
  refusePath,
} from '../../functions/http/query';

/** As the Functions host hands it over: each parameter once, repeated ones joined by commas. */
function aRequest(
  query: string,
  more: Partial<ConstructorParameters<typeof HttpRequest>[0]> = {},
): HttpRequest {
  const parameters = new URLSearchParams(query);
  const joined = [...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name).join(',')]);
  const url = `https://127.0.0.1/api/findings?${query}`;
  return new HttpRequest({ method: 'GET', url, query: Object.fromEntries(joined), ...more });
}

const findings = (query: string) => parseQuery(findingsQuery, aRequest(query));
const refused = (parameter: string, message: unknown = expect.any(String)) => ({
  refusal: {
    status: 400,
    jsonBody: {
      error: {
        code: 'badRequest',
        message: expect.stringContaining(parameter),
        details: expect.arrayContaining([{ parameter, message }]),
      },
    },
  },
});

test('a query may be empty, and then has its defaults', () => {
  expect(findings('')).toEqual({ query: { format: 'json', limit: 100 } });
});

describe('a whole number', () => {
  test.each([
    ['1', 1],
    ['1000', 1000],
    ['007', 7],
  ])('may be %j', (text, limit) => {
    expect(findings(`limit=${text}`)).toMatchObject({ query: { limit } });
  });

  test.each([
    '',
    '0',
    '1001',
    '-1',
    '+5',
    ' 5 ',
    '5.0',
    '1e2',
    '0x10',
    '1_0',
    '٣',
    '1n',
    'NaN',
    '9'.repeat(400),
  ])('is decimal digits within its bounds, not %j', (text) => {
    expect(findings(`limit=${encodeURIComponent(text)}`)).toMatchObject(
      refused('limit', 'must be a whole number from 1 to 1000, in digits'),
    );
  });
});

describe('a parameter', () => {
  test.each([
    'user=',
    'user=%20%20',
    'user=a%00b',
    'user=a%0d%0ab',
    `user=${'x'.repeat(321)}`,
    'app=',
    `app=${'x'.repeat(101)}`,
    'app=azure-cli',
    'continuation=',
    'continuation=a%20b',
    `continuation=${'x'.repeat(4_097)}`,
    'from=',
    `from=2026-01-01T00:00:00.${'0'.repeat(40)}Z`,
    'to=9999-12-31T23:59:59-01:00',
    'verdict=',
    'format=xml',
  ])('has bounds, so %s is refused', (query) => {
    const [name = ''] = query.split('=');
    expect(findings(query)).toMatchObject(refused(name));
  });

  test('may be as long as its bound', () => {
    const user = 'x'.repeat(320);
    expect(findings(`user=${user}`)).toMatchObject({ query: { user } });
  });

  test.each([
    ['limit', 'limit=1&limit=2'],
    ['limit', 'limit=1&limit=1'],
    ['user', 'user=a&limit=1&user=b'],
    ['verdict', 'verdict=&verdict=mfa'],
  ])('%s is refused if it is given twice: %s', (name, query) => {
    expect(findings(query)).toMatchObject(refused(name, 'must be given once'));
    // A host that leaves the query to the library.
    const { url } = aRequest(query);
    expect(parseQuery(findingsQuery, new HttpRequest({ method: 'GET', url }))).toMatchObject(refused(name));
  });

  test('with a comma is one text', () => {
    expect(findings('user=a,b')).toMatchObject({ query: { user: 'a,b' } });
  });

  test.each(['colour', 'LIMIT', '__proto__', 'constructor', 'limit[]', ''])(
    'that is not known is refused, and named: %j',
    (name) => {
      expect(findings(`${encodeURIComponent(name)}=1&limit=5`)).toMatchObject(
        refused(name, 'is no parameter of this endpoint'),
      );
    },
  );

  test.each(['code=k', 'CODE=k&Code=l', 'clientId=default', 'clientid=a&clientid=b'])(
    'of the Functions host is not ours: %s',
    (query) => {
      expect(findings(`${query}&limit=5`)).toEqual({ query: { format: 'json', limit: 5 } });
      expect(refuseExtras(aRequest(query))).toBeNull();
    },
  );
});

test('an endpoint without parameters refuses any', () => {
  expect(refuseExtras(aRequest(''))).toBeNull();
  expect({ refusal: refuseExtras(aRequest('limit=1')) }).toMatchObject(refused('limit'));
});

test('an endpoint that takes a query refuses a body, in whatever way it comes', () => {
  const body = { string: '{"user":"alex@contoso.example"}' };
  const posted = aRequest('', { method: 'POST', body });
  const announced = aRequest('', { headers: { 'content-length': '31' } });
  for (const request of [posted, announced]) {
    expect(parseQuery(checkQuery, request)).toMatchObject({
      refusal: { status: 400, jsonBody: { error: { message: expect.stringContaining('takes no body') } } },
    });
  }
  const empty = aRequest('', { method: 'POST', headers: { 'content-length': '0' } });
  expect(parseQuery(checkQuery, empty)).toEqual({ query: { days: 7 } });
});

test('a token of another list is refused before anything is read', () => {
  const token = Buffer.from('{"id":"x"}').toString('base64url');
  const parsed = parseQuery(accountsQuery, aRequest(`continuation=${token}`));
  expect(parsed).toMatchObject(refused('continuation'));
  expect(parsed).toMatchObject({ refusal: { jsonBody: { error: { details: { length: 1 } } } } });
});

test('a path names a user as a query does', () => {
  const path = (userId: string) => refusePath(aRequest('', { params: { userId } }));
  expect(refusePath(aRequest(''))).toBeNull();
  expect(path('ana@contoso.example')).toBeNull();
  for (const text of [' ', 'a\u0000b', 'x'.repeat(321)]) {
    expect({ refusal: path(text) }).toMatchObject(refused('userId'));
  }
});
