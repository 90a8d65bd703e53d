import { PORTAL, TENANT } from '../domain/builders';

type Raw = Readonly<Record<string, unknown>>;

/** A Graph beta record: a password sign-in of a member to the Azure portal, completed, without MFA. */
export function aRawSignIn(change: Raw = {}): Raw {
  return {
    id: 'a1',
    createdDateTime: '2026-03-01T09:00:00Z',
    userId: 'b0000001-0000-4000-8000-000000000001',
    userPrincipalName: 'alex@contoso.example',
    userDisplayName: 'Alex Example',
    userType: 'member',
    appId: PORTAL,
    resourceId: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
    homeTenantId: TENANT,
    resourceTenantId: TENANT,
    crossTenantAccessType: 'none',
    isInteractive: true,
    signInEventTypes: ['interactiveUser'],
    status: { errorCode: 0 },
    authenticationRequirement: 'singleFactorAuthentication',
    tokenIssuerType: 'AzureAD',
    authenticationDetails: [
      {
        authenticationMethod: 'Password',
        succeeded: true,
        authenticationStepResultDetail: 'Correct password',
        authenticationStepRequirement: 'Primary authentication',
      },
    ],
    ...change,
  };
}

/** The same with an MFA prompt that went through. */
export function aRawMfaSignIn(change: Raw = {}): Raw {
  return aRawSignIn({
    authenticationRequirement: 'multiFactorAuthentication',
    authenticationDetails: [
      {
        authenticationMethod: 'Mobile app notification',
        succeeded: true,
        authenticationStepResultDetail: 'MFA successfully completed',
        authenticationStepRequirement: 'Multifactor authentication',
      },
    ],
    ...change,
  });
}
