import { CLAIM_IN_TOKEN } from './outcomes';
import type { AuthenticationDetail, SignInParts } from './record';

/**
 * Makes the incomplete or inaccurate first version of a record; `null` if the record cannot be wrong in that way.
 * https://learn.microsoft.com/entra/identity/authentication/howto-mfa-reporting (read 2026-11-21)
 */
export type EarlyVersion = (final: SignInParts) => SignInParts | null;

/** Says "MFA requirement satisfied by claim in the token", although that is wrong. */
export const withFalseTokenClaim: EarlyVersion = ({ own, common }) => {
  const { changes, steps } = CLAIM_IN_TOKEN;
  if (common.status.errorCode !== 0 || changes.status === undefined) return null;
  const authenticationDetails = steps.map((step) => ({
    authenticationStepDateTime: own.createdDateTime,
    ...step,
  }));
  return { own: { ...own, authenticationDetails }, common: { ...common, status: changes.status } };
};

/** Lacks the first factor. */
export const withoutPrimary: EarlyVersion = ({ own, common }) => {
  const authenticationDetails = own.authenticationDetails.filter((step, index) => !isPrimary(step, index));
  if (authenticationDetails.length === own.authenticationDetails.length) return null;
  return { own: { ...own, authenticationDetails }, common };
};

/** Lacks the second factor, so that it looks like a password alone. */
export const withoutSecond: EarlyVersion = ({ own, common }) => {
  const authenticationDetails = own.authenticationDetails.filter(isPrimary);
  if (authenticationDetails.length === own.authenticationDetails.length) return null;
  const status = { ...common.status, additionalDetails: null };
  return {
    own: { ...own, authenticationDetails },
    common: { ...common, status, authenticationRequirement: 'singleFactorAuthentication' },
  };
};

/** The first step, if its text is not about MFA. */
function isPrimary({ authenticationStepResultDetail: text }: AuthenticationDetail, index: number): boolean {
  return index === 0 && !text.startsWith('MFA');
}
