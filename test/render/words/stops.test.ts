import { expect, test } from '@jest/globals';
import { deniedInWords, stopInWords } from '../../../shared/render/words/stops';

test('a stopped sign-in is reported with when and why', () => {
  const signal = { signal: 'mfaFailed', at: '2026-11-21T04:50:00.000Z' } as const;
  expect(stopInWords(signal, (iso) => iso.slice(0, 10))).toBe(
    'Stopped on 2026-11-21: MFA was not completed.',
  );
});

test('denied changes are reported with how often and when, as exactly as the log was read', () => {
  const changes = { denied: 2, wentThrough: 0, lastDenied: '2026-11-18', isAtLeast: false };
  const text = (change: object) => deniedInWords({ ...changes, ...change }, (iso) => iso);
  expect(text({})).toBe(
    "Azure denied the account's changes to resources 2 times for lack of MFA, last on 2026-11-18.",
  );
  expect(text({ denied: 1 })).toContain(' once for lack of MFA');
  expect(text({ isAtLeast: true })).toContain(' at least 2 times ');
  expect(text({ denied: 0, lastDenied: null })).toBeNull();
  expect(deniedInWords(null, (iso) => iso)).toBeNull();
});
