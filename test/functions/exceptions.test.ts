import { HttpRequest } from '@azure/functions';
import { describe, expect, test } from '@jest/globals';
import { parseBody } from '../../functions/http/body';
import { answerExceptions, endExceptionsBody, exceptionsBody } from '../../functions/http/exceptions';
import { openApi } from '../../functions/http/openApi';
import type { ExceptedAccount } from '../../shared/jobs/onDemand/exceptAccounts';
import { someFacts } from '../domain/builders';
import { FAULTS } from '../faults';

const NOW = Date.parse('2026-11-21T12:00:00.000Z');
const GROUP = 'A0000001-0000-4000-8000-00000000000a';
const when = { reason: 'On leave', until: '2026-12-01' };

const aRequest = (body: unknown) =>
  new HttpRequest({
    method: 'PUT',
    url: 'http://127.0.0.1/',
    body: { string: JSON.stringify(body) },
    headers: { 'content-type': 'application/json' },
  });
const parseSet = (body: unknown) => parseBody(exceptionsBody(NOW), aRequest(body));
const parseEnd = (body: unknown) => parseBody(endExceptionsBody, aRequest(body));
const most = Array.from({ length: 1000 }, (_, n) => `user${n}@contoso.example`);

describe('the body', () => {
  test.each([
    ['a user', { users: [' alex@contoso.example '] }],
    ['a group', { group: GROUP }],
    ['a group and an empty list', { users: [], group: GROUP }],
    ['a thousand users and a group', { users: most, group: GROUP }],
    ['the longest name', { users: ['x'.repeat(320)] }],
  ])('may name %s, to set and to end', async (_what, whom: { users?: string[]; group?: string }) => {
    const trimmed = whom.users && { users: whom.users.map((user) => user.trim()) };
    expect(await parseSet({ ...whom, ...when })).toEqual({
      body: { ...whom, ...trimmed, reason: 'On leave', until: '2026-12-01T00:00:00.000Z' },
    });
    expect(await parseEnd(whom)).toEqual({ body: { ...whom, ...trimmed } });
  });

  const nobody = 'users: must name at least one user, if no group is given';
  const badUser = 'must be a user id or address of 1 to 320 characters';
  const shape = 'must be { "users": ["user id or address", …], "group": "group id"';
  test.each<[string, unknown, string]>([
    ['nobody', {}, nobody],
    ['an empty list', { users: [] }, nobody],
    ['1,001 users', { users: [...most, 'x'] }, 'users: must be at most 1000 users'],
    ['a blank user', { users: [' '] }, `users.0: ${badUser}`],
    ['a user of 321 characters', { users: ['a', 'x'.repeat(321)] }, `users.1: ${badUser}`],
    ['a user that is a number', { users: ['a', 7] }, `users.1: ${badUser}`],
    ['a text in place of a list', { users: 'alex' }, 'users: must be a list of user ids or addresses'],
    ['the name of a group', { group: 'Scanners' }, 'group: must be the object id of a group'],
    ['a path as group', { group: '..' }, 'group: must be the object id of a group'],
    ['one field too many', { users: ['a'], user: 'b' }, shape],
    ['a list', [], shape],
  ])('with %s is refused in the one error shape, to set and to end', async (_what, body, message) => {
    const whole = Array.isArray(body) ? body : { ...(body as object), ...when };
    for (const parsed of [await parseSet(whole), await parseEnd(body)]) {
      expect(parsed).toMatchObject({
        refusal: {
          status: 400,
          jsonBody: { error: { code: 'badRequest', message: expect.stringContaining(message) } },
        },
      });
    }
  });

  test('needs a reason and an end to set, and may have neither to end', async () => {
    expect(await parseSet({ users: ['a'] })).toMatchObject({ refusal: { status: 400 } });
    expect(await parseSet({ users: ['a'], reason: 'r', until: '2027-11-22' })).toMatchObject({
      refusal: { jsonBody: { error: { message: expect.stringContaining('at most a year ahead') } } },
    });
    expect(await parseEnd({ users: ['a'], ...when })).toMatchObject({ refusal: { status: 400 } });
  });
});

