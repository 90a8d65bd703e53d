import { expect, test } from '@jest/globals';
import { GraphError } from '../../shared/graph/graphError';
import { problemOf } from '../../shared/graph/problem';

const SIGN_INS = '/beta/auditLogs/signIns';

test.each([
  ['notLicensed', { code: 'notLicensed' }],
  ['forbidden', { code: 'missingPermission', permission: 'AuditLog.Read.All', lost: null }],
  ['unauthorized', { code: 'identityUnknown' }],
] as const)('an admin can fix %s', (code, problem) => {
  expect(problemOf(new GraphError(code, SIGN_INS))).toEqual(problem);
});

test.each([
  ['that passes', new GraphError('throttled', SIGN_INS)],
  ['of our own', new GraphError('badRequest', SIGN_INS)],
  ['that is not from Graph', new Error('unauthorized')],
])('no admin can fix an error %s', (_, error) => {
  expect(problemOf(error)).toBeNull();
});
