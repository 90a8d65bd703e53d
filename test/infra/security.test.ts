import { beforeAll, describe, expect, test } from '@jest/globals';
import { compilerPath, type Evaluated, evaluated } from './evaluated';
import { everything, template } from './templates';

/** A property by its path, and the only values that are safe. `undefined`: Azure's own default. */
type Rule = readonly [path: string, ...safe: readonly unknown[]];

/**
 * What every resource of a type must have, in each deployment below. A type that is not named here may not be deployed: an empty list says
 * that it has nothing that could be open.
 */
const RULES: Readonly<Record<string, readonly Rule[]>> = {
  'Microsoft.Storage/storageAccounts': [
    ['properties.supportsHttpsTrafficOnly', true],
    ['properties.minimumTlsVersion', 'TLS1_2', 'TLS1_3'],
    ['properties.allowSharedKeyAccess', false],
    ['properties.allowBlobPublicAccess', false],
    ['properties.allowCrossTenantReplication', false],
    ['properties.allowedCopyScope', 'AAD'],
    ['properties.defaultToOAuthAuthentication', true],
    ['properties.isLocalUserEnabled', false],
    ['properties.isSftpEnabled', false],
  ],
  'Microsoft.Storage/storageAccounts/blobServices': [
    ['properties.deleteRetentionPolicy.enabled', true],
    ['properties.containerDeleteRetentionPolicy.enabled', true],
    ['properties.cors', undefined],
  ],
  'Microsoft.Storage/storageAccounts/blobServices/containers': [['properties.publicAccess', 'None']],
  'Microsoft.Storage/storageAccounts/tableServices': [['properties.cors', undefined]],
  'Microsoft.Storage/storageAccounts/tableServices/tables': [],
  'Microsoft.Web/serverfarms': [],
  'Microsoft.Web/sites': [
    ['properties.httpsOnly', true],
    ['properties.siteConfig.minTlsVersion', '1.2', '1.3'],
    ['properties.siteConfig.scmMinTlsVersion', '1.2', '1.3'],
    ['properties.siteConfig.ftpsState', 'Disabled'],
    ['properties.siteConfig.remoteDebuggingEnabled', false, undefined],
    ['properties.siteConfig.cors', undefined],
    ['properties.functionAppConfig.deployment.storage.authentication.type', 'UserAssignedIdentity'],
    ['identity.type', 'UserAssigned'],
  ],
  'Microsoft.Web/sites/basicPublishingCredentialsPolicies': [['properties.allow', false]],
  'Microsoft.Web/sites/config': [
    ['properties.platform.enabled', true],
    ['properties.globalValidation.requireAuthentication', true],
    ['properties.globalValidation.excludedPaths', undefined],
    ['properties.httpSettings.requireHttps', true],
    ['properties.login.tokenStore.enabled', false],
  ],
  'Microsoft.Web/sites/extensions': [],
  'Microsoft.ManagedIdentity/userAssignedIdentities': [],
  'Microsoft.Insights/components': [['properties.DisableLocalAuth', true]],
  'Microsoft.Insights/actionGroups': [],
  'Microsoft.Insights/scheduledQueryRules': [],
  'Microsoft.Insights/workbooks': [],
  'Microsoft.Insights/diagnosticSettings': [],
  'Microsoft.OperationalInsights/workspaces': [['properties.features.disableLocalAuth', true]],
  'Microsoft.Communication/emailServices': [],
  'Microsoft.Communication/emailServices/domains': [['properties.userEngagementTracking', 'Disabled']],
  'Microsoft.Communication/communicationServices': [['properties.disableLocalAuth', true]],
  'Microsoft.EventHub/namespaces': [
    ['properties.minimumTlsVersion', '1.2', '1.3'],
    // The one finding that stays. A diagnostic setting of Entra writes with a key and knows no other way; the app never uses one.
    ['properties.disableLocalAuth', false],
  ],
  'Microsoft.EventHub/namespaces/eventhubs': [],
  'Microsoft.EventHub/namespaces/eventhubs/consumergroups': [],
  'Microsoft.EventHub/namespaces/authorizationRules': [],
  'Microsoft.EventHub/namespaces/networkRuleSets': [['properties.defaultAction', 'Deny']],
  'Microsoft.Network/virtualNetworks': [],
  'Microsoft.Network/privateEndpoints': [],
  'Microsoft.Network/privateEndpoints/privateDnsZoneGroups': [],
  'Microsoft.Network/privateDnsZones': [],
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks': [['properties.registrationEnabled', false]],
  'Microsoft.Authorization/roleAssignments': [['properties.principalType', 'ServicePrincipal']],
};

const DEPLOYMENTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'the default': {},
  'everything that can be switched on': {
    MAIL_MODE: 'acs',
    SIGN_IN_SOURCE: 'eventHub',
    NETWORK: 'restricted',
    SIGN_IN_CLIENT_ID: '33333333-3333-4333-8333-333333333333',
    SIGN_IN_IDENTITY_NAME: 'id-signin',
  },
  'a private network': { NETWORK: 'private', SIGN_IN_SOURCE: 'eventHub' },
};

const compiler = compilerPath();

