import { describe, expect, test } from '@jest/globals';
import { findWorkspace } from '../../local/doctor/source/workspace';
import { connectArm } from '../../shared/arm/connectArm';
import type { TenantOptions } from '../../tenant/tenant';
import { PRODUCTION } from '../../tenant/world/azure';
import { type Deployment, IDENTITY, MAIL_SENDER } from '../../tenant/world/deployment';
import {
  NAMESPACE,
  WORKSPACE,
  wholeDeploymentWithHub,
  wholeDeploymentWithWorkspace,
} from '../../tenant/world/deploymentSources';
import type { Exports } from '../../tenant/world/exports';
import { loopbackServer } from '../loopbackServer';
import { doctor, forbidding } from './runDoctor';

type Change = Partial<Exports> & { readonly settings?: Readonly<Record<string, string>> };

const changed = (whole: Deployment, { settings = {}, ...exports }: Change): TenantOptions => ({
  deployment: {
    ...whole,
    settings: { ...whole.settings, ...settings },
    exports: { ...whole.exports, ...exports },
  },
});
const workspace = (change: Change = {}) => changed(wholeDeploymentWithWorkspace(), change);
const hub = (change: Change = {}) => changed(wholeDeploymentWithHub(), change);

const [TO_WORKSPACE] = wholeDeploymentWithWorkspace().exports.diagnosticSettings;
const [TO_HUB] = wholeDeploymentWithHub().exports.diagnosticSettings;
if (TO_WORKSPACE === undefined || TO_HUB === undefined) throw new Error('the deployments send nothing');

const SOURCE = ['source of sign-ins', 'role on the source', 'diagnostic setting'];
const aboutSource = (checks: readonly { readonly name: string }[]) =>
  checks.filter(({ name }) => SOURCE.some((one) => name.startsWith(one)));

describe('of a source that is complete, all is well:', () => {
  test.each([
    [
      'workspace',
      workspace(),
      [
        'Sign-ins come from the workspace log-soc.',
        'The app may read log-soc.',
        'Entra sends sign-ins to log-soc (to-soc).',
      ],
    ],
    [
      'hub',
      hub(),
      [
        'Sign-ins come from the hub sign-ins of evhns-siem.',
        'The app may read sign-ins.',
        'Entra sends sign-ins to sign-ins (to-siem).',
      ],
    ],
  ])('%s', async (_what, tenant, sentences) => {
    const { code, checks, missing, tenant: azure } = await doctor({ tenant });
    expect([code, missing]).toEqual([0, []]);
    expect(aboutSource(checks)).toMatchObject(
      sentences.map((sentence) => ({ state: 'ok', sentence, mend: null })),
    );
    expect(azure.requests.filter(({ status }) => status !== 200)).toEqual([]);
  });

  test('of the sign-in log, there is nothing to look at', async () => {
    const { checks, tenant } = await doctor();
    expect(aboutSource(checks)).toEqual([]);
    expect(tenant.requests.filter(({ path }) => /aadiam|EventHub|workspaces/.test(path))).toEqual([]);
  });
});

const IN_SOC = `-g rg-soc --subscription ${PRODUCTION}`;
const IN_SIEM = `-g rg-siem --subscription ${PRODUCTION}`;
const DIAGNOSTICS = 'az deployment tenant create -l westeurope -n mfa-watch -f infra/diagnostics.bicep';

