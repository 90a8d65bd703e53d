import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { DEFAULT_SCHEDULES } from '../shared/config';
import { settingNames } from './settingNames';

const INFRA = join(__dirname, '..', 'infra');

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

const TABLES = ['Findings', 'Accounts', 'Posture', 'Checkpoints', 'Digests', 'Rejects'];

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
  test('each one that the product reads is deployed, or is known not to be', () => {
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

test.each(TABLES)('creates the table %s', (table) => {
  const list = /^var tableNames = \[(.*)\]$/m.exec(everything)?.[1];
  expect(list).toContain(`'${table}'`);
});

describe('what is deployed', () => {
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

  test('nothing loosens that elsewhere', () => {
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
  ])('would notice %s', (line) => {
    expect(loosened(`  ${line}\n`)).toEqual([line]);
  });

  test('every role goes to the identity alone, under a name of its own', () => {
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

/** Top-level resources whose first line matches. */
function resources(opening: RegExp): string[] {
  return everything.split(/^(?=resource )/m).filter((text) => opening.test(text));
}

/** Lines that open what must stay closed. */
function loosened(text: string): string[] {
  const open =
    /(SharedKeyAccess|BlobPublicAccess|isLocalUserEnabled): true|(HttpsTrafficOnly|httpsOnly): false|publicAccess: '(?!None)|TLS1_[01]|TlsVersion: '1\.[01]'|http:\/\/|list(Keys|AccountSas|ServiceSas)\(|AccountKey=/;
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => open.test(line));
}
