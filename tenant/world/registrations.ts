import type { Account } from './accounts';
import { TENANTS } from './places';

/**
 * One row of the registration report. Disabled accounts are not in it.
 * https://learn.microsoft.com/graph/api/resources/userregistrationdetails (read 2026-11-21)
 */
export type RegistrationRow = {
  readonly id: string;
  readonly userPrincipalName: string;
  readonly userDisplayName: string;
  readonly userType: 'member' | 'guest';
  readonly isAdmin: boolean;
  readonly isMfaCapable: boolean;
  readonly isMfaRegistered: boolean;
  readonly isPasswordlessCapable: boolean;
  readonly isSsprCapable: boolean;
  readonly isSsprEnabled: boolean;
  readonly isSsprRegistered: boolean;
  readonly isSystemPreferredAuthenticationMethodEnabled: boolean;
  readonly lastUpdatedDateTime: string;
  readonly methodsRegistered: readonly string[];
  readonly systemPreferredAuthenticationMethods: readonly string[];
  readonly userPreferredMethodForSecondaryAuthentication: string;
};

/** This tenant's policy allows no hardware tokens, so a user who registered only this method is not capable of MFA. */
const NOT_ALLOWED = 'hardwareOneTimePasscode';

export function registrationRow(account: Account, isAdmin: boolean, reportedAt: string): RegistrationRow {
  const { methods } = account;
  const isMfaCapable = methods.some((method) => method !== NOT_ALLOWED);
  return {
    id: account.id,
    userPrincipalName: account.userPrincipalName,
    userDisplayName: account.displayName,
    userType: account.home === TENANTS.contoso ? 'member' : 'guest',
    isAdmin,
    isMfaCapable,
    isMfaRegistered: methods.length > 0,
    isPasswordlessCapable: methods.some((method) => /passKey|Passwordless|windowsHello/.test(method)),
    isSsprCapable: false,
    isSsprEnabled: false,
    isSsprRegistered: false,
    isSystemPreferredAuthenticationMethodEnabled: true,
    lastUpdatedDateTime: reportedAt,
    methodsRegistered: methods,
    systemPreferredAuthenticationMethods: methods.includes('microsoftAuthenticatorPush') ? ['push'] : [],
    userPreferredMethodForSecondaryAuthentication: methods.includes('microsoftAuthenticatorPush')
      ? 'push'
      : '',
  };
}
