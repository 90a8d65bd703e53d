import { expect, test } from '@jest/globals';
import { GraphError } from '../../shared/graph/graphError';
import { remedyOf } from '../../shared/graph/remedy';

const SIGN_INS = '/beta/auditLogs/signIns';

test.each([
  ['timedOut', 'shorter'],
  ['endlessPaging', 'shorter'],
  ['expiredPage', 'shorter'],
  ['badRequest', 'newer'],
  ['throttled', 'later'],
  ['outOfTime', 'later'],
  ['unavailable', null],
  ['forbidden', null],
] as const)('%s is helped by: %s', (code, remedy) => {
  expect(remedyOf(new GraphError(code, SIGN_INS))).toBe(remedy);
});

test('an error that is not from Graph is not helped', () => {
  expect(remedyOf(new Error('disk on fire'))).toBeNull();
});
