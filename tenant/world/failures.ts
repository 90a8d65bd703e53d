import { failedStep, MULTI, type Outcome, type Step, step } from './outcomes';

/** The fields of a sign-in that did not complete. Codes: https://learn.microsoft.com/entra/identity-platform/reference-error-codes (read 2026-11-21) */
type Failure = {
  readonly reason: string;
  readonly additionalDetails: string | null;
  /** Where it stopped: at the first factor, at the second, at a policy that blocked it, or at another question. */
  readonly stage: 'primary' | 'second' | 'policy' | 'interrupted';
  readonly steps: readonly Step[];
};

const CORRECT = step('Password', 'Password in the cloud', 'Correct password');
const WRONG = failedStep(
  'Password',
  'Password in the cloud',
  'Invalid username or password or Invalid on-premise username or password.',
);

const FAILURES = {
  16000: failure(
    'User account does not exist in the tenant and cannot access the application.',
    'interrupted',
  ),
  // Real records of these two have no details (exports of 2026).
  50053: failure(
    'Account is locked because of too many attempts with a wrong user id or password.',
    'primary',
  ),
  50055: failure('The password is expired.', 'primary', [WRONG]),
  50057: failure('User account is disabled.', 'primary', [WRONG]),
  50058: failure('Session information is not sufficient for single sign-on.', 'interrupted'),
  50072: failure('User needs to enroll for multifactor authentication (interactive).', 'second', [CORRECT]),
  50074: failure('User did not pass the MFA challenge.', 'second', [CORRECT]),
  50076: failure('Due to a configuration change, multifactor authentication is required.', 'second', [
    CORRECT,
  ]),
  50078: failure('Presented multifactor authentication has expired.', 'second'),
  50079: failure('User needs to enroll for multifactor authentication.', 'second', [CORRECT]),
  50097: failure('Device authentication is required.', 'interrupted', [CORRECT]),
  50126: failure('Error validating credentials due to invalid username or password.', 'primary'),
  50140: failure(
    'This error occurred due to "Keep me signed in" interrupt when the user was signing-in.',
    'second',
    [CORRECT, step('Mobile app notification', null, 'MFA successfully completed')],
  ),
  50158: failure('External security challenge was not satisfied.', 'interrupted', [CORRECT]),
  53000: failure('Device is not in required device state: compliant.', 'policy', [CORRECT]),
  53003: failure('Access has been blocked by Conditional Access policies.', 'policy', [CORRECT]),
  70043: failure('The refresh token has expired due to a sign-in frequency check.', 'interrupted'),
  90072: failure('The external account cannot satisfy multifactor authentication.', 'second'),
  500121: failure('Authentication failed during strong authentication request.', 'second', [
    CORRECT,
    failedStep('Mobile app notification', null, 'MFA denied; user declined the authentication'),
  ]),
} as const satisfies Record<number, Failure>;

export type FailureCode = keyof typeof FAILURES;

export function stopped(errorCode: FailureCode): Outcome {
  const { reason, additionalDetails, stage, steps } = FAILURES[errorCode];
  const isMfaRequired = stage === 'second';
  return {
    changes: {
      ...(isMfaRequired ? MULTI : { authenticationRequirement: 'singleFactorAuthentication' }),
      status: { errorCode, failureReason: reason, additionalDetails },
    },
    steps,
    policies: stage === 'policy' || isMfaRequired ? 'failed' : 'notApplied',
  };
}

function failure(reason: string, stage: Failure['stage'], steps: readonly Step[] = []): Failure {
  return { reason, stage, steps, additionalDetails: stage === 'second' ? 'MFA required in Azure AD' : null };
}
