import { beforeAll, describe, expect, test } from '@jest/globals';
import { compilerPath, type Evaluated, evaluated } from './evaluated';
import { template } from './templates';

const compiler = compilerPath();
const OTHER = '11111111-1111-4111-8111-111111111111';
const WORKSPACE = `/subscriptions/${OTHER}/resourceGroups/rg-soc/providers/Microsoft.OperationalInsights/workspaces/log-soc`;
const NAMESPACE = `/subscriptions/${OTHER}/resourceGroups/rg-siem/providers/Microsoft.EventHub/namespaces/evhns-siem`;

const main = (env: Readonly<Record<string, string>>) =>
  evaluated(compiler ?? '', template('main.bicepparam'), { MAIL_SENDER: 'a@contoso.example', ...env });

(compiler === null ? describe.skip : describe)('Azure makes of the templates, for a source', () => {
  let graph: Evaluated;
  let workspace: Evaluated;
  let newHub: Evaluated;
  let oldHub: Evaluated;

  beforeAll(async () => {
    [graph, workspace, newHub, oldHub] = await Promise.all([
      main({}),
      main({ SIGN_IN_SOURCE: 'logAnalytics', LOG_ANALYTICS_WORKSPACE: ` ${WORKSPACE} ` }),
      main({ SIGN_IN_SOURCE: 'eventHub', EVENT_HUB_MAXIMUM_THROUGHPUT_UNITS: '4' }),
      main({
        SIGN_IN_SOURCE: 'eventHub',
        EVENT_HUB_NAMESPACE: NAMESPACE,
        EVENT_HUB_NAME: 'insights-logs-signinlogs',
        EVENT_HUB_CONSUMER_GROUP: '$Default',
      }),
    ]);
  }, 600_000);

  test('of the sign-in log: no resource, role or setting of the others', () => {
    expect(settingsIn(graph)).toMatchObject({ SIGN_IN_SOURCE: 'graph' });
    expect(Object.keys(settingsIn(graph)).filter((name) => /EVENT_HUB|LOG_ANALYTICS/.test(name))).toEqual([]);
    expect(graph.resources.filter(({ type }) => type.startsWith('Microsoft.EventHub/'))).toEqual([]);
    expect(graph.outputs).toMatchObject({ eventHubRuleId: '' });
  });

  test('that is a workspace: one role on it, for two tables alone, and its id', () => {
    const [role, ...others] = rolesOn(workspace, WORKSPACE);
    expect(others).toEqual([]);
    expect(role).toMatchObject({
      roleDefinitionId: expect.stringMatching(
        `^/subscriptions/${OTHER}/.*3b03c2da-16b3-4a49-8834-0f8130efdd3b$`,
      ),
      conditionVersion: '2.0',
    });
    const tables = [...String(role?.condition).matchAll(/StringEquals '(\w+)'/g)].map(([, name]) => name);
    expect(tables).toEqual(['SigninLogs', 'AADNonInteractiveUserSignInLogs']);
    const settings = settingsIn(workspace);
    expect(settings).toMatchObject({ SIGN_IN_SOURCE: 'logAnalytics' });
    expect(settings.LOG_ANALYTICS_WORKSPACE_ID).toContain('customerId');
    expect(settings.LOG_ANALYTICS_WORKSPACE_ID).toContain(WORKSPACE);
  });

  test('that is a new hub: the smallest Standard namespace, with a rule for Entra and a group for the app', () => {
    const made = newHub.resources.filter(({ type }) => type.startsWith('Microsoft.EventHub/'));
    expect(
      made.map(({ type, name }) => [type.slice('Microsoft.EventHub/'.length), name.split('/').slice(1)]),
    ).toEqual(
      expect.arrayContaining([
        ['namespaces', []],
        ['namespaces/authorizationRules', ['EntraDiagnosticSetting']],
        ['namespaces/eventhubs', ['sign-ins']],
        ['namespaces/eventhubs/consumergroups', ['sign-ins', 'mfa-watch']],
      ]),
    );
    const of = (type: string) => made.find((one) => one.type === `Microsoft.EventHub/${type}`);
    expect(of('namespaces')).toMatchObject({
      sku: { name: 'Standard', capacity: 1 },
      properties: { isAutoInflateEnabled: true, maximumThroughputUnits: 4 },
    });
    expect(of('namespaces/eventhubs')?.properties).toEqual({ partitionCount: 4, messageRetentionInDays: 1 });
    expect(of('namespaces/authorizationRules')?.properties).toEqual({ rights: ['Manage', 'Send', 'Listen'] });
    const name = of('namespaces')?.name ?? '';
    expect(name).toMatch(/^evhns-mfa-watch-[a-z\d]{13}$/);
    expect(rolesOn(newHub, `${name}/eventhubs/sign-ins`)).toHaveLength(1);
    expect(newHub.outputs.eventHubRuleId).toMatch(/authorizationRules/);
  });

  test('that is a hub: the settings that the trigger takes, and no key', () => {
    for (const hub of [newHub, oldHub]) {
      const settings = settingsIn(hub);
      expect(settings).toMatchObject({
        SIGN_IN_SOURCE: 'eventHub',
        EVENT_HUB__credential: 'managedidentity',
      });
      expect(settings.EVENT_HUB__fullyQualifiedNamespace).toContain('serviceBusEndpoint');
      expect(settings.EVENT_HUB__clientId).toBe(settings.AZURE_CLIENT_ID);
      expect(settings.EVENT_HUB).toBeUndefined();
    }
    expect(settingsIn(newHub)).toMatchObject({
      EVENT_HUB_NAME: 'sign-ins',
      EVENT_HUB_CONSUMER_GROUP: 'mfa-watch',
    });
  });

  test('that is an existing hub: a role on it, and nothing else there', () => {
    const there = oldHub.resources.filter(({ type }) => type.startsWith('Microsoft.EventHub/'));
    expect(there).toEqual([]);
    expect(rolesOn(oldHub, `${NAMESPACE}/eventhubs/insights-logs-signinlogs`)).toMatchObject([
      { roleDefinitionId: expect.stringMatching(/a638d3c7-ab3a-418d-83e6-5f17a39d4fde$/) },
    ]);
    expect(settingsIn(oldHub)).toMatchObject({ EVENT_HUB_CONSUMER_GROUP: '$Default' });
    expect(oldHub.outputs).toMatchObject({ eventHubRuleId: '' });
  });

  test('whose owner grants the access: no role there', async () => {
    const env = { SIGN_IN_SOURCE: 'logAnalytics', LOG_ANALYTICS_WORKSPACE: WORKSPACE };
    const made = await main({ ...env, GRANT_SOURCE_ACCESS: 'false' });
    expect(rolesOn(made, WORKSPACE)).toEqual([]);
    expect(settingsIn(made).LOG_ANALYTICS_WORKSPACE_ID).toContain('customerId');
  }, 300_000);

  test.each([
    ['LOG_ANALYTICS_WORKSPACE', { SIGN_IN_SOURCE: 'logAnalytics' }],
    ['LOG_ANALYTICS_WORKSPACE', { SIGN_IN_SOURCE: 'logAnalytics', LOG_ANALYTICS_WORKSPACE: OTHER }],
    ['EVENT_HUB_NAMESPACE', { SIGN_IN_SOURCE: 'eventHub', EVENT_HUB_NAMESPACE: 'evhns-siem' }],
  ])(
    'a refusal that names %s: %j',
    async (name, env) => {
      await expect(main(env)).rejects.toThrow(`(${name})`);
    },
    300_000,
  );

  test('a diagnostic setting for both kinds of sign-in, to one place or both', async () => {
    const rule = `${NAMESPACE}/authorizationRules/EntraDiagnosticSetting`;
    const logs = ['SignInLogs', 'NonInteractiveUserSignInLogs'].map((category) => ({
      category,
      enabled: true,
    }));
    const to = (lines: readonly string[]) =>
      evaluated(compiler ?? '', ["using './diagnostics.bicep'", ...lines].join('\n'));
    const [one, other] = await Promise.all([
      to([`param workspaceId = '${WORKSPACE}'`]),
      to([`param eventHubRuleId = '${rule}'`, "param eventHubName = 'h'"]),
    ]);
    expect(one.resources).toMatchObject([
      { name: 'mfa-watch', properties: { workspaceId: WORKSPACE, logs } },
    ]);
    expect(other.resources).toMatchObject([
      { properties: { eventHubAuthorizationRuleId: rule, eventHubName: 'h', logs } },
    ]);
    await expect(to([])).rejects.toThrow('workspaceId, or eventHubRuleId');
  }, 300_000);
});

/** The properties of the role assignments on a resource, by the end of its id. */
function rolesOn({ resources }: Evaluated, scope: string): readonly Readonly<Record<string, unknown>>[] {
  return resources
    .filter(({ id }) => id.includes(`${scope}', 'Microsoft.Authorization/roleAssignments'`))
    .map(({ properties }) => properties ?? {});
}

function settingsIn({ resources }: Evaluated): Record<string, string> {
  const site = resources.find(({ type }) => type === 'Microsoft.Web/sites');
  const config = site?.properties?.siteConfig as { appSettings: { name: string; value: string }[] };
  return Object.fromEntries(config.appSettings.map(({ name, value }) => [name, value]));
}
