import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { DEFAULT_SCHEDULES } from '../shared/config';
import { permissionFor } from '../shared/graph/permissions';
import { settingNames } from './settingNames';

const ROOT = join(__dirname, '..');
const INFRA = join(ROOT, 'infra');

/** Settings that no deployment sets, each with the reason. */
const NOT_DEPLOYED: Readonly<Record<string, string>> = {
  GRAPH_ENDPOINT: 'follows from AZURE_CLOUD; set only to reach the simulated tenant',
  ARM_ENDPOINT: 'follows from AZURE_CLOUD; set only to reach the simulated tenant',
  LOG_ANALYTICS_ENDPOINT: 'follows from AZURE_CLOUD; set only to reach a simulated workspace',
  LOG_ANALYTICS_WORKSPACE_ID: 'the template deploys the graph source',
  EVENT_HUB_NAME: 'the template deploys the graph source',
  EVENT_HUB__fullyQualifiedNamespace: 'the template deploys the graph source',
  OUTBOX_DIR: 'mails go to a folder on one machine only; a deployment sends them',
};

/** https://learn.microsoft.com/azure/role-based-access-control/built-in-roles (read 2026-11-21) */
const ROLES: Readonly<Record<string, string>> = {
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b',
  storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3',
  communicationAndEmailServiceOwner: '09976791-48a7-449e-bb21-39d1a415f350',
  monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb',
};

/** Settings with values that must not be in a public log. */
const NAMES_PEOPLE: readonly string[] = ['BREAK_GLASS_ACCOUNTS', 'DIGEST_RECIPIENTS'];

let templates: Readonly<Record<string, string>> = {};
let everything = '';

beforeAll(async () => {
  const paths = (await readdir(INFRA, { recursive: true })).filter((path) =>
    /\.(bicep|bicepparam)$/.test(path),
  );
  templates = Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path, await readFile(join(INFRA, path), 'utf8')])),
  );
  everything = Object.values(templates).join('\n');
});

describe('settings', () => {
  test('each setting that the product reads is deployed, or listed as not deployed', () => {
    const forgotten = settingNames().filter((name) => !isSet(name) && !(name in NOT_DEPLOYED));
    expect(forgotten).toEqual([]);
  });

  test('the list of those not deployed names only settings that exist and are not deployed', () => {
    const names = settingNames();
    expect(Object.keys(NOT_DEPLOYED).filter((name) => !names.includes(name) || isSet(name))).toEqual([]);
  });

  test.each(Object.entries(DEFAULT_SCHEDULES))(
    '%s has one default, here and in the code',
    (name, schedule) => {
      const parameter = name.toLowerCase().replace(/_(.)/, (_match, letter: string) => letter.toUpperCase());
      expect(templates['main.bicep']).toContain(`param ${parameter} string = '${schedule}'\n`);
    },
  );
});

function isSet(name: string): boolean {
  return new RegExp(`^ *${name}: `, 'm').test(everything);
}

describe('the parameters that azd and az take from the environment', () => {
  const given = () =>
    [
      ...(templates['main.bicepparam'] ?? '').matchAll(
        /^param (\w+) = .*?readEnvironmentVariable\('(\w+)', '(.*?)'\)/gm,
      ),
    ].map(([, parameter = '', name = '', fallback = '']) => ({ parameter, name, fallback }));

  test('are every setting that main.bicep has a parameter for, under its own name', () => {
    const described = [
      ...(templates['main.bicep'] ?? '').matchAll(
        /^@description\('.*: ([A-Z_]+)\b.*'\)\n(?:@.*\n)*param (\w+)/gm,
      ),
    ];
    expect(described.length).toBeGreaterThan(12);
    for (const [, name, parameter] of described) {
      expect(given()).toContainEqual(expect.objectContaining({ parameter, name }));
    }
  });

  test('have the defaults of main.bicep', () => {
    const defaultOf = (parameter: string) =>
      new RegExp(`^param ${parameter} \\w+(?:\\[\\])?(?: = (.*))?$`, 'm').exec(
        templates['main.bicep'] ?? '',
      )?.[1];
    const isSame = (fallback: string, written = `'Europe'`) =>
      written === `'${fallback}'` || written === fallback || (written === '[]' && fallback === '');
    for (const { parameter, fallback } of given()) {
      expect([parameter, fallback, isSame(fallback, defaultOf(parameter))]).toEqual([
        parameter,
        fallback,
        true,
      ]);
    }
  });

  test('hold no addresses, because mails would go to them', () => {
    expect(templates['main.bicepparam']).not.toContain('@');
  });

  test('have no blanks around the names of a list', () => {
    const lists = (templates['main.bicepparam'] ?? '')
      .split('\n')
      .filter((line) => line.includes("', ''), ',')"));
    expect(lists).toHaveLength(2);
    for (const list of lists) expect(list).toContain('name => trim(name))');
  });

  test('are all set by the workflow of a fork, with the same defaults for empty ones', async () => {
    const workflow = await readFile(join(ROOT, '.github/workflows/deploy.yml'), 'utf8');
    for (const { name, fallback } of given()) {
      const otherwise = fallback === '' ? '' : ` || '${fallback}'`;
      const secret = NAMES_PEOPLE.includes(name) ? `secrets.${name} || ` : '';
      expect(workflow).toContain(`      ${name}: \${{ ${secret}vars.${name}${otherwise} }}\n`);
    }
    const secrets = [...workflow.matchAll(/secrets\.(\w+)/g)].map(([, name]) => name);
    expect(secrets.sort()).toEqual(NAMES_PEOPLE);
  });
});

