import type { Account } from './accounts';
import { APPLIED_POLICIES } from './appliedPolicies';
import { TENANTS } from './places';
import type { Random } from './random';
import { CONSTANT_FIELDS, type CommonFields, type SignInParts } from './record';
import { TARGETS } from './targets';
import type { PlannedRow, Visit } from './visits';

/** Makes the final records of one visit, in the order of their times. */
export type Recorder = (account: Account, visit: Visit, startMs: number) => SignInParts[];

export function recorder(random: Random): Recorder {
  const commonOf = commonFieldsOnce();
  return (account, visit, startMs) => {
    const sessionId = random.guid();
    let correlationId = random.guid();
    let atMs = startMs;
    return visit.rows.map((row) => {
      atMs += row.afterSeconds * 1000;
      if (!row.sameAttempt) correlationId = random.guid();
      const { steps, sessionless } = row.outcome;
      const id = random.guid();
      const createdDateTime = logTime(atMs);
      const own = {
        id,
        createdDateTime,
        correlationId,
        originalRequestId: id,
        sessionId: sessionless ? null : sessionId,
        uniqueTokenIdentifier: random.guid().replaceAll('-', '').slice(0, 22),
        authenticationDetails: steps.map((step) => ({
          authenticationStepDateTime: createdDateTime,
          ...step,
        })),
      };
      return { own, common: commonOf(account, row) };
    });
  };
}

/** Whole seconds, as in the log, so rows of one second have no order. */
function logTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

function commonFieldsOnce(): (account: Account, row: PlannedRow) => CommonFields {
  const made = new Map<Account, Map<PlannedRow, CommonFields>>();
  return (account, row) => {
    const ofAccount = made.get(account) ?? new Map<PlannedRow, CommonFields>();
    made.set(account, ofAccount);
    const common = ofAccount.get(row) ?? commonFields(account, row);
    ofAccount.set(row, common);
    return common;
  };
}

function commonFields(account: Account, row: PlannedRow): CommonFields {
  return {
    ...COMPLETED,
    ...account.inLog,
    ...TARGETS[row.target],
    ...(row.interactive ? INTERACTIVE : NON_INTERACTIVE),
    ...APPLIED_POLICIES[row.outcome.policies],
    ...row.outcome.changes,
  };
}

const INTERACTIVE = {
  isInteractive: true,
  signInEventTypes: ['interactiveUser'],
  // Microsoft's own sample shows this display form in place of the enum's `primaryRefreshToken`.
  incomingTokenType: 'Primary Refresh Token',
  authenticationProtocol: 'oAuth2',
};

const NON_INTERACTIVE = {
  isInteractive: false,
  signInEventTypes: ['nonInteractiveUser'],
  incomingTokenType: 'refreshToken',
  authenticationProtocol: 'refreshTokenGrant',
};

const COMPLETED: CommonFields = {
  ...CONSTANT_FIELDS,
  userDisplayName: '',
  userPrincipalName: '',
  userId: '',
  appId: '',
  appDisplayName: '',
  resourceId: '',
  resourceDisplayName: '',
  ipAddress: '',
  clientAppUsed: 'Browser',
  userAgent: '',
  isInteractive: true,
  signInEventTypes: [],
  incomingTokenType: 'none',
  authenticationProtocol: 'none',
  signInIdentifier: '',
  userType: 'member',
  homeTenantId: TENANTS.contoso.id,
  homeTenantName: '',
  resourceTenantId: TENANTS.contoso.id,
  resourceOwnerTenantId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
  crossTenantAccessType: 'none',
  tokenIssuerType: 'AzureAD',
  tokenIssuerName: '',
  originalTransferMethod: 'none',
  authenticationRequirement: 'singleFactorAuthentication',
  authenticationRequirementPolicies: [],
  authenticationMethodsUsed: [],
  status: { errorCode: 0, failureReason: 'Other.', additionalDetails: null },
  conditionalAccessStatus: 'notApplied',
  appliedConditionalAccessPolicies: [],
  deviceDetail: {
    deviceId: '',
    displayName: '',
    operatingSystem: '',
    browser: '',
    isCompliant: false,
    isManaged: false,
    trustType: '',
  },
  location: {
    city: '',
    state: '',
    countryOrRegion: '',
    geoCoordinates: { altitude: null, latitude: 0, longitude: 0 },
  },
  networkLocationDetails: [],
  autonomousSystemNumber: 64496,
  servicePrincipalId: '',
  servicePrincipalName: null,
};
