import { describe, expect, test } from '@jest/globals';
import { ENFORCED_APPS, indexApps } from '../../shared/domain/apps/enforcedApps';
import { isFederated, isGuest, isOfUnknownAccess, outOfScope } from '../../shared/domain/signIn/scope';
import type { SignIn } from '../../shared/domain/signIn/signIn';
import { describeEvidence } from '../../shared/domain/verdict/verdict';
import { ARM, AZURE_CLI, aSignIn, OTHER_TENANT, TENANT } from './builders';

const VAULT = 'cfa8b339-82a2-471a-a3c9-0fc0be7a4093';

describe('the evidence that a sign-in is out of scope', () => {
  const apps = indexApps(ENFORCED_APPS);
  const evidence = (change: Partial<SignIn>) => {
    const verdict = outOfScope(aSignIn(change), apps, TENANT);
    return verdict && describeEvidence(verdict.evidence);
  };

  test('names the field and its value', () => {
    expect(evidence({ appId: 'a', resourceId: null })).toBe('appId: a');
    expect(evidence({ appId: null, resourceId: null })).toBe('appId: absent');
    expect(evidence({ appId: AZURE_CLI, resourceId: VAULT })).toBe(`resourceId: ${VAULT}`);
    expect(evidence({ principal: 'workload' })).toBe('signInEventTypes: no user signed in');
    expect(evidence({ resourceTenantId: OTHER_TENANT })).toBe(`resourceTenantId: ${OTHER_TENANT}`);
    expect(evidence({ crossTenantAccessType: 'passthrough' })).toBe('crossTenantAccessType: passthrough');
    expect(evidence({ crossTenantAccessType: 'microsoftsupport' })).toBe(
      'crossTenantAccessType: microsoftSupport',
    );
    expect(evidence({ errorCode: 50126 })).toBe('status.errorCode: 50126');
  });

  test('is the resource before who signed in and whether it completed', () => {
    const elsewhere = { appId: AZURE_CLI, resourceId: VAULT };
    expect(evidence({ ...elsewhere, principal: 'workload' })).toContain('resourceId');
    expect(evidence({ ...elsewhere, errorCode: 50076 })).toContain('resourceId');
  });

  test('is never the resource of a portal, nor one that the record does not name', () => {
    expect(evidence({ resourceId: VAULT })).toBeNull();
    for (const resourceId of [null, '00000000-0000-0000-0000-000000000000', 'adfs', ARM])
      expect(evidence({ appId: AZURE_CLI, resourceId })).toBeNull();
  });

  test('does not hold for a completed sign-in to our tenant, or to an unknown tenant', () => {
    expect(evidence({})).toBeNull();
    expect(evidence({ resourceTenantId: null })).toBeNull();
  });
});

describe('a guest', () => {
  const guest = (change: Partial<SignIn>) => isGuest(aSignIn(change));

  // https://learn.microsoft.com/graph/api/resources/signin (read 2026-11-21): crossTenantAccessType.
  test('is recognised by the way of access, whatever else the record says', () => {
    const ways = ['b2bcollaboration', 'b2bdirectconnect', 'serviceprovider', 'none', null];
    expect(ways.map((crossTenantAccessType) => guest({ crossTenantAccessType }))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  test('is recognised by two tenants that differ, before the type of user', () => {
    expect(guest({ homeTenantId: OTHER_TENANT, userType: 'member' })).toBe(true);
    expect(guest({ userType: 'guest' })).toBe(false);
  });

  test.each<[string, Partial<SignIn>]>([
    ['home tenant', { homeTenantId: null }],
    ['resource tenant', { resourceTenantId: null }],
    ['tenant', { homeTenantId: null, resourceTenantId: null }],
  ])('is recognised by the type of user if there is no %s', (_, change) => {
    const types = ['guest', 'unknown', 'member', null] as const;
    expect(types.map((userType) => guest({ ...change, userType }))).toEqual([true, true, false, false]);
  });
});

describe('a way of access that Microsoft added later', () => {
  const unknown = (change: Partial<SignIn>) => isOfUnknownAccess(aSignIn(change));
  const tomorrow = { crossTenantAccessType: 'teleportation' };

  test('counts unless it is known to stay within one tenant', () => {
    expect(unknown(tomorrow)).toBe(false);
    expect(unknown({ ...tomorrow, homeTenantId: OTHER_TENANT })).toBe(true);
    expect(unknown({ ...tomorrow, homeTenantId: null })).toBe(true);
    expect(unknown({ ...tomorrow, homeTenantId: null, resourceTenantId: null })).toBe(true);
  });

  test.each([
    'none',
    'b2bcollaboration',
    'b2bdirectconnect',
    'serviceprovider',
    'passthrough',
    'microsoftsupport',
    null,
  ])('is not %s', (crossTenantAccessType) => {
    expect(unknown({ crossTenantAccessType, homeTenantId: OTHER_TENANT })).toBe(false);
  });
});

test('any token issuer other than Entra, under any of its names, is another identity provider', () => {
  const entra = ['AzureAD', 'AzureADBackupAuth', 'EntraID', 'Entra ID', 'Microsoft Entra ID', null];
  const others = ['ADFederationServices', 'AzureADAndADFederationServices', 'something of tomorrow'];
  const federated = (tokenIssuerType: string | null) => isFederated(aSignIn({ tokenIssuerType }));
  expect(entra.filter(federated)).toEqual([]);
  expect(others.filter(federated)).toEqual(others);
});
