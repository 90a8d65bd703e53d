import { expect, test } from '@jest/globals';
import { describeFailure } from '../../local/commands/failure';
import { GraphError } from '../../shared/graph/graphError';

const said = (error: unknown) => describeFailure(error).message;

test('without a sign-in, az login comes first', () => {
  const cause = Object.assign(new Error('all'), {
    errors: [new Error("Please run 'az login' from a command prompt to authenticate"), new Error('second')],
  });
  expect(said(new GraphError('unauthorized', '/v1.0/organization', { cause }))).toMatch(
    /^mfa-watch: Nobody is signed in to Azure CLI. Run: az login\n/,
  );
  expect(said(new GraphError('unauthorized', '/v1.0/organization', { status: 401 }))).toContain(
    'AZURE_CLIENT_ID',
  );
});

test.each([
  [
    'a role',
    'Authentication_RequestFromUnsupportedUserRole',
    '/beta/auditLogs/signIns',
    /lacks a directory role/,
  ],
  [
    'a role for a permission that Azure CLI carries',
    'Authorization_RequestDenied',
    '/beta/auditLogs/signIns',
    /most likely a directory role is missing/,
  ],
])('a person who lacks %s learns that first', (_what, serviceCode, path, words) => {
  const message = said(new GraphError('forbidden', path, { status: 403, serviceCode }));
  expect(message.split('\n')[0]).toMatch(words);
});
