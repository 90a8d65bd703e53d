import { plainText } from '../../domain/plainText';

/**
 * Methods as Entra's pages name them, by their names in the registration report, lower case.
 * https://learn.microsoft.com/graph/api/resources/userregistrationdetails, and names seen in exported reports (read 2026-11-30).
 */
const METHOD_NAMES = new Map([
  ['mobilephone', 'phone'],
  ['alternatemobilephone', 'alternate phone'],
  ['officephone', 'office phone'],
  ['smssignin', 'SMS sign-in'],
  ['microsoftauthenticatorpush', 'Microsoft Authenticator, notification'],
  ['microsoftauthenticatorpasswordless', 'Microsoft Authenticator, passwordless'],
  ['softwareonetimepasscode', 'authenticator app, code'],
  ['hardwareonetimepasscode', 'hardware token, code'],
  ['passkeydevicebound', 'passkey (FIDO2), device-bound'],
  ['passkeydeviceboundauthenticator', 'passkey in Microsoft Authenticator'],
  ['passkeydeviceboundwindowshello', 'passkey in Windows Hello'],
  ['passkeysynced', 'synced passkey'],
  ['fido2', 'security key (FIDO2)'],
  ['fido2securitykey', 'security key (FIDO2)'],
  ['windowshelloforbusiness', 'Windows Hello for Business'],
  ['macossecureenclavekey', 'platform credential for macOS'],
  ['x509certificatesinglefactor', 'certificate, one factor'],
  ['x509certificatemultifactor', 'certificate, multifactor'],
  ['certificate', 'certificate'],
  ['temporaryaccesspass', 'Temporary Access Pass'],
  ['email', 'email (not MFA)'],
  ['securityquestion', 'security questions (not MFA)'],
  ['apppassword', 'app password (not MFA)'],
]);

/** A registered method for a reader; the report's own name if it is not known here. */
function methodInWords(method: string): string {
  return METHOD_NAMES.get(method.toLowerCase()) ?? plainText(method);
}

/** @param methods as the registration report names them; `null` if the account is not in it */
export function methodsInWords(methods: readonly string[] | null): string {
  if (methods === null) return 'Not in the registration report.';
  return methods.length === 0 ? 'None.' : `${methods.map(methodInWords).join('; ')}.`;
}