const exception = {
  reason: 'r',
  until: '2026-12-01T00:00:00.000Z',
  by: 'kim',
  setAt: '2026-11-21T12:00:00.000Z',
};
const facts = someFacts({ exception });
const RESULTS: readonly ExceptedAccount[] = [
  { user: 'a', kind: 'excepted', facts },
  { user: 'b', kind: 'ended', facts: someFacts() },
  { user: 'c', kind: 'unchanged', facts },
  { user: 'd', kind: 'breakGlass', facts: someFacts() },
  { user: 'e', kind: 'unknownAccount' },
  { user: 'f', kind: 'severalUsers', userIds: ['b0000001', 'b0000002'] },
  { user: 'g', kind: 'notLookedUp', fault: FAULTS.throttled },
  { user: 'h', kind: 'notConfirmed', facts, fault: FAULTS.contested },
  { user: 'i', kind: 'notConfirmed', facts, fault: null },
];

describe('the answer', () => {
  const { jsonBody } = answerExceptions({ kind: 'done', results: RESULTS, members: 4 });

  test('counts the outcomes and has one result for each user, in order', () => {
    expect(jsonBody).toMatchObject({
      members: 4,
      counts: { excepted: 1, ended: 1, unchanged: 1, breakGlass: 1, unknownAccount: 1, notConfirmed: 2 },
    });
    expect(jsonBody.results.map(({ user }: { user: string }) => user).join('')).toBe('abcdefghi');
    expect(jsonBody.results[0]).toEqual({
      user: 'a',
      userId: facts.userId,
      userPrincipalName: facts.userPrincipalName,
      outcome: 'excepted',
      message: null,
      exception,
    });
  });

  test.each([
    ['d', 'BREAK_GLASS_ACCOUNTS'],
    ['e', 'No sign-in of this user is stored.'],
    ['f', 'b0000001, b0000002'],
    ['g', 'the directory did not answer'],
    ['h', 'Send the request again'],
    ['i', 'Another change came between.'],
  ])('says of user %s what to do', (asked, words) => {
    const { message } = jsonBody.results.find(({ user }: { user: string }) => user === asked);
    expect(message).toContain(words);
    expect(message).toMatch(/^\S.*[.=]$/);
  });

  test('has the fields that the OpenAPI document describes', () => {
    const { schemas } = JSON.parse(JSON.stringify(openApi())).components;
    const { properties } = schemas.ExceptionResults;
    expect(Object.keys(jsonBody).sort()).toEqual(Object.keys(properties).sort());
    expect(Object.keys(jsonBody.counts)).toEqual(Object.keys(properties.counts.properties));
    for (const result of jsonBody.results)
      expect(Object.keys(result)).toEqual(Object.keys(properties.results.items.properties));
  });

  test('says that nothing was changed if the group is not there, too large, or hides its members', () => {
    expect(answerExceptions({ kind: 'unknownGroup' })).toMatchObject({
      status: 404,
      jsonBody: { error: { code: 'notFound', message: expect.stringContaining('Nothing was changed') } },
    });
    expect(answerExceptions({ kind: 'tooManyMembers', most: 10_000 })).toMatchObject({
      status: 400,
      jsonBody: { error: { code: 'badRequest', message: expect.stringContaining('more than 10000 users') } },
    });
    const hidden = answerExceptions({ kind: 'hiddenMembers' });
    expect(hidden).toMatchObject({ status: 400, jsonBody: { error: { code: 'badRequest' } } });
    expect(hidden.jsonBody.error.message).toMatch(/hidden .*Nothing was changed.*users instead/);
  });
});

test('the OpenAPI document refuses what the app refuses: an empty list without a group', () => {
  for (const method of ['put', 'delete']) {
    const { paths } = JSON.parse(JSON.stringify(openApi()));
    const { schema } = paths['/exceptions'][method].requestBody.content['application/json'];
    expect(schema.anyOf).toEqual([
      { required: ['users'], properties: { users: { minItems: 1 } } },
      { required: ['group'] },
    ]);
  }
});
