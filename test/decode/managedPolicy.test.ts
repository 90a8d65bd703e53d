import { expect, test } from '@jest/globals';
import { conditionalAccessPolicy } from '../../shared/decode/policy';

const NAME = 'Microsoft-managed: Multifactor authentication and reauthentication for risky sign-ins';
const managed = (body: Record<string, unknown>) =>
  conditionalAccessPolicy.parse({ id: 'p', displayName: 'P', state: 'enabled', conditions: {}, ...body })
    .isMicrosoftManaged;

// The template ids are from real exports; shared/decode/managedPolicy.ts names them.
test.each<[string, Record<string, unknown>]>([
  ['its template and name', { displayName: NAME, templateId: '4200930c-0da2-4e33-ca01-000000000007' }],
  [
    'its template alone',
    {
      displayName: 'Multifactor authentication for Microsoft partners and vendors',
      templateId: '4200930C-0DA2-4E33-CA02-000000000004',
    },
  ],
  ['its name, if the export has no template id', { displayName: NAME }],
  ['its name, if the template id is null', { displayName: NAME, templateId: null }],
])('a policy of Microsoft is known by %s', (_, body) => {
  expect(managed(body)).toBe(true);
});

test('PowerShell writes it with capitals', () => {
  expect(
    conditionalAccessPolicy.parse({
      Id: 'p',
      DisplayName: NAME,
      State: 'enabledForReportingButNotEnforced',
      Conditions: {},
      TemplateId: '',
    }),
  ).toMatchObject({ isMicrosoftManaged: true, state: 'reportOnly' });
});

test.each<[string, Record<string, unknown>]>([
  ['a policy of the tenant', { templateId: null }],
  [
    'one from a template in the portal',
    { displayName: NAME, templateId: '6364131e-bc4a-47c4-a20b-33492d1fff6c' },
  ],
  [
    'one of Baseline security mode, which an administrator creates',
    {
      displayName: 'Baseline Security Mode: Require phishing-resistant multifactor authentication for admins',
      templateId: '4200930c-0da2-4e33-ca01-300000000011',
    },
  ],
  ['one that only names Microsoft', { displayName: 'MFA like Microsoft-managed: admins' }],
])('%s is none', (_, body) => {
  expect(managed(body)).toBe(false);
});
