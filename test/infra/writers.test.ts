import { describe, expect, test } from '@jest/globals';
import { ENFORCED_APPS } from '../../shared/domain/apps/enforcedApps';
import { compilerPath, evaluated } from './evaluated';
import { fileOf, template } from './templates';

const [, role = ''] = /^var writerRole = '(.+)'$/m.exec(template('signIn.bicep')) ?? [];

describe('the sign-in', () => {
  test('has the app role of writers that the page says to set', () => {
    expect(role).toBe('MfaWatch.Write');
    expect(template('signIn.bicep')).toMatch(/^ {2}appRoles: \[\n.*?^ {6}value: writerRole\n.*?^ {2}\]\n/ms);
    const page = fileOf('docs/operations.md');
    for (const line of [`export WRITER_ROLES=${role}`, `$env:WRITER_ROLES = '${role}'`])
      expect(page).toContain(`\n${line}\n`);
  });

  test('names the groups in the token that are assigned, which are few', () => {
    expect(template('signIn.bicep')).toContain("\n  groupMembershipClaims: 'ApplicationGroup'\n");
  });

  test('lets in Azure CLI beside the app itself, and no other client', () => {
    const azureCli = ENFORCED_APPS.find(({ key }) => key === 'azureCli')?.clientAppIds;
    for (const file of ['signIn.bicep', 'modules/signIn.bicep']) {
      expect(/^var azureCli = '(.+)'$/m.exec(template(file))?.slice(1)).toEqual(azureCli);
    }
    expect(template('modules/signIn.bicep')).toContain('allowedApplications: [clientId, azureCli]');
    expect(template('signIn.bicep').match(/preAuthorizedApplications: \[\{ appId: azureCli,/g)).toHaveLength(
      1,
    );
  });
});

const compiler = compilerPath();

(compiler === null ? describe.skip : describe)('the workspace gets', () => {
  const logsOf = async (env: Readonly<Record<string, string>>) => {
    const parameters = template('main.bicepparam');
    const { resources } = await evaluated(compiler ?? '', parameters, {
      MAIL_SENDER: 'a@contoso.example',
      ...env,
    });
    return resources
      .filter(({ type }) => type.toLowerCase() === 'microsoft.insights/diagnosticsettings')
      .map(({ properties }) =>
        ((properties?.logs ?? []) as readonly { category: string }[]).map(({ category }) => category),
      );
  };

  test.each([
    ['changes', [['StorageWrite', 'StorageDelete']]],
    ['all', [['StorageRead', 'StorageWrite', 'StorageDelete']]],
    ['none', []],
  ])(
    'of the tables, with DIAGNOSTIC_LOGS=%s',
    async (DIAGNOSTIC_LOGS, categories) => {
      expect(await logsOf({ DIAGNOSTIC_LOGS })).toEqual(categories);
    },
    120_000,
  );

  test('also who signed in, if people sign in', async () => {
    const env = { SIGN_IN_CLIENT_ID: 'b0000001-0000-4000-8000-00000000000b', SIGN_IN_IDENTITY_NAME: 'id' };
    expect((await logsOf(env)).flat().sort()).toEqual([
      'AppServiceAuthenticationLogs',
      'StorageDelete',
      'StorageWrite',
    ]);
  }, 120_000);
});
