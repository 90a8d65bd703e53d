import { describe, expect, test } from '@jest/globals';
import { everything, resources } from './templates';

describe('in the deployment', () => {
  const ACCOUNT = "'Microsoft.Storage/storageAccounts@[^']+' = {";
  const SITE = "'Microsoft.Web/sites@[^']+' = {";
  const COMMUNICATION = "'Microsoft.Communication/communicationServices@[^']+' = {";
  const DOMAIN = "'Microsoft.Communication/emailServices/domains@[^']+' = ";
  const COMPONENT = "'Microsoft.Insights/components@[^']+' = {";
  const NAMESPACE = "'Microsoft.EventHub/namespaces@[^']+' = {";
  const POLICIES = "'Microsoft.Web/sites/basicPublishingCredentialsPolicies@[^']+' = ";

  test.each([
    ['every storage account is hardened', ACCOUNT, 'properties: hardened'],
    ['the app answers over https only', SITE, 'httpsOnly: true'],
    ['the app asks for TLS 1.2', SITE, "minTlsVersion: '1.2'"],
    ['so does its publishing site', SITE, "scmMinTlsVersion: '1.2'"],
    ['the app has no FTP', SITE, "ftpsState: 'Disabled'"],
    ['publishing by password is off', POLICIES, 'allow: false'],
    ['mail has no keys', COMMUNICATION, 'disableLocalAuth: true'],
    ['an event hub asks for TLS 1.2', NAMESPACE, "minimumTlsVersion: '1.2'"],
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

  test('the one resource with keys is the namespace that Entra writes to, and the app is given none', () => {
    expect(everything.match(/disableLocalAuth: false/gi)).toHaveLength(1);
    expect(resources(/^resource \w+ 'Microsoft\.EventHub\/namespaces@[^']+' = \{/)[0]).toContain(
      'disableLocalAuth: false',
    );
    const rules = resources(/^resource \w+ 'Microsoft\.EventHub\/\S+authorizationRules@/);
    expect(rules).toHaveLength(1);
    expect(everything).not.toMatch(/EVENT_HUB: |connectionString: (?!monitoring)|SharedAccessKey/);
  });

  test("the host shows nobody its landing page, which has none of the app's headers", () => {
    expect(/^var hostSettings = \{.*?^\}/ms.exec(everything)?.[0]).toContain(
      "AzureWebJobsDisableHomepage: 'true'",
    );
  });

  test('every role goes to the identity alone, with its own name', () => {
    const assignments = resources(/^resource \w+ 'Microsoft\.Authorization\/roleAssignments@/);
    expect(assignments.length).toBeGreaterThan(0);
    for (const assignment of assignments) {
      const scope = /scope: (\w+)/.exec(assignment)?.[1];
      const role = /name: guid\((\w+)\.id, principalId, (roles\.\w+|emailRole)\)/.exec(assignment);
      expect(role?.[1]).toBe(scope);
      expect(assignment.split(`${role?.[2]}`)).toHaveLength(3);
      expect(assignment).toContain("principalType: 'ServicePrincipal'");
    }
  });
});

/** Lines that weaken a protection. */
function loosened(text: string): string[] {
  const open =
    /(SharedKeyAccess|BlobPublicAccess|isLocalUserEnabled): true|(HttpsTrafficOnly|httpsOnly): false|publicAccess: '(?!None)|TLS1_[01]|TlsVersion: '1\.[01]'|http:\/\/|list(Keys|AccountSas|ServiceSas)\(|AccountKey=/;
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => open.test(line));
}
