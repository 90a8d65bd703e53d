import { expect, test } from '@jest/globals';
import { GraphError } from '../../shared/graph/graphError';
import { problemOf } from '../../shared/graph/problem';

const SIGN_INS = '/beta/auditLogs/signIns';

test.each([
  ['notLicensed', 'notLicensed', /P1 licence/],
  ['forbidden', 'missingPermission', /Grant .*AuditLog\.Read\.All/],
  ['unauthorized', 'identityUnknown', /AZURE_CLIENT_ID, AZURE_CLOUD/],
] as const)('%s is a problem that an admin mends: %s', (error, code, mend) => {
  expect(problemOf(new GraphError(error, SIGN_INS))).toMatchObject({
    code,
    mend: expect.stringMatching(mend),
  });
});

test('does not send an admin to grant a permission when the identity is unknown', () => {
  expect(JSON.stringify(problemOf(new GraphError('unauthorized', SIGN_INS)))).not.toMatch(
    /permission|grant/i,
  );
});

test.each([
  ['that passes', new GraphError('throttled', SIGN_INS)],
  ['of our own', new GraphError('badRequest', SIGN_INS)],
  ['that is not from Graph', new Error('unauthorized')],
])('an error %s is none', (_, error) => {
  expect(problemOf(error)).toBeNull();
});
