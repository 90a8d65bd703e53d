import { expect, test } from '@jest/globals';
import { GraphError } from '../../shared/graph/graphError';
import { retryAdviceOf } from '../../shared/graph/retryAdvice';

const SIGN_INS = '/beta/auditLogs/signIns';

test.each([
  ['timedOut', 'shorter'],
  ['tooLarge', 'shorter'],
  ['endlessPaging', 'shorter'],
  ['expiredPage', 'shorter'],
  ['badRequest', 'newer'],
  ['throttled', 'later'],
  ['outOfTime', 'later'],
  ['unavailable', null],
  ['forbidden', null],
] as const)('%s is helped by: %s', (code, advice) => {
  expect(retryAdviceOf(new GraphError(code, SIGN_INS))).toBe(advice);
});

test('an error that is not from Graph is not helped', () => {
  expect(retryAdviceOf(new Error('disk on fire'))).toBeNull();
});
