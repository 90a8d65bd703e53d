import type { AuthenticationDetail, CommonFields } from './record';

/** How a sign-in went, as the log tells it: what differs from a sign-in that met no demand and left no details. */
export type Outcome = {
  readonly changes: Partial<CommonFields>;
  readonly steps: readonly Step[];
  /** What became of the policies that demand MFA. */
  readonly policies: 'notApplied' | 'satisfied' | 'failed';
  /** No browser, no Entra session. */
  readonly sessionless?: true;
};

export type Step = Omit<AuthenticationDetail, 'authenticationStepDateTime'>;

/**
 * What a step was for. Nearly all real records since 2022 leave it blank: https://github.com/wazuh/wazuh/issues/31282 (a raw
 * Graph answer of 2025). Event Hubs and Log Analytics wrote words until 2025, in two spellings.
 */
const PRIMARY = 'Primary authentication';
const SECOND = 'Multifactor authentication';
const SECOND_OLD = 'Multi-factor authentication';
const CLAIM = 'MFA requirement satisfied by claim in the token';

const SINGLE = { authenticationRequirement: 'singleFactorAuthentication' };
export const MULTI = {
  authenticationRequirement: 'multiFactorAuthentication',
  authenticationRequirementPolicies: [
    { requirementProvider: 'multiConditionalAccess', detail: 'Conditional Access' },
  ],
};

const PASSWORD = step('Password', 'Password in the cloud', 'Correct password');
const FIRST_FROM_TOKEN = step(
  'Previously satisfied',
  null,
  'First factor requirement satisfied by claim in the token',
);

/** Silent, under a single-factor requirement: nothing is told. */
export const SILENT: Outcome = { changes: SINGLE, steps: [], policies: 'notApplied' };
/** Silent, under a multifactor requirement. */
export const SILENT_MULTI: Outcome = { changes: MULTI, steps: [], policies: 'satisfied' };
export const FIRST_FACTOR_FROM_TOKEN: Outcome = single(FIRST_FROM_TOKEN);
export const PASSWORD_ONLY: Outcome = single(PASSWORD);
export const PROVIDER_ONLY: Outcome = single(step('Federated', null, 'Correct password'));
export const TEXT_MESSAGE_ONLY: Outcome = single(step('SMS', 'Text message', 'Correct one-time passcode'));
export const CERTIFICATE: Outcome = single(
  step('X.509 Certificate', 'Certificate issuer hint', 'methodSucceeded'),
);
export const UNKNOWN_METHOD: Outcome = single(
  step('Wallet credential', null, 'Presented credential accepted'),
);

export const CLAIM_IN_TOKEN: Outcome = {
  changes: { ...MULTI, status: completed(CLAIM) },
  steps: [FIRST_FROM_TOKEN, step('Previously satisfied', null, CLAIM)],
  policies: 'satisfied',
};

// Microsoft does not say which provider the mandate's own demand is written under: a hint, nothing to rely on.
export const DEMANDED_BY_APP: Outcome = {
  ...CLAIM_IN_TOKEN,
  changes: {
    ...CLAIM_IN_TOKEN.changes,
    authenticationRequirementPolicies: [
      { requirementProvider: 'request', detail: 'App requires multifactor authentication' },
    ],
  },
  steps: [
    { ...FIRST_FROM_TOKEN, authenticationStepRequirement: PRIMARY },
    { ...step('Previously satisfied', null, CLAIM), authenticationStepRequirement: SECOND_OLD },
  ],
  policies: 'notApplied',
};

export const EXTERNAL_PROVIDER: Outcome = {
  changes: {
    ...SINGLE,
    status: completed('MFA requirement satisfied by claim provided by external provider'),
  },
  steps: [FIRST_FROM_TOKEN],
  policies: 'notApplied',
};

/** Password, and a second factor the user was asked for. */
export function prompted(method: string, result: string): Outcome {
  return {
    changes: { ...MULTI, authenticationMethodsUsed: [method] },
    steps: [PASSWORD, step(method, null, result)],
    policies: 'satisfied',
  };
}

/** A first factor that is MFA by itself. */
export function strongPrimary(method: string): Outcome {
  return single(step(method, null, 'Successful authentication'));
}

/** MFA was demanded and let pass, for the reason the text gives. */
export function skipped(text: string): Outcome {
  return {
    changes: { ...MULTI, status: completed(text) },
    steps: [PASSWORD, step('Previously satisfied', null, text)],
    policies: 'satisfied',
  };
}

/** Skipped by one field, done by another. */
export const CONFLICTING: Outcome = {
  changes: { ...SINGLE, status: completed('MFA requirement skipped due to remembered device') },
  steps: [
    { ...PASSWORD, authenticationStepRequirement: PRIMARY },
    {
      ...step('Mobile app notification', null, 'MFA successfully completed'),
      authenticationStepRequirement: SECOND,
    },
  ],
  policies: 'notApplied',
};

/** Let in by a custom control, of a policy that the tenant has removed since. */
export const CUSTOM_CONTROL: Outcome = {
  changes: {
    ...SINGLE,
    conditionalAccessStatus: 'success',
    appliedConditionalAccessPolicies: [
      {
        id: 'd0000009-0000-4000-8000-000000000009',
        displayName: 'Duo for contractors',
        enforcedGrantControls: ['RequireDuoMfa'],
        enforcedSessionControls: [],
        result: 'success',
        conditionsSatisfied: 'application,users',
        conditionsNotSatisfied: 'none',
      },
    ],
  },
  steps: [PASSWORD],
  policies: 'notApplied',
};

/** A federated user: our tenant sees that the provider vouched, not how the user proved it. */
export function federated(outcome: Outcome): Outcome {
  return altered(outcome, {
    tokenIssuerType: 'ADFederationServices',
    tokenIssuerName: 'http://sts.corp.contoso.example/adfs/services/trust',
    incomingTokenType: 'saml11',
  });
}

/** The same, by a script that holds a user's password. */
export function byRopc(outcome: Outcome): Outcome {
  return { ...altered(outcome, { authenticationProtocol: 'ropc' }), sessionless: true };
}

export function byDeviceCode(outcome: Outcome): Outcome {
  return altered(outcome, { authenticationProtocol: 'deviceCode', originalTransferMethod: 'deviceCodeFlow' });
}

/** The same, with further fields of the record as they were. */
export function altered(outcome: Outcome, changes: Partial<CommonFields>): Outcome {
  return { ...outcome, changes: { ...outcome.changes, ...changes } };
}

export function step(method: string, detail: string | null, result: string, succeeded = true): Step {
  return {
    authenticationMethod: method,
    authenticationMethodDetail: detail,
    succeeded,
    authenticationStepResultDetail: result,
    authenticationStepRequirement: '',
  };
}

function single(only: Step): Outcome {
  return {
    changes: { ...SINGLE, authenticationMethodsUsed: [only.authenticationMethod] },
    steps: [only],
    policies: 'notApplied',
  };
}

function completed(additionalDetails: string): CommonFields['status'] {
  return { errorCode: 0, failureReason: 'Other.', additionalDetails };
}
