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
  firstStopped: '2026-11-16',
  lastWentThrough: '2026-11-19',
  firstWentThrough: '2026-11-17',
  ...change,
});

test('an account has its changes and the times of the first and the last of each sort', () => {
  const writers = [writer({}), writer({ userId: 'b', stopped: 0, lastStopped: null, firstStopped: null })];
  expect(changesIn({ ...READ, writers })).toEqual({
    a: {
      denied: 2,
      wentThrough: 1,
      lastDenied: '2026-11-18',
      firstDenied: '2026-11-16',
      lastCompleted: '2026-11-19',
      firstCompleted: '2026-11-17',
      isAtLeast: false,
    },
    b: {
      denied: 0,
      wentThrough: 1,
      lastDenied: null,
      firstDenied: null,
      lastCompleted: '2026-11-19',
      firstCompleted: '2026-11-17',
      isAtLeast: false,
    },
  });
});

test('a log that was cut gives counts that are minimums', () => {
  expect(changesIn({ ...READ, isCut: true, writers: [writer({})] }).a?.isAtLeast).toBe(true);
});

test('a row of an earlier version gives the time of the last change, denied or not', () => {
  const {
    lastStopped: _,
    firstStopped: __,
    lastWentThrough: ___,
    firstWentThrough: ____,
    ...older
  } = writer({});
  const last = '2026-11-19';
  expect(changesIn({ ...READ, writers: [older] }).a).toMatchObject({
    ...{ lastDenied: last, firstDenied: last, lastCompleted: last, firstCompleted: last },
  });
});
