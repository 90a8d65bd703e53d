import { expect, test } from '@jest/globals';
import { changesIn } from '../../shared/domain/account/changes';

const READ = { at: '2026-11-20', from: '2026-11-13', subscriptions: 1, noted: 1, read: 1, isCut: false };
const writer = (change: object) => ({
  userId: 'a',
  userPrincipalName: null,
  wentThrough: 1,
  stopped: 2,
  last: '2026-11-19',
  lastStopped: '2026-11-18',
  ...change,
});

test('an account has its changes and the time of the last denied one', () => {
  const writers = [writer({}), writer({ userId: 'b', stopped: 0, lastStopped: null })];
  expect(changesIn({ ...READ, writers })).toEqual({
    a: { denied: 2, wentThrough: 1, lastDenied: '2026-11-18', isAtLeast: false },
    b: { denied: 0, wentThrough: 1, lastDenied: null, isAtLeast: false },
  });
});

test('a log that was cut gives counts that are minimums', () => {
  expect(changesIn({ ...READ, isCut: true, writers: [writer({})] }).a?.isAtLeast).toBe(true);
});

test('a row of an earlier version gives the time of the last change, denied or not', () => {
  const { lastStopped: _, ...older } = writer({});
  expect(changesIn({ ...READ, writers: [older] }).a?.lastDenied).toBe('2026-11-19');
});
