import { afterEach, describe, expect, test } from '@jest/globals';
import { GRANTED, startTenant, type TenantOptions } from '../../tenant/tenant';
import { PRODUCTION } from '../../tenant/world/azure';
import {
  DEPLOYED,
  IDENTITY,
  MAIL,
  MAIL_SENDER,
  wholeDeployment,
  wholeDeploymentWithAcs,
} from '../../tenant/world/deployment';
import { wholeDeploymentWithHub, wholeDeploymentWithWorkspace } from '../../tenant/world/deploymentSources';
import { ADMIN, but, butWithAcs, doctor, forbidding, setting, settingWithAcs } from '../doctor/runDoctor';
import { type LoopbackServer, loopbackServer } from '../loopbackServer';
import { mfaWatch } from './commandLine';
import { mfaWatchHere } from './inProcess';

const KEY = 'a-function-key';
const HEALTHY = {
  healthy: true,
  posture: { refreshedAt: '2026-11-21T03:20:00.000Z' },
  digest: { onTime: true, localDay: '2026-11-21', status: 'sent' },
  problems: [],
};

const apps: LoopbackServer[] = [];
afterEach(() => Promise.all(apps.splice(0).map((app) => app.close())));

describe('a whole deployment', () => {
  test.each([
    ['from a mailbox', wholeDeployment()],
    ['through Communication Services', wholeDeploymentWithAcs()],
    ['from a mailbox, and reads a workspace,', wholeDeploymentWithWorkspace()],
    ['from a mailbox, and reads a hub,', wholeDeploymentWithHub()],
  ])('that sends %s has no problem', async (_how, deployment) => {
    const app = await anApp(200, HEALTHY);
    const args = ['--app-url', app.url];
    const env = { MFA_WATCH_KEY: KEY };
    const { code, stderr, checks, found } = await doctor({ tenant: { deployment }, args, env });
    expect([code, stderr]).toEqual([0, '']);
    expect(checks.filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(found.summary).toEqual({ ok: checks.length, missing: 0, unknown: 0, notYet: 0 });
    expect(app.keys()).toEqual([KEY]);
  });

  test('is read and not changed', async () => {
    const { tenant } = await doctor();
    expect(tenant.requests.length).toBeGreaterThan(15);
    expect(tenant.requests.filter(({ status }) => status !== 200)).toEqual([]);
    const written = tenant.requests.filter(({ method }) => method !== 'GET');
    // Azure returns settings only to POST.
    expect(written.map(({ path }) => path)).toEqual([
      expect.stringMatching(/config\/appsettings\/list\?api-version/),
    ]);
  });

  test('has an unknown health without the key, with the command that gets the key', async () => {
    const { code, checks } = await doctor();
    expect(code).toBe(0);
    expect(checks.filter(({ state }) => state !== 'ok')).toEqual([
      expect.objectContaining({ name: 'permission for the mailbox', state: 'unknown' }),
      expect.objectContaining({
        name: 'health',
        state: 'unknown',
        mend: `export MFA_WATCH_KEY=$(az functionapp keys list -g rg-mfa-watch -n ${DEPLOYED.app} --query functionKeys.default -o tsv)`,
      }),
    ]);
  });

  test('is printed for people in lines, each command on its own line', async () => {
    const tenant = await startTenant({ throttle: false, permissions: ADMIN, ...but({ functions: [] }) });
    const env = { GRAPH_ENDPOINT: tenant.url, ARM_ENDPOINT: tenant.url };
    const { code, stdout } = await mfaWatch(['doctor'], { env });
    await tenant.stop();
    expect(code).toBe(1);
    expect(stdout).toContain(
      `\n  MISSING  code: The code has not been published, or the app cannot load it.\n           $ npm run package && az functionapp deployment source config-zip -g rg-mfa-watch -n ${DEPLOYED.app} --src dist/mfa-watch.zip\n`,
    );
    expect(stdout).toMatch(/\n1 missing, 2 unknown\.\n$/);
  });
});

const GRANT = `infra/grant-graph-permissions.sh rg-mfa-watch ${DEPLOYED.identity}`;
const DEPLOY = 'az deployment group create -g rg-mfa-watch -n mfa-watch -p infra/main.bicepparam';
const DEPLOY_WITH_ACS = `${DEPLOY} -p mailMode=acs`;
const assigning = (further: string) =>
  `az deployment group create -g rg-mfa-watch -n roles -f infra/modules/roles.bicep -p principalId=${IDENTITY.principalId} hostAccountName=${DEPLOYED.host} tablesAccountName=${DEPLOYED.tables} ${further}applicationInsightsName=${DEPLOYED.insights}`;
const ROLES = assigning('');
const ROLES_WITH_ACS = assigning(`communicationServiceName=${DEPLOYED.communication} `);
const SET = `az functionapp config appsettings set -g rg-mfa-watch -n ${DEPLOYED.app} --settings`;
const REVOKE =
  'az rest --method delete --url https://graph.microsoft.com/v1.0/servicePrincipals/f2000002-0000-4000-8000-000000000002/appRoleAssignments';
const { grants, roles, resources, settings } = wholeDeployment();
const WITH_ACS = wholeDeploymentWithAcs();
const OWN = {
  name: 'alerts.contoso.example',
  management: 'CustomerManaged',
  sendsFrom: 'alerts.contoso.example',
  states: { Domain: 'Verified', SPF: 'NotStarted', DKIM: 'Verified', DKIM2: 'NotStarted' },
} as const;
const OWN_IN_USE = {
  domains: [{ ...OWN, states: MAIL.verified }],
  linked: [OWN.name],
  settings: { ...WITH_ACS.settings, EMAIL_SENDER: 'mfa-watch@alerts.contoso.example' },
};

describe('a missing thing is named, with the command that fixes it:', () => {
  test.each<[string, TenantOptions, string | null]>([
    ['licence', { licence: 'free' }, null],
    ...GRANTED.filter((name) => name !== 'ServiceMessage.Read.All').map(
      (name): [string, TenantOptions, string] => [
        `Graph permissions: ${name}`,
        but({ grants: grants.filter((one) => one !== name) }),
        GRANT,
      ],
    ),
    ['roles of the app: Storage Blob Data Owner', but({ roles: roles.slice(1) }), ROLES],
    ['roles of the app: Communication and Email Service Owner', butWithAcs({ roles }), ROLES_WITH_ACS],
    [
      'resources',
      butWithAcs({ resources: WITH_ACS.resources.filter(({ name }) => name !== DEPLOYED.mail) }),
      DEPLOY_WITH_ACS,
    ],
    ['resources', but({ resources: resources.filter(({ name }) => name !== DEPLOYED.host) }), DEPLOY],
    ['resources', but({ resources: resources.filter(({ name }) => name !== DEPLOYED.app) }), DEPLOY],
    ['function app', but({ state: 'Stopped' }), `az functionapp start -g rg-mfa-watch -n ${DEPLOYED.app}`],
    ['function app', but({ identities: [] }), DEPLOY],
    [
      'code',
      but({ functions: ['pollSignIns'] }),
      `npm run package && az functionapp deployment source config-zip -g rg-mfa-watch -n ${DEPLOYED.app} --src dist/mfa-watch.zip`,
    ],
    ['mail domain', butWithAcs({ linked: [] }), DEPLOY_WITH_ACS],
    [
      'mail domain',
      settingWithAcs({ EMAIL_SENDER: 'DoNotReply@elsewhere.example' }),
      `${SET} EMAIL_SENDER=DoNotReply@${MAIL.sendsFrom}`,
    ],
    [
      `mail domain: ${OWN.name}`,
      butWithAcs({ domains: [...WITH_ACS.domains, OWN] }),
      `for record in SPF DKIM2; do az communication email domain initiate-verification -g rg-mfa-watch --email-service-name ${DEPLOYED.mail} --domain-name ${OWN.name} --verification-type $record; done`,
    ],
    [
      `mail domain: ${OWN.name}`,
      butWithAcs({ domains: [...WITH_ACS.domains, { ...OWN, states: MAIL.verified }] }),
      DEPLOY_WITH_ACS,
    ],
    [
      'mail sender',
      butWithAcs(OWN_IN_USE),
      `az communication email domain sender-username create -g rg-mfa-watch --email-service-name ${DEPLOYED.mail} --domain-name ${OWN.name} --sender-username mfa-watch --username mfa-watch`,
    ],
    [
      'settings: AZURE_CLIENT_ID',
      setting({ AZURE_CLIENT_ID: '' }),
      `${SET} AZURE_CLIENT_ID=${IDENTITY.clientId}`,
    ],
    [
      'settings: TABLES_ENDPOINT',
      setting({ TABLES_ENDPOINT: '' }),
      `${SET} TABLES_ENDPOINT=https://${DEPLOYED.tables}.table.core.windows.net/`,
    ],
    [
      'settings: EMAIL_ENDPOINT',
      settingWithAcs({ EMAIL_ENDPOINT: 'https://other.communication.azure.com' }),
      `${SET} EMAIL_ENDPOINT=https://${MAIL.host}`,
    ],
    ['settings: MAIL_SENDER', setting({ MAIL_SENDER: undefined }), `${SET} MAIL_SENDER=<value>`],
    ...['DefaultEndpointsProtocol=https;AccountName=x;AccountKey=y', ''].map(
      (AzureWebJobsStorage): [string, TenantOptions, string] => [
        'settings: AzureWebJobsStorage',
        setting({ AzureWebJobsStorage }),
        `az functionapp config appsettings delete -g rg-mfa-watch -n ${DEPLOYED.app} --setting-names AzureWebJobsStorage`,
      ],
    ),
    [
      'settings: AzureWebJobsStorage',
      setting({ AzureWebJobsStorage: 'x', AzureWebJobsStorage__blobServiceUri: undefined }),
      DEPLOY,
    ],
    ...['Mail.Send', 'Mail.ReadWrite'].map((name): [string, TenantOptions, string] => [
      `Graph permissions: ${name}`,
      but({ grants: [...grants, name] }),
      `${REVOKE}/a-${name}`,
    ]),
    [
      'Node.js',
      but({ nodeVersion: '20' }),
      `az functionapp runtime config set -g rg-mfa-watch -n ${DEPLOYED.app} --runtime-version 24`,
    ],
    [
      'settings: DIGEST_TIME_ZONE',
      setting({ DIGEST_TIME_ZONE: 'Berlin' }),
      `${SET} DIGEST_TIME_ZONE=<value>`,
    ],
    ['settings: SIGN_IN_SOURCE', setting({ SIGN_IN_SOURCE: 'sentinel' }), `${SET} SIGN_IN_SOURCE=<value>`],
    [
      'settings: DIGEST_RECIPIENTS',
      setting({ DIGEST_TO_GLOBAL_ADMINS: 'false', DIGEST_RECIPIENTS: '' }),
      `${SET} DIGEST_TO_GLOBAL_ADMINS=true`,
    ],
    ['sign-in for the endpoints', setting({ WEBSITE_AUTH_AAD_ALLOWED_TENANTS: 'e0000001' }), DEPLOY],
  ])('%s (%#)', async (name, tenant, command) => {
    const { code, missing } = await doctor({ tenant, env: { MAIL_SENDER } });
    expect(missing.map(({ name, mend }) => [name, mend])).toEqual([[name, command]]);
    expect(code).toBe(1);
  });

  test('the right to assign roles, before there is a deployment', async () => {
    const change = {
      resources: [],
      rights: [{ actions: ['*'], notActions: ['Microsoft.Authorization/*/Write'] }],
    };
    const { code, missing, tenant } = await doctor({ tenant: but(change), env: { MAIL_SENDER } });
    expect(missing).toEqual([
      expect.objectContaining({
        name: 'your Azure roles: Role Based Access Control Administrator',
        mend: `az role assignment create --role 'Role Based Access Control Administrator' --scope /subscriptions/${PRODUCTION}/resourceGroups/rg-mfa-watch --assignee-object-id ${tenant.world.users[0]?.id} --assignee-principal-type User --condition "$(cat infra/deployer-condition.txt)" --condition-version 2.0`,
      }),
    ]);
    expect(code).toBe(1);
  });

  test('a role to consent, if the permissions are not granted', async () => {
    const { missing } = await doctor({ tenant: { ownRoles: [], ...but({ grants: [] }) } });
    expect(missing[0]).toMatchObject({ name: 'consent', mend: GRANT });
    expect(missing).toHaveLength(7);
  });

  test('resource providers, if the person may not register them', async () => {
    const providers = { ...wholeDeployment().providers, 'microsoft.web': 'NotRegistered' };
    const rights = [{ actions: ['Microsoft.Resources/*', 'Microsoft.Authorization/*'], notActions: [] }];
    const { missing } = await doctor({
      tenant: {
        ...but({ resources: [], providers, rights }),
      },
      env: { MAIL_SENDER },
    });
    expect(missing.map(({ name, mend }) => [name, mend])).toEqual([
      [
        'resource providers',
        'for namespace in Microsoft.Web; do az provider register --namespace $namespace; done',
      ],
    ]);
  });

  test('a bad setting that is exported for the deployment', async () => {
    const { missing } = await doctor({ env: { DIGEST_TIME: '7am' } });
    expect(missing).toEqual([
      expect.objectContaining({
        name: 'settings to deploy: DIGEST_TIME',
        mend: 'export DIGEST_TIME=<value>',
      }),
    ]);
  });
});

describe('only a note is', () => {
  test('an optional permission that is not granted', async () => {
    const { code, checks } = await doctor({
      tenant: but({ grants: grants.filter((name) => name !== 'ServiceMessage.Read.All') }),
    });
    expect(code).toBe(0);
    expect(checks).toContainEqual(
      expect.objectContaining({
        name: 'Graph permissions: ServiceMessage.Read.All',
        state: 'ok',
        mend: GRANT,
      }),
    );
  });

  test('a permission that is granted and not used', async () => {
    const { code, checks } = await doctor({ tenant: but({ grants: [...grants, 'Directory.Read.All'] }) });
    expect(code).toBe(0);
    expect(checks.find(({ name }) => name.endsWith('not used'))).toMatchObject({
      state: 'ok',
      sentence: expect.stringContaining('Directory.Read.All'),
    });
  });

  test('a role that is assigned higher up, and a sign-in that is on', async () => {
    const change = {
      roles: roles.map(({ id }) => ({ id, on: 'rg-mfa-watch' })),
      asksSignIn: true,
      settings: { ...settings, WEBSITE_AUTH_AAD_ALLOWED_TENANTS: 'e0000001' },
    };
    const { missing, checks } = await doctor({ tenant: but(change) });
    expect(missing).toEqual([]);
    expect(checks).toContainEqual(
      expect.objectContaining({ name: 'sign-in for the endpoints', state: 'ok' }),
    );
  });

  test('that the person lacks roles, once others have deployed and granted', async () => {
    const { code, missing } = await doctor({ tenant: { ownRoles: [], ...but({ rights: [] }) } });
    expect([code, missing]).toEqual([0, []]);
  });
});

test('another app of the same form in the group hides no problem', async () => {
  const other = 'abcdefghijklm';
  const { code, missing } = await doctor({
    tenant: but({
      resources: [
        { type: 'Microsoft.Web/sites', name: `func-api-${other}` },
        { type: 'Microsoft.ManagedIdentity/userAssignedIdentities', name: `id-api-${other}` },
        ...resources,
      ],
    }),
  });
  expect([code, missing]).toEqual([0, []]);
});

test('a deployment of another name is deployed again under it', async () => {
  const renamed = resources.map(({ type, name }) => ({
    type,
    name: name.replace('mfa-watch', 'foo').replace('mfawatch', 'foo'),
  }));
  const { missing } = await doctor({
    tenant: but({ resources: renamed.filter(({ name }) => !name.startsWith('appi-')) }),
    env: { MAIL_SENDER },
  });
  expect(missing.map(({ name, mend }) => [name, mend])).toEqual([['resources', `${DEPLOY} -p name=foo`]]);
});

describe('a thing that the person may not read is unknown, with the role that may:', () => {
  test.each<[string, RegExp, string, TenantOptions?]>([
    ['licence', /subscribedSkus/, 'Global Reader'],
    ['resource group', /resourceGroups\/rg-mfa-watch$/, 'Reader'],
    ['your Azure roles', /\/permissions$/, 'Reader'],
    ['resources', /\/resources$/, 'Reader'],
    ['function app', /sites\/[^/]+$/, 'Reader'],
    ['code', /\/functions$/, 'Reader'],
    ['identity', /userAssignedIdentities/, 'Reader'],
    ['Graph permissions', /appRoleAssignments$/, 'Directory Readers', { ownRoles: [] }],
    ['consent', /appRoleAssignments$/, 'Privileged Role Administrator', { ownRoles: [] }],
    ['consent', /\/resources$/, 'Privileged Role Administrator', { ownRoles: [] }],
    ['consent', /resourceGroups\/rg-mfa-watch$/, 'Privileged Role Administrator', { ownRoles: [] }],
    ['roles of the app', /roleAssignments$/, 'Reader'],
    ['mail domain', /\/domains$/, 'Reader', butWithAcs({})],
    ['mail domain', /communicationServices/, 'Reader', butWithAcs({})],
    ['mailbox', /\/users\//, 'Directory Readers'],
    ['settings', /appsettings\/list$/, 'Website Contributor'],
  ])('%s (%s)', async (name, path, role, more = {}) => {
    const { code, checks, missing, stderr } = await doctor({ tenant: { ...forbidding(path), ...more } });
    expect(checks).toContainEqual(
      expect.objectContaining({ name, state: 'unknown', sentence: expect.stringContaining(role) }),
    );
    expect([code, missing, stderr]).toEqual([0, [], '']);
  });

  test('everything', async () => {
    const { code, checks, stderr } = await doctor({ tenant: forbidding(/./) });
    expect([code, stderr]).toEqual([0, '']);
    expect(checks.filter(({ state }) => state === 'unknown').length).toBeGreaterThan(2);
  });

  test('an answer of Azure that is not documented', async () => {
    const faults: TenantOptions['faults'] = ({ path }) =>
      /subscribedSkus|\/domains$/.test(path) ? { kind: 'garbage' } : null;
    const { code, checks } = await doctor({ tenant: { ...butWithAcs({}), faults } });
    expect(code).toBe(0);
    const names = checks.filter(({ state }) => state === 'unknown').map(({ name }) => name);
    expect(names).toEqual(['licence', 'mail domain', 'health']);
  });
});

describe('before anything is deployed', () => {
  test('no group: everything later is not yet there, with the commands of docs/deploy.md', async () => {
    const { code, found, missing } = await doctor({ tenant: { deployment: null }, env: { MAIL_SENDER } });
    expect([code, missing]).toEqual([0, []]);
    expect(found.before).toContainEqual(
      expect.objectContaining({
        name: 'resource group',
        state: 'notYet',
        mend: 'az group create -n rg-mfa-watch -l westeurope',
      }),
    );
    expect(found.after.map(({ state }) => state)).toEqual(Array(8).fill('notYet'));
    expect(found.after[0]?.mend).toBe(DEPLOY);
    expect(found.before).toContainEqual(
      expect.objectContaining({ name: 'resource providers', state: 'notYet' }),
    );
  });

  test('an empty group: the same', async () => {
    const { code, found } = await doctor({ tenant: but({ resources: [] }), env: { MAIL_SENDER } });
    expect(code).toBe(0);
    expect(found.after.map(({ state }) => state)).toEqual(Array(8).fill('notYet'));
  });

  test('no subscription: the same', async () => {
    const { code, found, missing } = await doctor({ tenant: { azureScopes: [] }, env: { MAIL_SENDER } });
    expect([code, missing]).toEqual([0, []]);
    expect(found.before).toContainEqual(expect.objectContaining({ name: 'resource group', state: 'notYet' }));
    expect(found.after[0]).toMatchObject({ state: 'notYet', mend: DEPLOY });
  });

  test('a missing role to consent is not yet a problem', async () => {
    const { code, checks } = await doctor({
      tenant: { deployment: null, ownRoles: [] },
      env: { MAIL_SENDER },
    });
    expect(code).toBe(0);
    expect(checks).toContainEqual(expect.objectContaining({ name: 'consent', state: 'notYet' }));
  });

  test('a subscription that is not of this tenant is unknown, not an empty one', async () => {
    const args = ['--subscription', 'f1000009-0000-4000-8000-000000000009'];
    const { code, checks } = await doctor({ args });
    expect(code).toBe(0);
    expect(checks).toContainEqual(
      expect.objectContaining({ name: 'resource group', state: 'unknown', mend: 'az account list -o table' }),
    );
  });

  test('with a subscription and a group named, the commands name them', async () => {
    const args = ['--subscription', PRODUCTION, '--resource-group', 'rg(1)'];
    const { found } = await doctor({ args });
    expect(found.after[0]?.mend).toBe(
      `az deployment group create -g 'rg(1)' --subscription ${PRODUCTION} -n mfa-watch -p infra/main.bicepparam`,
    );
  });
});

describe('the health of the app', () => {
  async function health(status: number, body: unknown, headers: Record<string, string> = {}) {
    const app = await anApp(status, body, headers);
    const ended = await doctor({ args: ['--app-url', `${app.url}/`, '--key', KEY] });
    return { ...ended, health: ended.checks.filter(({ name }) => name.startsWith('health')) };
  }

  test('is reported problem by problem, with the command that fixes each', async () => {
    const problems = [
      { code: 'missingPermission', sentence: 'The app may not use X.', mend: 'Grant it.' },
      { code: 'digestFailed', sentence: 'The digest could not be sent: x.', mend: 'Fix the cause.' },
      { code: 'notEnforcedInCloud', sentence: 'Not here.', mend: 'Read on.' },
    ];
    const { code, health: checks } = await health(503, { ...HEALTHY, healthy: false, problems });
    expect(code).toBe(1);
    expect(checks).toEqual([
      {
        name: 'health: missingPermission',
        state: 'missing',
        sentence: 'The app may not use X. Grant it.',
        mend: GRANT,
      },
      {
        name: 'health: digestFailed',
        state: 'missing',
        sentence: 'The digest could not be sent: x. Fix the cause.',
        mend: null,
      },
      { name: 'health: notEnforcedInCloud', state: 'ok', sentence: 'Not here. Read on.', mend: null },
    ]);
  });

  test('of an app that has just been deployed is not yet there', async () => {
    const problems = [
      { code: 'neverPolled', sentence: 'Not read.', mend: 'Wait.' },
      { code: 'postureLate', sentence: 'Not read.', mend: 'Look.' },
    ];
    const posture = { refreshedAt: null };
    const { code, health: checks } = await health(503, { healthy: false, posture, problems });
    expect([code, ...checks.map(({ state }) => state)]).toEqual([0, 'notYet', 'notYet']);
  });

  test.each([
    [401, {}, 'unknown', /MFA_WATCH_KEY/],
    [302, {}, 'unknown', null],
    [404, {}, 'missing', /npm run package/],
    [403, 'Web App - Unavailable', 'unknown', null],
    [502, { error: { code: 'x', message: 'Tables are gone.' } }, 'missing', null],
    [200, 'a page of a proxy', 'missing', null],
  ])('if it answers %i: %s', async (status, body, state, mend) => {
    const { health: checks } = await health(status, body, { Location: '/.auth/login' });
    expect(checks).toHaveLength(1);
    expect(checks[0]).toMatchObject({ state });
    expect(checks[0]?.mend ?? '').toMatch(mend ?? /^$/);
    expect(checks[0]?.sentence).not.toContain(KEY);
  });

  test('of an app that never polled is a problem, if nothing has changed for long', async () => {
    const faults: TenantOptions['faults'] = ({ path }) =>
      /sites\/[^/]+$/.test(path) ? { kind: 'status', status: 200, body: JSON.stringify(SITE) } : null;
    const SITE = {
      identity: { userAssignedIdentities: {} },
      properties: {
        state: 'Running',
        defaultHostName: 'x.contoso.example',
        lastModifiedTimeUtc: '2026-01-01T00:00:00',
      },
    };
    const problems = [{ code: 'neverPolled', sentence: 'Not read.', mend: 'Wait.' }];
    const app = await anApp(503, { healthy: false, posture: { refreshedAt: null }, problems });
    const { checks } = await doctor({ args: ['--app-url', app.url, '--key', KEY], tenant: { faults } });
    expect(checks.find(({ name }) => name === 'health: neverPolled')).toMatchObject({ state: 'missing' });
  });

  test('of an app with an unknown identity comes with the identity that it has', async () => {
    const problems = [{ code: 'identityUnknown', sentence: 'Unknown.', mend: 'Check.' }];
    const { health: checks } = await health(503, { ...HEALTHY, healthy: false, problems });
    expect(checks[0]?.mend).toBe(`${SET} AZURE_CLIENT_ID=${IDENTITY.clientId}`);
  });

  test('behind a sign-in is not blamed on the key', async () => {
    const app = await anApp(401, '');
    const ended = await doctor({
      args: ['--app-url', app.url, '--key', KEY],
      tenant: but({ asksSignIn: true }),
    });
    const [check] = ended.checks.filter(({ name }) => name === 'health');
    expect(check).toMatchObject({ state: 'unknown', mend: null });
    expect(check?.sentence).toMatch(/^Entra requires a sign-in/);
  });

  test('is read even if Azure shows nothing at all', async () => {
    const app = await anApp(200, HEALTHY);
    const args = ['--app-url', app.url, '--key', KEY];
    const { found } = await doctor({ args, tenant: { azureScopes: [] } });
    expect(found.after.at(-1)).toMatchObject({ name: 'health', state: 'ok' });
  });
});

describe('bad usage is reported in one line, with exit code 2:', () => {
  test.each([
    ['an address without https', ['--app-url', 'http://contoso.example']],
    ['an address that is none', ['--app-url', 'contoso']],
    ['a subscription by name', ['--subscription', 'Production']],
    ['a group that cannot be', ['--resource-group', 'a;b']],
    ['another form', ['--format', 'csv']],
  ])('%s', async (_what, args) => {
    const { code, stdout, stderr } = await mfaWatchHere(['doctor', ...args], {});
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: [^\n]+\n/);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

/** A function app that gives one answer to everything, and notes the keys that it gets. */
async function anApp(status: number, body: unknown, headers: Record<string, string> = {}) {
  const server = await loopbackServer(() => ({ status, body, headers }));
  apps.push(server);
  return { url: server.endpoint, keys: () => server.asked.map((one) => one.headers['x-functions-key']) };
}
