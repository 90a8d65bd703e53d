import { describe, expect, test } from '@jest/globals';
import { everything, template } from './templates';

describe('alerts', () => {
  const alerts = () => template('modules/alerts.bicep');

  test('go to the recipients of the digest, unless others are named', () => {
    expect(template('main.bicep')).toContain('param alertRecipients string[] = digestRecipients\n');
    expect(alerts()).toMatch(/emailReceivers: \[\n\s+for \(recipient, index\) in recipients: \{/);
  });

  test('go to somebody even if no address is given', () => {
    expect(alerts()).toMatch(/armRoleReceivers: empty\(recipients\)\s+\? \[\s+\{/);
  });

  test('can be switched off', () => {
    expect(template('main.bicep')).toContain("module alerts 'modules/alerts.bicep' = if (alertsEnabled) {");
  });
});

describe('sign-in for the HTTP endpoints', () => {
  test('asks everyone, and needs no secret', () => {
    const module = template('modules/signIn.bicep');
    expect(module).toContain('requireAuthentication: true');
    expect(module).not.toContain('excludedPaths');
    const setting = /clientSecretSettingName: '(\w+)'/.exec(module)?.[1];
    expect(template('main.bicep')).toContain(`${setting}: signInIdentity!.properties.clientId`);
    expect(everything).not.toMatch(/passwordCredentials|keyCredentials|clientSecret:/);
  });

  test('is for assigned users of this tenant only', () => {
    expect(template('signIn.bicep')).toContain('appRoleAssignmentRequired: true');
    expect(template('signIn.bicep')).toContain("signInAudience: 'AzureADMyOrg'");
    expect(template('main.bicep')).toContain('WEBSITE_AUTH_AAD_ALLOWED_TENANTS: tenant().tenantId');
  });

  test('trusts an identity that has no rights of its own', () => {
    expect(template('signIn.bicep')).toMatch(/subject: identity\.properties\.principalId/);
    expect(template('signIn.bicep')).not.toMatch(/roleAssignments|appRoleAssignedTo/);
  });
});