(compiler === null ? describe.skip : describe)('the compiled templates are safe in', () => {
  let made: Readonly<Record<string, Evaluated>> = {};

  beforeAll(async () => {
    const evaluations = Object.entries(DEPLOYMENTS).map(async ([name, env]) => {
      const text = template('main.bicepparam');
      const one = await evaluated(compiler ?? '', text, { MAIL_SENDER: 'a@contoso.example', ...env });
      return [name, one] as const;
    });
    made = Object.fromEntries(await Promise.all(evaluations));
  }, 600_000);

  test.each(Object.keys(DEPLOYMENTS))('%s', (name) => {
    const resources = made[name]?.resources ?? [];
    expect(resources.length).toBeGreaterThan(15);
    expect(resources.flatMap(findings)).toEqual([]);
  });

  test('all of them together: each rule was applied to something', () => {
    const types = new Set(Object.values(made).flatMap(({ resources }) => resources.map(({ type }) => type)));
    const unused = Object.entries(RULES).filter(([type, rules]) => rules.length > 0 && !types.has(type));
    expect(unused.map(([type]) => type)).toEqual([]);
  });

  test.each(Object.keys(DEPLOYMENTS))('%s: each role is on one resource, never on the group', (name) => {
    const roles = (made[name]?.resources ?? []).filter(({ type }) => type.endsWith('/roleAssignments'));
    expect(roles.length).toBeGreaterThan(2);
    for (const { id } of roles) {
      expect(id).toMatch(
        /Microsoft\.(Storage|Insights|Communication|EventHub)\/.*Microsoft\.Authorization\/roleAssignments/,
      );
    }
  });

  test.each([
    ['a property that is not safe', { minimumTlsVersion: 'TLS1_0' }],
    ['one that is not set', { minimumTlsVersion: undefined }],
  ])('the test would notice %s', (_what, change) => {
    const account = made['the default']?.resources.find(
      ({ type }) => type === 'Microsoft.Storage/storageAccounts',
    );
    const weak = {
      ...account,
      properties: { ...account?.properties, ...change },
    } as Evaluated['resources'][number];
    expect(findings(weak)).toEqual([expect.stringContaining('minimumTlsVersion')]);
  });

  test('the test would notice a type that nobody has thought about', () => {
    const vault = { id: 'v', name: 'v', type: 'Microsoft.KeyVault/vaults' };
    expect(findings(vault)).toEqual(['v: no rules for the type Microsoft.KeyVault/vaults']);
  });
});

/** Rules of the compiler (0.49.2) that do not fail the check, and why. None of them is about security. */
const QUIET: Readonly<Record<string, readonly [level: 'off' | 'info', reason: string]>> = {
  'use-recent-api-versions': ['info', 'goes by the day: a check of templates that nobody changed would fail'],
  'use-description-outputs': [
    'off',
    'outputs of modules are for main.bicep alone, and their names say what they hold',
  ],
  'use-description-vars': [
    'off',
    'nobody outside of a template sees its variables; a comment gives the reason for one',
  ],
  'use-user-defined-types': ['off', 'tags and settings may have any names'],
  'what-if-short-circuiting': [
    'off',
    'modules take names of resources that others deploy, so what-if cannot show all; a deployment does not mind',
  ],
};

describe('the linter', () => {
  const rules: Readonly<Record<string, { readonly level: string }>> = JSON.parse(template('bicepconfig.json'))
    .analyzers.core.rules;

  test('has every rule of the compiler on, but for those that are listed here with the reason', () => {
    expect(Object.keys(rules).length).toBeGreaterThanOrEqual(55);
    const quiet = Object.entries(rules).filter(([, { level }]) => level !== 'warning');
    expect(Object.fromEntries(quiet.map(([name, { level }]) => [name, level]))).toEqual(
      Object.fromEntries(Object.entries(QUIET).map(([name, [level]]) => [name, level])),
    );
  });

  test('needs no rule for what main.bicep gives back: each output has a description', () => {
    const outputs = [...template('main.bicep').matchAll(/^(.*)\noutput \w+/gm)].map(([, above]) => above);
    expect(outputs.length).toBeGreaterThan(5);
    for (const above of outputs) expect(above).toMatch(/^@description\('.+'\)$/);
  });

  test('is silenced in single lines only, each below its reason', () => {
    expect(everything).not.toContain('#disable-diagnostics');
    const lines = everything.split('\n');
    const silenced = lines.flatMap((line, at) => (/#disable-next-line/.test(line) ? [at] : []));
    expect(silenced.length).toBeGreaterThan(0);
    for (const at of silenced) expect(lines[at - 1]?.trim()).toMatch(/^\/\/ .{20,}/);
  });
});

function findings(resource: Evaluated['resources'][number]): string[] {
  const rules = RULES[resource.type];
  if (rules === undefined) return [`${resource.name}: no rules for the type ${resource.type}`];
  return rules
    .map(([path, ...safe]) => ({ path, safe, value: at(resource, path) }))
    .filter(({ safe, value }) => !safe.includes(value))
    .map(({ path, value }) => `${resource.type} ${resource.name}: ${path} is ${JSON.stringify(value)}`);
}

function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inner, name) => (inner as Readonly<Record<string, unknown>> | undefined)?.[name],
      value,
    );
}
