import type { AccountFacts } from '../../shared/domain/account/accountFacts';
import type { Registration } from '../../shared/domain/account/registration';
import { ENFORCED_APPS, indexApps } from '../../shared/domain/apps/enforcedApps';
import type { Policy } from '../../shared/domain/coverage/policy';
import type { TenantCoverage } from '../../shared/domain/coverage/tenantCoverage';
import type { Finding } from '../../shared/domain/finding/finding';
import type { AuthenticationStep, SignIn } from '../../shared/domain/signIn/signIn';
import type { JudgeContext } from '../../shared/domain/verdict/judge';
import { sessionProofs } from '../../shared/domain/verdict/sessions';

export const TENANT = 'e0000001-0000-4000-8000-000000000001';
export const OTHER_TENANT = 'e0000002-0000-4000-8000-000000000002';
export const PORTAL = 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c';
export const AZURE_CLI = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
export const ARM = '797f4846-ba00-4fd7-ba43-dac1f8f63013';
/** Noon of a day; the default sign-in is a day older and so settled. */
export const NOW = Date.parse('2026-03-02T12:00:00.000Z');

/** A password sign-in of a member to the Azure portal, completed, without MFA. */
export function aSignIn(change: Partial<SignIn> = {}): SignIn {
  return {
    id: 'a0000001-0000-4000-8000-000000000001',
    createdDateTime: '2026-03-01T09:00:00.000Z',
    correlationId: 'c0000001-0000-4000-8000-000000000001',
    sessionId: null,
    principal: 'user',
    userId: 'b0000001-0000-4000-8000-000000000001',
    userPrincipalName: 'alex@contoso.example',
    userDisplayName: 'Alex Example',
    userType: 'member',
    homeTenantId: TENANT,
    resourceTenantId: TENANT,
    crossTenantAccessType: 'none',
    appId: PORTAL,
    appDisplayName: 'Azure Portal',
    resourceId: ARM,
    resourceDisplayName: 'Windows Azure Service Management API',
    interactive: true,
    clientAppUsed: 'Browser',
    userAgent: null,
    browser: null,
    operatingSystem: null,
    city: null,
    countryOrRegion: null,
    authenticationProtocol: 'none',
    ipAddress: '203.0.113.10',
    errorCode: 0,
    failureReason: null,
    additionalDetails: null,
    authenticationRequirement: 'singleFactor',
    steps: [aStep()],
    missingFields: [],
    requirementPolicies: null,
    mfaPolicies: [],
    customControls: [],
    reportOnlyStops: [],
    tokenIssuerType: 'AzureAD',
    ...change,
  };
}

/** A password that was right. */
export function aStep(change: Partial<AuthenticationStep> = {}): AuthenticationStep {
  return {
    method: 'Password',
    methodDetail: 'Password in the cloud',
    succeeded: true,
    result: 'Correct password',
    requirement: 'Primary authentication',
    ...change,
  };
}

export const anMfaStep = (change: Partial<AuthenticationStep> = {}): AuthenticationStep =>
  aStep({
    method: 'Mobile app notification',
    methodDetail: null,
    result: 'MFA successfully completed',
    requirement: 'Multifactor authentication',
    ...change,
  });

export const aFirstFactorFromToken = (): AuthenticationStep =>
  aStep({
    method: 'Previously satisfied',
    methodDetail: null,
    result: 'First factor requirement satisfied by claim in the token',
  });

export function aContext(change: Partial<JudgeContext> = {}): JudgeContext {
  return { apps: indexApps(ENFORCED_APPS), tenantId: TENANT, sessions: sessionProofs(), now: NOW, ...change };
}

/** Demands MFA of everyone everywhere. */
export function aPolicy(change: Partial<Policy> = {}): Policy {
  const nobody = { everyone: false, users: [], groups: [], roles: [], guests: [] };
  return {
    id: 'p1',
    name: 'Require MFA',
    state: 'enabled',
    isMicrosoftManaged: false,
    apps: { include: ['All'], exclude: [], excludesByFilter: false },
    include: { ...nobody, everyone: true },
    exclude: nobody,
    conditions: [],
    controls: { operator: 'or', builtIn: ['mfa'], custom: [], strength: null },
    unread: [],
    ...change,
  };
}

/** One app, which one policy covers for everyone. */
export function aTenantCoverage(change: Partial<TenantCoverage> = {}): TenantCoverage {
  return {
    at: '2026-03-02T03:00:00.000Z',
    securityDefaults: false,
    apps: { azureCli: { coverage: 'everyone', policies: ['p1'], gaps: [], gapCount: 0 } },
    policies: [{ id: 'p1', name: 'Require MFA', state: 'enabled' }],
    names: {},
    likelyBreakGlass: [],
    ...change,
  };
}

export function someFacts(change: Partial<AccountFacts> = {}): AccountFacts {
  return {
    userId: 'b0000001-0000-4000-8000-000000000001',
    userPrincipalName: 'alex@contoso.example',
    userDisplayName: 'Alex Example',
    namedAt: '2026-03-01T09:00:00.000Z',
    guest: false,
    homeTenantId: null,
    hasHomeTenant: null,
    federated: false,
    syncs: false,
    apps: {
      adminPortals: {
        firstFinding: '2026-03-01T09:00:00.000Z',
        lastFinding: '2026-03-01T09:00:00.000Z',
        lastMfa: null,
      },
    },
    lastSignal: null,
    stops: {},
    blocks: {},
    interactive: true,
    nonInteractive: false,
    protocols: {},
    clients: {},
    occasions: {},
    requiredBy: {},
    mandated: {},
    lastUse: null,
    hours: 0,
    minutes: 0,
    unattended: {},
    sessions: {},
    registration: null,
    exception: null,
    ...change,
  };
}

export function aRegistration(change: Partial<Registration> = {}): Registration {
  return {
    userId: 'b0000001-0000-4000-8000-000000000001',
    userPrincipalName: 'alex@contoso.example',
    userDisplayName: 'Alex Example',
    isAdmin: false,
    isMfaCapable: true,
    isMfaRegistered: true,
    methods: ['microsoftAuthenticatorPush'],
    ...change,
  };
}

export function aFinding(change: Partial<Finding> = {}): Finding {
  return {
    id: 'a0000001-0000-4000-8000-000000000001',
    createdDateTime: '2026-03-01T09:00:00.000Z',
    userId: 'b0000001-0000-4000-8000-000000000001',
    userPrincipalName: 'alex@contoso.example',
    userDisplayName: 'Alex Example',
    app: 'adminPortals',
    verdict: 'withoutMfa',
    cause: 'passwordAlone',
    because: 'weakPrimary',
    detail: null,
    evidence: 'authenticationDetails[0].authenticationMethod: Password',
    provisional: false,
    signal: null,
    interactive: true,
    ipAddress: '203.0.113.10',
    resourceId: ARM,
    resourceDisplayName: 'Windows Azure Service Management API',
    correlationId: 'c0000001-0000-4000-8000-000000000001',
    leansOn: null,
    reportOnlyStops: [],
    requirements: [],
    client: 'Edge 140.0.0, Windows 11',
    place: 'Exampletown, US',
    ...change,
  };
}
