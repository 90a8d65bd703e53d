import { describe, expect, test } from '@jest/globals';
import type { BreakGlassCheck, LastUse } from '../../../shared/domain/breakGlass/review';
import { utcTime } from '../../../shared/render/time';
import {
  lacksInWords,
  lastUseInWords,
  notKnownInWords,
  tooFewInWords,
} from '../../../shared/render/words/breakGlass';

const AT = '2026-11-02T08:14:05.000Z';

describe('a lack of a break-glass account, and its step, are', () => {
  test.each<[BreakGlassCheck, string]>([
    [
      { check: 'found', result: 'notMet' },
      'The directory has no such user. Correct the setting BREAK_GLASS_ACCOUNTS.',
    ],
    [{ check: 'enabled', result: 'notMet' }, 'It is disabled. Enable it.'],
    [
      { check: 'strongMethod', result: 'notMet' },
      'It has no passkey or certificate that policy allows. Give the account a passkey (FIDO2) or certificate-based authentication.',
    ],
    [
      { check: 'cloudOnly', result: 'notMet', isSynced: true, domain: 'contoso.example' },
      'It comes from an on-premises directory. Replace it with a cloud-only account.',
    ],
    [
      { check: 'cloudOnly', result: 'notMet', isSynced: false, domain: 'contoso.example' },
      "Its name is in the domain contoso.example, which may be or become federated. Rename it to the tenant's onmicrosoft domain.",
    ],
    [
      { check: 'globalAdministrator', result: 'notMet', held: 'eligible' },
      'It has to activate Global Administrator before it can help. Assign Global Administrator to it, active and permanent.',
    ],
    [
      { check: 'globalAdministrator', result: 'notMet', held: 'temporary' },
      'It holds Global Administrator only for a time. Assign Global Administrator to it, active and permanent.',
    ],
    [
      { check: 'globalAdministrator', result: 'notMet', held: 'none' },
      'It does not hold Global Administrator. Assign Global Administrator to it, active and permanent.',
    ],
    [
      { check: 'excluded', result: 'notMet', policies: ['Block all'] },
      '1 policy could lock it out: Block all. Exclude it.',
    ],
    [
      { check: 'excluded', result: 'notMet', policies: ['A', 'B', 'C', 'D', 'E', 'F', 'G'] },
      '7 policies could lock it out: A, B, C, D, E and 2 others. Exclude it.',
    ],
    [
      { check: 'validated', result: 'notMet', lastMfa: null },
      'No MFA of it was seen in the last 90 days. Sign in once with the account and its passkey or certificate. Microsoft says to do so at least every 90 days.',
    ],
    [
      { check: 'validated', result: 'notMet', lastMfa: AT },
      'Its last MFA was on 2 Nov 2026, 08:14 UTC. Sign in once with the account and its passkey or certificate. Microsoft says to do so at least every 90 days.',
    ],
  ])('%j', (check, expected) => {
    expect(lacksInWords([check], utcTime).map(({ sentence, step }) => `${sentence} ${step}`)).toEqual([
      expected,
    ]);
  });

  test('none for what is met or not known', () => {
    const checks = (['met', 'notKnown'] as const).map((result) => ({ check: 'enabled', result }) as const);
    expect(lacksInWords(checks, utcTime)).toEqual([]);
  });
});

test('all that is not known of an account is one sentence', () => {
  expect(
    notKnownInWords([
      { check: 'found', result: 'met' },
      { check: 'enabled', result: 'notKnown' },
      { check: 'strongMethod', result: 'notKnown' },
      { check: 'excluded', result: 'notMet', policies: ['Block all'] },
    ]),
  ).toBe('Not known: whether it is enabled, its methods.');
  expect(notKnownInWords([{ check: 'found', result: 'met' }])).toBeNull();
});

test.each<[LastUse, string]>([
  [{ kind: 'at', at: AT }, 'Last used 2 Nov 2026, 08:14 UTC.'],
  [{ kind: 'never' }, 'Never used.'],
  [{ kind: 'notKnown' }, 'Last use not known.'],
])('the last use %j is one sentence', (lastUse, sentence) => {
  expect(lastUseInWords(lastUse, utcTime)).toBe(sentence);
});

test.each([
  [0, 'No break-glass account is named. Name at least two in the setting BREAK_GLASS_ACCOUNTS.'],
  [1, 'Only one break-glass account is named. Name at least two in the setting BREAK_GLASS_ACCOUNTS.'],
  [2, null],
])('of %i named accounts, the sentence is: %s', (named, sentence) => {
  expect(tooFewInWords({ named, tooFew: named < 2, accounts: [] })).toBe(sentence);
});
