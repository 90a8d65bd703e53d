import { expect, test } from '@jest/globals';
import type { CoverageNews } from '../../../shared/domain/coverage/coverageNews';
import type { Gap } from '../../../shared/domain/coverage/hole';
import { coverageInBrief, coverageLines } from '../../../shared/render/words/coverageNews';
import { APP_NAMES, aCoverageNews } from '../builders';

const user = (who: string): Gap => ({ who, why: 'excludedUser', policy: 'p1' });
const lines = (news: Partial<CoverageNews>) => coverageLines(aCoverageNews(news), APP_NAMES);
const AS_BEFORE = 'Your policies require MFA of everyone at 2 of 6 enforced apps, as before.';

test.each<[string, Partial<CoverageNews>, string]>([
  [
    'a policy that was turned off',
    { policies: [{ name: 'Require MFA', from: 'enabled', to: 'disabled' }], opened: [user('u1')] },
    '“Require MFA” is now off.',
  ],
  [
    'a policy that was deleted, and another',
    {
      policies: [
        { name: 'Require MFA', from: 'enabled', to: null },
        { name: 'Other', from: null, to: 'enabled' },
      ],
    },
    '“Require MFA” was deleted, or no longer applies to an enforced app, and 1 more.',
  ],
  [
    'a new policy',
    { policies: [{ name: 'N', from: null, to: 'reportOnly' }] },
    '“N” is new and report-only.',
  ],
  [
    'an exclusion',
    { opened: [user('u1'), user('u2')] },
    '“Require MFA for Azure” now excludes Anna Berg, and 1 more.',
  ],
  [
    'no policy at fault',
    { opened: [{ who: 'everyone', why: 'notIncluded', policy: null }] },
    'No policy now requires MFA of everyone.',
  ],
  ['a closed gap', { trend: 'better', closed: [user('u1')] }, '1 gap in your policies is closed.'],
  ['closed gaps', { closed: [user('u1'), user('u2')] }, '2 gaps in your policies are closed.'],
  ['too many gaps to name', {}, 'The gaps in your policies have changed.'],
  ['security defaults', { securityDefaults: false }, 'Security defaults were turned off.'],
])('the change is %s', (_, news, change) => {
  expect(lines(news)).toEqual([change, AS_BEFORE]);
});

test('the effect is the new level of the apps', () => {
  const levels = [
    { app: 'azureCli', from: 'everyone', to: 'someone' },
    { app: 'adminPortals', from: 'none', to: 'someone' },
    { app: 'azurePowerShell', from: 'everyone', to: 'someone' },
  ] as const;
  expect(lines({ levels })[1]).toBe(
    'MFA is now required of some users, before of everyone: Azure CLI; Azure PowerShell, and 1 more.',
  );
});

test('the first digest has one line', () => {
  expect(lines({ trend: 'first' })).toEqual([
    'Your own policies require MFA of everyone at 2 of 6 enforced apps.',
  ]);
});

test('a policy whose name looks like a link makes none', () => {
  const policies = [{ name: 'See https://evil.example', from: null, to: 'enabled' }] as const;
  expect(lines({ policies }).join(' ')).not.toContain('//evil.example');
});

test.each<[CoverageNews['trend'], string | null]>([
  ['worse', 'your policies cover less'],
  ['better', 'your policies cover more'],
  ['mixed', 'coverage by your policies changed'],
  ['first', null],
])('in brief, without a name: %s', (trend, words) => {
  expect(coverageInBrief(aCoverageNews({ trend, opened: [user('u1')] }))).toBe(words);
});
