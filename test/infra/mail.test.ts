import { beforeAll, describe, expect, test } from '@jest/globals';
import { compilerPath, type Evaluated, evaluated } from './evaluated';
import { template } from './templates';

const MAILBOX = 'mfa-watch@contoso.example';
const compiler = compilerPath();

test('the compiler that evaluates the templates is there in CI', () => {
  if (process.env.CI === 'true') expect(compiler).not.toBeNull();
});

(compiler === null ? describe.skip : describe)('Azure makes of the templates', () => {
  let graph: Evaluated;
  let acs: Evaluated;
  let portal: Evaluated;

  const deployed = (env: Readonly<Record<string, string>>) =>
    evaluated(compiler ?? '', template('main.bicepparam'), env);
  const parameters = (file: string, values: Readonly<Record<string, string>>) =>
    [
      `using './${file}'`,
      ...Object.entries(values).map(([name, value]) => `param ${name} = '${value}'`),
    ].join('\n');

  beforeAll(async () => {
    [graph, acs, portal] = await Promise.all([
      deployed({ MAIL_SENDER: ` ${MAILBOX} ` }),
      deployed({ MAIL_MODE: 'acs', EMAIL_DOMAIN: 'contoso.example' }),
      evaluated(
        compiler ?? '',
        parameters('main.bicep', { mailSender: MAILBOX, packageUri: 'https://contoso.example/a.zip' }),
      ),
    ]);
  }, 300_000);

  test('nothing of Communication Services, if mails go out from a mailbox', () => {
    expect(typesIn(graph)).not.toContainEqual(expect.stringContaining('Microsoft.Communication'));
    expect(typesIn(graph).filter((type) => type.endsWith('/roleAssignments'))).toHaveLength(3);
    expect(settingsIn(graph)).toMatchObject({
      MAIL_MODE: 'graph',
      MAIL_SENDER: MAILBOX,
      EMAIL_ENDPOINT: '',
      EMAIL_SENDER: '',
    });
  });

  test('Communication Services with a role on it, if it is chosen', () => {
    expect(
      typesIn(acs)
        .filter((type) => type.startsWith('Microsoft.Communication/'))
        .sort(),
    ).toEqual([
      'Microsoft.Communication/communicationServices',
      'Microsoft.Communication/emailServices',
      'Microsoft.Communication/emailServices/domains',
      'Microsoft.Communication/emailServices/domains',
    ]);
    expect(typesIn(acs).filter((type) => type.endsWith('/roleAssignments'))).toHaveLength(4);
    expect(settingsIn(acs)).toMatchObject({ MAIL_MODE: 'acs', MAIL_SENDER: '' });
    expect(settingsIn(acs).EMAIL_ENDPOINT).toContain('hostName');
    expect(settingsIn(acs).EMAIL_SENDER).toContain('DoNotReply@');
  });

  test('the outputs that the next steps take', () => {
    const names = [
      'functionAppName',
      'functionAppUrl',
      'identityName',
      'identityClientId',
      'identityPrincipalId',
      'tablesEndpoint',
      'mailMode',
      'mailSender',
      'emailDomainRecords',
      'eventHubRuleId',
    ];
    expect(Object.keys(graph.outputs).sort()).toEqual(names.sort());
    expect(graph.outputs).toMatchObject({
      mailMode: 'graph',
      mailSender: MAILBOX,
      emailDomainRecords: {},
    });
    expect(acs.outputs).toMatchObject({
      mailMode: 'acs',
      mailSender: expect.stringContaining('DoNotReply@'),
    });
  });

  test.each([
    ['none', {}],
    ['blanks', { MAIL_SENDER: '  ' }],
  ])(
    'a refusal that names the setting, if the mailbox is missing: %s',
    async (_what, env) => {
      await expect(deployed(env)).rejects.toThrow(
        '(MAIL_SENDER) to the user principal name or object id of a mailbox of this tenant',
      );
    },
    300_000,
  );

  test('an app without a package, which is published later', () => {
    expect(typesIn(graph)).not.toContain('Microsoft.Web/sites/extensions');
  });

  test('an app with the package of the given address', () => {
    const packages = portal.resources.filter(({ type }) => type === 'Microsoft.Web/sites/extensions');
    expect(packages.map(({ name, properties }) => [name.split('/')[1], properties])).toEqual([
      ['onedeploy', { packageUri: 'https://contoso.example/a.zip', remoteBuild: false }],
    ]);
  });

  test('the roles alone, with and without Communication Services', async () => {
    const names = { principalId: 'p', hostAccountName: 'host', tablesAccountName: 'tables' };
    const roles = { ...names, applicationInsightsName: 'insights' };
    const [without, withIt] = await Promise.all(
      [roles, { ...roles, communicationServiceName: 'acs' }].map((values) =>
        evaluated(compiler ?? '', parameters('modules/roles.bicep', values)),
      ),
    );
    expect([without?.resources.length, withIt?.resources.length]).toEqual([3, 4]);
  }, 300_000);
});

function typesIn({ resources }: Evaluated): string[] {
  return resources.map(({ type }) => type);
}

function settingsIn({ resources }: Evaluated): Record<string, string> {
  const site = resources.find(({ type }) => type === 'Microsoft.Web/sites');
  const config = site?.properties?.siteConfig as { appSettings: { name: string; value: string }[] };
  return Object.fromEntries(config.appSettings.map(({ name, value }) => [name, value]));
}
