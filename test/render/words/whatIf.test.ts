import { expect, test } from '@jest/globals';
import type { AccountAnswers } from '../../../shared/domain/account/answers';
import { whatIfInWords } from '../../../shared/render/words/whatIf';

test.each<[AccountAnswers, string | null]>([
  [{}, null],
  [
    { azureManagement: 'mfa', unanswered: { adminPortals: 'BadRequest' } },
    'require MFA at Azure management. Entra did not answer for the admin portals (BadRequest)',
  ],
  [{ azureManagement: 'mfa', adminPortals: 'mfa' }, 'require MFA at Azure management and the admin portals'],
  [
    { azureManagement: 'nothing', adminPortals: 'mfa' },
    'require MFA at the admin portals, and do not require MFA at Azure management',
  ],
  [
    { azureManagement: 'sometimes', adminPortals: 'blocked' },
    'block sign-ins at the admin portals, and require MFA at Azure management only under a condition',
  ],
  [{ adminPortals: 'mfaOrOther' }, 'require MFA or something else at the admin portals'],
])('%j', (answers, words) => {
  expect(whatIfInWords(answers)).toBe(words && `According to Entra, your policies ${words}.`);
});

test.each<[AccountAnswers, string | null]>([
  [{ perUserMfa: 'disabled' }, null],
  [{ perUserMfa: 'enabled' }, 'Per-user MFA is enabled: it is enforced once a method is registered.'],
  [
    { adminPortals: 'nothing', perUserMfa: 'enforced' },
    'According to Entra, your policies do not require MFA at the admin portals. Per-user MFA is enforced.',
  ],
])('%j', (answers, words) => {
  expect(whatIfInWords(answers)).toBe(words);
});
