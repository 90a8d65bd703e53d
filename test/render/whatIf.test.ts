import { expect, test } from '@jest/globals';
import type { AccountAnswers } from '../../shared/domain/account/answers';
import { renderReport } from '../../shared/render/report/reportPage';
import { whatIfInWords } from '../../shared/render/words/whatIf';
import { aTenantCoverage } from '../domain/builders';
import { anAccount, aReport } from './builders';
import { visibleText } from './markup';

test.each<[AccountAnswers, string | null]>([
  [{}, null],
  [
    { azureManagement: 'mfa', unanswered: { adminPortals: 'BadRequest' } },
    'ask it for MFA at Azure management. Entra did not answer for the admin portals (BadRequest)',
  ],
  [
    { azureManagement: 'mfa', adminPortals: 'mfa' },
    'ask it for MFA at Azure management and the admin portals',
  ],
  [
    { azureManagement: 'nothing', adminPortals: 'mfa' },
    'ask it for MFA at the admin portals, and do not ask it for MFA at Azure management',
  ],
  [
    { azureManagement: 'sometimes', adminPortals: 'blocked' },
    'block it at the admin portals, and ask it for MFA under a condition only at Azure management',
  ],
  [{ adminPortals: 'mfaOrOther' }, 'ask it for MFA or something else at the admin portals'],
])('%j', (answers, told) => {
  expect(whatIfInWords(answers)).toBe(told && `Entra says: your policies ${told}.`);
});

test.each<[AccountAnswers, string | null]>([
  [{ perUserMfa: 'disabled' }, null],
  [{ perUserMfa: 'enabled' }, 'Per-user MFA is enabled for it: it is enforced once a method is registered.'],
  [
    { adminPortals: 'nothing', perUserMfa: 'enforced' },
    'Entra says: your policies do not ask it for MFA at the admin portals. Per-user MFA is enforced for it.',
  ],
])('%j', (answers, told) => {
  expect(whatIfInWords(answers)).toBe(told);
});

test('the report tells it beside the account, and of how many Entra was asked', () => {
  const said = { adminPortals: 'nothing' as const };
  const accounts = [anAccount({ userId: 'a', whatIf: said }), anAccount({ userId: 'b' })];
  const whatIf = { at: '2026-11-21T03:00:00.000Z', matter: 1_200, accounts: { a: said } };
  const known = { people: {}, names: {}, policies: {} };
  const tenant = { coverage: aTenantCoverage(), known, whatIf, trend: [], reportOnlyStops: null };
  const text = visibleText(renderReport(aReport({ accounts, tenant }))).replace(/\s+/g, ' ');
  expect(text.match(/Entra says: your policies do not ask it for MFA at the admin portals\./g)).toHaveLength(
    1,
  );
  expect(text).toContain(
    'On 21 Nov 2026, 03:00 UTC Entra was asked what they come to for 1 of 1,200 accounts',
  );
});
