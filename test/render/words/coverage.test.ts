import { expect, test } from '@jest/globals';
import { askedInWords, defaultsInWords, effectInWords } from '../../../shared/render/words/coverage';
import { aTenantCoverage } from '../../domain/builders';

test('security defaults are on or off', () => {
  expect(defaultsInWords(aTenantCoverage())).toBe(
    'Security defaults are off. Read on 2 Mar 2026, 03:00 UTC.',
  );
  expect(defaultsInWords(aTenantCoverage({ securityDefaults: true }))).toMatch(/^Security defaults are on\./);
});

test('Entra evaluated the policies for some accounts', () => {
  const at = '2026-11-21T03:00:00.000Z';
  expect(askedInWords({ at, matter: 1_200, accounts: { a: { adminPortals: 'nothing' } } })).toBe(
    'On 21 Nov 2026, 03:00 UTC, Entra evaluated these policies for 1 of the 1,200 accounts that matter most. The result stands beside each account.',
  );
  expect(askedInWords({ at, matter: 0, accounts: {} })).toBeNull();
});

test.each<[number | null, string]>([
  [null, 'The findings that it would have stopped have not been counted yet.'],
  [0, 'If this policy had been on, it would have stopped no finding of the last 14 days.'],
  [
    1_203,
    'If this policy had been on, it would have stopped 1,203 findings of the last 14 days, or required MFA first.',
  ],
])('a report-only policy would have stopped %s findings', (stopped, sentence) => {
  expect(effectInWords(stopped)).toBe(sentence);
});