describe('the templates grant and deploy, as the code uses it,', () => {
  let bundled: readonly string[] = [];

  beforeAll(async () => {
    const { metafile } = await build({
      absWorkingDir: ROOT,
      entryPoints: ['functions/main.ts'],
      bundle: true,
      platform: 'node',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      external: ['@azure/functions-core'],
      write: false,
      metafile: true,
      logLevel: 'error',
    });
    const files = Object.keys(metafile.inputs).filter((path) => /^(functions|shared)\//.test(path));
    bundled = await Promise.all(files.map((path) => readFile(join(ROOT, path), 'utf8')));
    expect(bundled.length).toBeGreaterThan(50);
  }, 60_000);

  const inCode = (pattern: RegExp) =>
    [
      ...new Set(bundled.flatMap((text) => [...text.matchAll(pattern)].map(([, found = '']) => found))),
    ].sort();

  test('every table, and no other', () => {
    const created = /^var tableNames = \[(.*)\]$/m.exec(everything)?.[1]?.match(/\w+/g);
    expect([...(created ?? [])].sort()).toEqual(inCode(/\bopen\('(\w+)'\)/g));
  });

  test('every Graph permission, and no other', () => {
    const granted = [...(templates['graph.bicep'] ?? '').matchAll(/^ {2}'([\w.]+)': /gm)].map(
      ([, name]) => name,
    );
    const needed = inCode(/['`](\/(?:v1\.0|beta)\/[A-Za-z]+[/A-Za-z]*)/g).map(permissionFor);
    expect(needed).not.toContain(null);
    expect([...granted].sort()).toEqual([...new Set(needed)].sort());
  });

  test('every Azure role, and no other', () => {
    const module = templates[join('modules', 'roles.bicep')] ?? '';
    const roles = [...module.matchAll(/^ {2}(\w+): '([0-9a-f-]{36})'$/gm)].map(([, name, id]) => [name, id]);
    expect(Object.fromEntries(roles)).toEqual(ROLES);
    for (const name of Object.keys(ROLES)) expect(everything).toContain(`principalId, roles.${name})`);
    expect(everything.match(/Microsoft\.Authorization\/roleAssignments@/g)).toHaveLength(
      Object.keys(ROLES).length,
    );
  });

  test('no HTTP function answers without a key', () => {
    const functions = bundled.filter((text) => /\bapp\.(http|get|put|post|patch|deleteRequest)\(/.test(text));
    expect(functions.length).toBeGreaterThan(4);
    for (const text of functions) {
      expect(text.match(/\bapp\.(http|get|put|post|patch|deleteRequest)\(/g)).toHaveLength(
        text.match(/authLevel: 'function',/g)?.length ?? 0,
      );
    }
  });
});

describe('alerts', () => {
  const alerts = () => templates[join('modules', 'alerts.bicep')] ?? '';

  test('go to the recipients of the digest, unless others are named', () => {
    expect(templates['main.bicep']).toContain('param alertRecipients string[] = digestRecipients\n');
    expect(alerts()).toMatch(/emailReceivers: \[\n\s+for \(recipient, index\) in recipients: \{/);
  });

  test('go to somebody even if no address is given', () => {
    expect(alerts()).toMatch(/armRoleReceivers: empty\(recipients\)\s+\? \[\s+\{/);
  });

  test('can be switched off', () => {
    expect(templates['main.bicep']).toContain("module alerts 'modules/alerts.bicep' = if (alertsEnabled) {");
  });
});

describe('sign-in for the HTTP endpoints', () => {
  test('asks everyone, and needs no secret', () => {
    const module = templates[join('modules', 'signIn.bicep')] ?? '';
    expect(module).toContain('requireAuthentication: true');
    expect(module).not.toContain('excludedPaths');
    const setting = /clientSecretSettingName: '(\w+)'/.exec(module)?.[1];
    expect(templates['main.bicep']).toContain(`${setting}: signInIdentity!.properties.clientId`);
    expect(everything).not.toMatch(/passwordCredentials|keyCredentials|clientSecret:/);
  });

  test('is for assigned users of this tenant only', () => {
    expect(templates['signIn.bicep']).toContain('appRoleAssignmentRequired: true');
    expect(templates['signIn.bicep']).toContain("signInAudience: 'AzureADMyOrg'");
    expect(templates['main.bicep']).toContain('WEBSITE_AUTH_AAD_ALLOWED_TENANTS: tenant().tenantId');
  });

  test('trusts an identity that has no rights of its own', () => {
    expect(templates['signIn.bicep']).toMatch(/subject: identity\.properties\.principalId/);
    expect(templates['signIn.bicep']).not.toMatch(/roleAssignments|appRoleAssignedTo/);
  });
});

test('azd publishes the package to the app that the template deploys', async () => {
  const azd = await readFile(join(ROOT, 'azure.yaml'), 'utf8');
  const service = /^services:\n {2}(\w+):$/m.exec(azd)?.[1];
  expect(templates[join('modules', 'functionApp.bicep')]).toContain(`'azd-service-name': '${service}'`);
  expect(azd).toMatch(/^ {4}dist: dist\/package$/m);
  expect(azd).toMatch(/^ {4}remoteBuild: false$/m);
});

describe('in the deployment', () => {
  const ACCOUNT = "'Microsoft.Storage/storageAccounts@[^']+' = {";
  const SITE = "'Microsoft.Web/sites@[^']+' = {";
  const COMMUNICATION = "'Microsoft.Communication/communicationServices@[^']+' = {";
  const DOMAIN = "'Microsoft.Communication/emailServices/domains@[^']+' = ";
  const COMPONENT = "'Microsoft.Insights/components@[^']+' = {";
  const POLICIES = "'Microsoft.Web/sites/basicPublishingCredentialsPolicies@[^']+' = ";

  test.each([
    ['every storage account is hardened', ACCOUNT, 'properties: hardened'],
    ['the app answers over https only', SITE, 'httpsOnly: true'],
    ['the app asks for TLS 1.2', SITE, "minTlsVersion: '1.2'"],
    ['so does its publishing site', SITE, "scmMinTlsVersion: '1.2'"],
    ['the app has no FTP', SITE, "ftpsState: 'Disabled'"],
    ['publishing by password is off', POLICIES, 'allow: false'],
    ['mail has no keys', COMMUNICATION, 'disableLocalAuth: true'],
    ['mails are not tracked', DOMAIN, "userEngagementTracking: 'Disabled'"],
    ['telemetry has no keys', COMPONENT, 'DisableLocalAuth: true'],
  ])('%s', (_what, type, line) => {
    const deployed = resources(new RegExp(`^resource \\w+ ${type}`));
    expect(deployed.length).toBeGreaterThan(0);
    for (const resource of deployed) expect(resource).toContain(line);
  });

  test.each([
    ['shared keys', 'allowSharedKeyAccess: false'],
    ['public blobs', 'allowBlobPublicAccess: false'],
    ['TLS below 1.2', "minimumTlsVersion: 'TLS1_2'"],
    ['plain http', 'supportsHttpsTrafficOnly: true'],
    ['local users', 'isLocalUserEnabled: false'],
    ['copies to other tenants', 'allowCrossTenantReplication: false'],
  ])('a hardened account refuses %s', (_what, line) => {
    expect(/^var hardened = \{.*?^\}/ms.exec(everything)?.[0]).toContain(line);
  });

  test('nothing weakens that elsewhere', () => {
    expect(loosened(everything)).toEqual([]);
  });

  test.each([
    'allowSharedKeyAccess: true',
    'allowBlobPublicAccess: true',
    "publicAccess: 'Blob'",
    "minimumTlsVersion: 'TLS1_1'",
    "minTlsVersion: '1.0'",
    'supportsHttpsTrafficOnly: false',
    'httpsOnly: false',
    "value: 'http://example'",
    'value: account.listKeys().keys[0].value',
    "AzureWebJobsStorage: 'AccountKey=x'",
  ])('the test would notice %s', (line) => {
    expect(loosened(`  ${line}\n`)).toEqual([line]);
  });

  test('every role goes to the identity alone, with its own name', () => {
    const assignments = resources(/^resource \w+ 'Microsoft\.Authorization\/roleAssignments@/);
    expect(assignments.length).toBeGreaterThan(0);
    for (const assignment of assignments) {
      const scope = /scope: (\w+)/.exec(assignment)?.[1];
      const role = /name: guid\((\w+)\.id, principalId, (roles\.\w+)\)/.exec(assignment);
      expect(role?.[1]).toBe(scope);
      expect(assignment.split(`${role?.[2]}`)).toHaveLength(3);
      expect(assignment).toContain("principalType: 'ServicePrincipal'");
    }
  });
});

/** Top-level resources with a matching first line. */
function resources(opening: RegExp): string[] {
  return everything.split(/^(?=resource )/m).filter((text) => opening.test(text));
}

/** Lines that weaken a protection. */
function loosened(text: string): string[] {
  const open =
    /(SharedKeyAccess|BlobPublicAccess|isLocalUserEnabled): true|(HttpsTrafficOnly|httpsOnly): false|publicAccess: '(?!None)|TLS1_[01]|TlsVersion: '1\.[01]'|http:\/\/|list(Keys|AccountSas|ServiceSas)\(|AccountKey=/;
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => open.test(line));
}
