import type { AuthenticationDetail, CommonFields } from './record';

/** The result of a sign-in in the log, as differences from a sign-in without requirement and details. */
export type Outcome = {
  readonly changes: Partial<CommonFields>;
  readonly steps: readonly Step[];
  /** The result of the policies that require MFA. */
  readonly policies: 'notApplied' | 'satisfied' | 'failed';
  /** True if there is no browser and so no Entra session. */
  readonly sessionless?: true;
};

export type Step = Omit<AuthenticationDetail, 'authenticationStepDateTime'>;

/**
 * The purpose of a step. Nearly all real records since 2022 leave it blank: https://github.com/wazuh/wazuh/issues/31282 (a raw
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

/** Silent, under a single-factor requirement, without details. */
export const SILENT: Outcome = { changes: SINGLE, steps: [], policies: 'notApplied' };
/** Silent, under a multifactor requirement, without details. */
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

// Microsoft does not document the provider name of the mandate's own requirement, so this is only a hint.
export const REQUIRED_BY_APP: Outcome = {
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

/** A password, and a second factor that the user was asked for. */
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

/** MFA was required and skipped, for the reason in the text. */
export function skipped(text: string): Outcome {
  return {
    changes: { ...MULTI, status: completed(text) },
    steps: [PASSWORD, step('Previously satisfied', null, text)],
    policies: 'satisfied',
  };
}

/** One field says that MFA was skipped, another that it was done. */
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

/** A custom control let it in. The tenant has since removed the policy. */
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

/** A federated user: our tenant sees that the provider vouched for the user, not how the user proved it. */
export function federated(outcome: Outcome): Outcome {
  return altered(outcome, {
    tokenIssuerType: 'ADFederationServices',
    tokenIssuerName: 'http://sts.corp.contoso.example/adfs/services/trust',
    incomingTokenType: 'saml11',
  });
}

/** The same outcome by a script that has a user's password. */
export function byRopc(outcome: Outcome): Outcome {
  return { ...altered(outcome, { authenticationProtocol: 'ropc' }), sessionless: true };
}

export function byDeviceCode(outcome: Outcome): Outcome {
  return altered(outcome, { authenticationProtocol: 'deviceCode', originalTransferMethod: 'deviceCodeFlow' });
}

/** The same outcome with other values of further fields. */
export function altered(outcome: Outcome, changes: Partial<CommonFields>): Outcome {
  return { ...outcome, changes: { ...outcome.changes, ...changes } };
}

export function step(method: string, detail: string | null, result: string): Step {
  return {
    authenticationMethod: method,
    authenticationMethodDetail: detail,
    succeeded: true,
    authenticationStepResultDetail: result,
    authenticationStepRequirement: '',
  };
}

export function failedStep(method: string, detail: string | null, result: string): Step {
  return { ...step(method, detail, result), succeeded: false };
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
