import { CLAIM_IN_TOKEN } from './outcomes';
import type { AuthenticationDetail, SignInParts } from './record';

/**
 * Ways in which a record is at first incomplete or inaccurate; `null` where a record cannot be wrong that way.
 * https://learn.microsoft.com/entra/identity/authentication/howto-mfa-reporting (read 2026-11-21)
 */
export type EarlyVersion = (final: SignInParts) => SignInParts | null;

/** "MFA requirement satisfied by claim in the token", though it was not. */
export const falselyClaimed: EarlyVersion = ({ own, common }) => {
  const { changes, steps } = CLAIM_IN_TOKEN;
  if (common.status.errorCode !== 0 || changes.status === undefined) return null;
  const authenticationDetails = steps.map((step) => ({
    authenticationStepDateTime: own.createdDateTime,
    ...step,
  }));
  return { own: { ...own, authenticationDetails }, common: { ...common, status: changes.status } };
};

/** The first factor is not told yet. */
export const withoutPrimary: EarlyVersion = ({ own, common }) => {
  const authenticationDetails = own.authenticationDetails.filter((step, index) => !isPrimary(step, index));
  if (authenticationDetails.length === own.authenticationDetails.length) return null;
  return { own: { ...own, authenticationDetails }, common };
};

/** The second factor is not told yet: it looks like a password alone. */
export const withoutSecond: EarlyVersion = ({ own, common }) => {
  const authenticationDetails = own.authenticationDetails.filter(isPrimary);
  if (authenticationDetails.length === own.authenticationDetails.length) return null;
  const status = { ...common.status, additionalDetails: null };
  return {
    own: { ...own, authenticationDetails },
    common: { ...common, status, authenticationRequirement: 'singleFactorAuthentication' },
  };
};

/** The first of the steps, unless it says that it is about MFA. */
function isPrimary({ authenticationStepResultDetail: text }: AuthenticationDetail, index: number): boolean {
  return index === 0 && !text.startsWith('MFA');
}