describe('a missing thing is named, with the command that fixes it:', () => {
  test.each<[string, TenantOptions, string, string]>([
    [
      'source of sign-ins',
      workspace({ workspaces: [{ ...WORKSPACE, isOverQuota: true }] }),
      'daily cap',
      `az monitor log-analytics workspace update ${IN_SOC} -n log-soc --quota <value>`,
    ],
    [
      'role on the source: Log Analytics Data Reader',
      workspace({ roles: [] }),
      'Without Log Analytics Data Reader on log-soc',
      `az deployment group create ${IN_SOC} -n mfa-watch-reader -f infra/modules/workspaceReader.bicep -p principalId=${IDENTITY.principalId} workspaceName=log-soc`,
    ],
    [
      'diagnostic setting',
      workspace({ diagnosticSettings: [] }),
      'SignInLogs and NonInteractiveUserSignInLogs to log-soc',
      `${DIAGNOSTICS} -p workspaceId=${WORKSPACE.id}`,
    ],
    [
      'diagnostic setting',
      workspace({ diagnosticSettings: [{ ...TO_WORKSPACE, workspaceId: `${WORKSPACE.id}-other` }] }),
      'does not send',
      `${DIAGNOSTICS} -p workspaceId=${WORKSPACE.id}`,
    ],
    [
      'diagnostic setting',
      workspace({ diagnosticSettings: [{ ...TO_WORKSPACE, categories: ['SignInLogs'] }] }),
      'not send NonInteractiveUserSignInLogs to log-soc',
      `${DIAGNOSTICS} -p workspaceId=${WORKSPACE.id}`,
    ],
    [
      'source of sign-ins',
      hub({ namespaces: [{ ...NAMESPACE, hubs: {} }] }),
      'has no hub sign-ins',
      `az eventhubs eventhub create ${IN_SIEM} --namespace-name evhns-siem -n sign-ins --partition-count 4`,
    ],
    [
      'source of sign-ins',
      hub({ namespaces: [{ ...NAMESPACE, hubs: { 'sign-ins': ['$Default'] } }] }),
      'no consumer group mfa-watch',
      `az eventhubs eventhub consumer-group create ${IN_SIEM} --namespace-name evhns-siem --eventhub-name sign-ins -n mfa-watch`,
    ],
    [
      'role on the source: Azure Event Hubs Data Receiver',
      hub({ roles: [] }),
      'the app reads no sign-ins',
      `az deployment group create ${IN_SIEM} -n mfa-watch-reader -f infra/modules/eventHubReader.bicep -p principalId=${IDENTITY.principalId} namespaceName=evhns-siem eventHubName=sign-ins consumerGroupName=mfa-watch`,
    ],
    [
      'diagnostic setting',
      hub({ diagnosticSettings: [{ ...TO_HUB, eventHubName: 'audit' }] }),
      'does not send SignInLogs and NonInteractiveUserSignInLogs to sign-ins',
      `${DIAGNOSTICS} -p eventHubRuleId=<value> eventHubName=sign-ins`,
    ],
    [
      'code',
      {
        deployment: {
          ...wholeDeploymentWithHub(),
          functions: ['pollSignIns', 'refreshPosture', 'sendDigest'],
        },
      },
      'lacks ingestSignIns',
      'npm run package && az functionapp deployment source config-zip',
    ],
  ])('%s (%#)', async (name, tenant, sentence, command) => {
    const { code, missing } = await doctor({ tenant });
    expect(missing).toMatchObject([
      { name, sentence: expect.stringContaining(sentence), mend: expect.stringContaining(command) },
    ]);
    expect(code).toBe(1);
  });

  test('the rule of Entra, if the namespace was deployed beside the app', async () => {
    const id = NAMESPACE.id.replace('rg-siem', 'rg-mfa-watch');
    const roles = [{ id: 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde', on: `${id}/eventhubs/sign-ins` }];
    const { missing } = await doctor({
      tenant: hub({ namespaces: [{ ...NAMESPACE, id }], roles, diagnosticSettings: [] }),
    });
    expect(missing.map(({ mend }) => mend)).toEqual([
      `${DIAGNOSTICS} -p eventHubRuleId=${id}/authorizationRules/EntraDiagnosticSetting eventHubName=sign-ins`,
    ]);
  });
});

test('a setting for a namespace with a longer name is another one', async () => {
  const eventHubAuthorizationRuleId = `${NAMESPACE.id}2/authorizationRules/EntraDiagnosticSetting`;
  const { missing } = await doctor({
    tenant: hub({ diagnosticSettings: [{ ...TO_HUB, eventHubAuthorizationRuleId }] }),
  });
  expect(missing.map(({ name }) => name)).toEqual(['diagnostic setting']);
});

test('of a hub that is not there, only that is said', async () => {
  const { missing, checks } = await doctor({
    tenant: hub({ namespaces: [{ ...NAMESPACE, hubs: {} }], roles: [], diagnosticSettings: [] }),
  });
  expect(missing.map(({ name }) => name)).toEqual(['source of sign-ins']);
  expect(aboutSource(checks)).toEqual(missing);
});

test('a setting without the name of a hub sends each category to a hub of its own', async () => {
  const name = 'insights-logs-signinlogs';
  const { missing } = await doctor({
    tenant: hub({
      settings: { EVENT_HUB_NAME: name },
      namespaces: [{ ...NAMESPACE, hubs: { [name]: ['mfa-watch'] } }],
      roles: [{ id: 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde', on: NAMESPACE.id }],
      diagnosticSettings: [{ ...TO_HUB, eventHubName: null }],
    }),
  });
  expect(missing).toMatchObject([
    {
      name: 'diagnostic setting',
      sentence: expect.stringContaining(`not send NonInteractiveUserSignInLogs to ${name}`),
    },
  ]);
});

test('sign-ins without a prompt need not be sent if they are not read', async () => {
  const { missing } = await doctor({
    tenant: workspace({
      settings: { INCLUDE_NON_INTERACTIVE: 'false' },
      diagnosticSettings: [{ ...TO_WORKSPACE, categories: ['SignInLogs'] }],
    }),
  });
  expect(missing).toEqual([]);
});

test.each([
  [
    'Reader',
    workspace({
      roles: [{ id: 'acdd72a7-3385-48ef-bd42-f606fba81ae7', on: `/subscriptions/${PRODUCTION}` }],
    }),
  ],
  [
    'Azure Event Hubs Data Owner',
    hub({ roles: [{ id: 'f526a384-b230-433a-b45c-95f59c4a2dec', on: NAMESPACE.id }] }),
  ],
])('a wider role than needed is enough, and is named: %s', async (role, tenant) => {
  const { code, checks } = await doctor({ tenant });
  expect(code).toBe(0);
  expect(checks).toContainEqual(
    expect.objectContaining({
      name: `role on the source: ${role}`,
      state: 'ok',
      sentence: expect.stringContaining('more than it needs'),
    }),
  );
});

describe('a thing that the person may not read is unknown:', () => {
  test.each<[string, TenantOptions, string, string | null]>([
    [
      'diagnostic setting',
      { ...workspace(), ownRoles: [] },
      'Security Administrator',
      `az monitor log-analytics query -w ${WORKSPACE.customerId} -t P1D -o table --analytics-query 'union`,
    ],
    [
      'diagnostic setting',
      { ...hub(), ownRoles: [] },
      'Security Administrator',
      `az monitor metrics list --resource ${NAMESPACE.id}`,
    ],
    ['role on the source', { ...workspace(), ...forbidding(/log-soc.*roleAssignments$/) }, 'Reader', null],
    [
      'source of sign-ins',
      { ...hub(), ...forbidding(/eventhubs\/sign-ins$/) },
      'Reader on its namespace',
      null,
    ],
    [
      'source of sign-ins',
      workspace({ workspaces: [] }),
      'LOG_ANALYTICS_WORKSPACE_ID may be wrong',
      'az monitor log-analytics workspace list',
    ],
    [
      'source of sign-ins',
      { ...workspace(), ...forbidding(/workspaces$/) },
      'may be in another one',
      'az monitor log-analytics workspace list',
    ],
    [
      'source of sign-ins',
      hub({ namespaces: [] }),
      'EVENT_HUB__fullyQualifiedNamespace may be wrong',
      'az eventhubs namespace list',
    ],
  ])('%s (%#)', async (name, tenant, sentence, command) => {
    const { missing, named } = await doctor({ tenant });
    expect(missing).toEqual([]);
    expect(named(name)).toMatchObject([
      {
        state: 'unknown',
        sentence: expect.stringContaining(sentence),
        mend: command === null ? null : expect.stringContaining(command),
      },
    ]);
  });
});

describe('the settings exported for a deployment', () => {
  const exported = async (env: Readonly<Record<string, string>>) =>
    (await doctor({ tenant: { deployment: null }, env: { MAIL_SENDER, ...env } })).missing.map(
      ({ name, mend }) => [name, mend],
    );

  test.each([
    { SIGN_IN_SOURCE: 'logAnalytics', LOG_ANALYTICS_WORKSPACE: WORKSPACE.id },
    { SIGN_IN_SOURCE: 'eventHub', EVENT_HUB_NAMESPACE: NAMESPACE.id, EVENT_HUB_NAME: 'audit' },
    { SIGN_IN_SOURCE: 'eventHub' },
  ])('are valid: %j', async (env) => {
    expect(await exported(env)).toEqual([]);
  });

  test.each([
    ['LOG_ANALYTICS_WORKSPACE', { SIGN_IN_SOURCE: 'logAnalytics' }],
    [
      'LOG_ANALYTICS_WORKSPACE',
      { SIGN_IN_SOURCE: 'logAnalytics', LOG_ANALYTICS_WORKSPACE: WORKSPACE.customerId },
    ],
    ['EVENT_HUB_NAMESPACE', { SIGN_IN_SOURCE: 'eventHub', EVENT_HUB_NAMESPACE: 'evhns-siem' }],
    ['EVENT_HUB_NAME', { SIGN_IN_SOURCE: 'eventHub', EVENT_HUB_NAME: 'sign ins' }],
    ['SIGN_IN_SOURCE', { SIGN_IN_SOURCE: 'eventhub' }],
  ])('lack a valid %s: %j', async (name, env) => {
    expect(await exported(env)).toEqual([[`settings to deploy: ${name}`, `export ${name}=<value>`]]);
  });

  test('need the resource provider of Event Hubs with that source alone', async () => {
    const providers = async (env: Readonly<Record<string, string>>) =>
      (await doctor({ tenant: { deployment: null }, env })).named('resource providers')[0]?.mend;
    expect(await providers({ SIGN_IN_SOURCE: 'eventHub' })).toContain('Microsoft.EventHub');
    expect(await providers({})).not.toContain('Microsoft.EventHub');
    for (const name of ['Microsoft.App', 'Microsoft.Network']) {
      expect(await providers({ NETWORK: 'restricted' })).toContain(name);
      expect(await providers({ NETWORK: ' open ' })).not.toContain(name);
    }
  });
});

test('a workspace is found in another subscription, even if the first may not be read', async () => {
  const other = 'f1000003-0000-4000-8000-000000000003';
  const id = WORKSPACE.id.replace(PRODUCTION, other);
  const asked: string[] = [];
  const server = await loopbackServer(({ url }) => {
    const [path = ''] = url.split('?');
    asked.push(path);
    if (path === '/subscriptions')
      return {
        body: { value: [PRODUCTION, other].map((subscriptionId) => ({ subscriptionId, state: 'Enabled' })) },
      };
    if (path.startsWith(`/subscriptions/${other}/`))
      return { body: { value: [{ id, properties: { customerId: WORKSPACE.customerId.toUpperCase() } }] } };
    return { status: 403, body: { error: { code: 'AuthorizationFailed' } } };
  });
  const arm = connectArm({ endpoint: server.endpoint, token: async () => 'local' });
  const found = await findWorkspace(arm, WORKSPACE.customerId, PRODUCTION);
  await server.close();
  expect(found).toEqual({
    at: { id, subscription: other, group: 'rg-soc', name: 'log-soc' },
    isOverQuota: false,
  });
  // Each subscription is asked once.
  expect(asked).toHaveLength(3);
});
