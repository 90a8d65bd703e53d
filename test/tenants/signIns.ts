import { GOVERNMENT_MANAGEMENT_API } from '../../shared/domain/coverage/targets';
import type { RequirementSource } from '../../shared/domain/requirement/requirement';
import { HOUR_MS, isoTime } from '../../shared/domain/time';
import type { LogRow } from '../../tenant/world/log';
import { TENANTS } from '../../tenant/world/places';
import { aRawMfaSignIn, aRawSignIn } from '../jobs/rawSignIn';
import type { SignInWay, TenantFixture } from './fixture';
import { missing, upnOf, userId } from './people';

type Raw = ReturnType<typeof aRawSignIn>;

const APP_IDS = {
  portal: 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c',
  cli: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
};
const PERSONAL_ACCOUNTS = '9188040d-6c67-4c5b-b112-36a304b66dad';

/** Long enough ago that nothing changes any more. */
const FIRST_MS = 30 * HOUR_MS;

export function signInsOf(tenant: TenantFixture, name: string): LogRow[] {
  const { signIns } = tenant.people[name] ?? missing(name);
  return signIns.map((text, index) => {
    const [app, way] = text.split(' ') as ['portal' | 'cli', SignInWay];
    const createdMs = Date.parse(tenant.now) - FIRST_MS + index * HOUR_MS;
    const raw = aRaw(way, {
      id: `a0000000-0000-4000-8000-${userId(tenant, name).slice(-6)}${String(index).padStart(6, '0')}`,
      createdDateTime: isoTime(createdMs),
      appId: APP_IDS[app],
      ...fieldsOf(tenant, name),
    });
    const { id, createdDateTime, sessionId, authenticationDetails, ...common } = raw;
    const row = { own: { id, createdDateTime, sessionId, authenticationDetails }, common };
    return {
      ...row,
      createdMs,
      visibleMs: createdMs,
      replacedMs: Number.POSITIVE_INFINITY,
    } as unknown as LogRow;
  });
}

/** The fields that all sign-ins of a person have. */
function fieldsOf(tenant: TenantFixture, name: string): Raw {
  const { home, by, federated, requiredBy } = tenant.people[name] ?? missing(name);
  return {
    userId: userId(tenant, name),
    userPrincipalName: upnOf(tenant, name),
    userDisplayName: name,
    resourceTenantId: TENANTS.contoso.id,
    homeTenantId: by === 'personalAccount' ? PERSONAL_ACCOUNTS : TENANTS[home ?? 'contoso'].id,
    ...(tenant.cloud === 'usgov' && { resourceId: GOVERNMENT_MANAGEMENT_API }),
    ...((home || by) && { userType: 'guest', crossTenantAccessType: 'b2bCollaboration' }),
    ...(federated && { tokenIssuerType: 'ADFederationServices' }),
    authenticationRequirementPolicies: requiredBy.map((source) => REQUIREMENTS[source]),
    sessionId: null,
    appliedConditionalAccessPolicies: [],
  };
}

function aRaw(way: SignInWay, fields: Raw): Raw {
  const make = way === 'mfa' ? aRawMfaSignIn : aRawSignIn;
  const raw = make({ ...fields, ...WAYS[way] });
  // Nobody requires MFA of a sign-in for which one factor is enough.
  const isRequired = raw.authenticationRequirement === 'multiFactorAuthentication';
  return isRequired ? raw : { ...raw, authenticationRequirementPolicies: [] };
}

const MULTI = { authenticationRequirement: 'multiFactorAuthentication' };

/** The changes to a sign-in with a password. */
const WAYS: Readonly<Record<SignInWay, Raw>> = {
  password: {},
  mfa: {},
  remembered: skipped('MFA requirement skipped due to remembered device'),
  location: skipped('MFA requirement skipped due to location'),
  federated: { tokenIssuerType: 'ADFederationServices' },
  noDetails: { authenticationDetails: [] },
  deviceCode: { authenticationProtocol: 'deviceCode' },
  ropc: { authenticationProtocol: 'ropc' },
  silent: { authenticationDetails: [], isInteractive: false, signInEventTypes: ['nonInteractiveUser'] },
  '50076': { ...MULTI, status: { errorCode: 50076 } },
  '50072': { ...MULTI, status: { errorCode: 50072 } },
  ropc50076: { ...MULTI, authenticationProtocol: 'ropc', status: { errorCode: 50076 } },
};

function skipped(text: string): Raw {
  const { authenticationDetails } = aRawSignIn();
  const step = {
    authenticationMethod: 'Previously satisfied',
    succeeded: true,
    authenticationStepResultDetail: text,
    authenticationStepRequirement: 'Multifactor authentication',
  };
  return {
    ...MULTI,
    status: { errorCode: 0, additionalDetails: text },
    authenticationDetails: [...(authenticationDetails as readonly unknown[]), step],
  };
}

/** https://learn.microsoft.com/graph/api/resources/authenticationrequirementpolicy (read 2026-11-29) */
const REQUIREMENTS: Readonly<Record<Exclude<RequirementSource, 'other'>, Raw>> = {
  mandate: { requirementProvider: 'request', detail: 'App requires multifactor authentication' },
  policy: { requirementProvider: 'multiConditionalAccess', detail: 'Conditional Access' },
  securityDefaults: { requirementProvider: 'securityDefaults', detail: 'Security defaults' },
  perUserMfa: { requirementProvider: 'user', detail: 'Per-user MFA' },
  riskPolicy: { requirementProvider: 'riskBasedPolicy', detail: 'Identity Protection' },
};
