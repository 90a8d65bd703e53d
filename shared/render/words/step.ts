import type { Action } from '../../domain/account/advice';

/**
 * The next step in a few words, for the administrator who takes it. Read before ": 6 accounts".
 * In the mail it is a link to a page of Microsoft's: an address in it would differ from that of the link, as in phishing.
 */
export const STEP_WORDS = {
  registerMethod: 'Have them register an MFA method',
  registerPasskey: 'Have them register a passkey besides the phone',
  enablePasskey: 'Give the account a passkey (FIDO2) or a certificate',
  validateBreakGlass: 'Sign in once with the account, to test it',
  moveToWorkloadIdentity: 'Move the script to a managed identity',
  upgradeClient: 'Upgrade to Azure CLI 2.76 or Az PowerShell 14.3',
  trustHomeTenant: 'Trust the MFA of the guest’s home tenant',
  sendMultipleAuthn: 'Have the identity provider send the MFA claim',
  coverByPolicy: 'Require MFA with Conditional Access',
  endSkip: 'Turn off the setting that lets them skip MFA',
  keepToSync: 'Change the password of the sync account',
  checkDetails: 'Look at the details of their sign-ins',
  endRememberedDevices: 'Turn off remembered devices',
  endTrustedPlaces: 'Remove trusted places from the MFA policies',
  endNetworkTrust: 'Remove the rule that skips MFA in your network',
  endAppPasswords: 'Delete app passwords and block legacy authentication',
  requireMfaOfDevices: 'Require MFA, also on registered devices',
  waitForNext: 'Wait for the next sign-ins',
  exportDetails: 'Export the sign-ins again, with their details',
  readEarlier: 'Read earlier sign-ins too',
  bindCertificates: 'Bind certificates to multifactor',
  useExternalMfa: 'Replace the custom control with external MFA',
  finishMfa: 'Ask them why MFA was not completed',
  checkBlock: 'Find the policy that blocks the sign-in',
  askAboutPassword: 'Ask them whether they mistyped the password',
} as const satisfies Record<Action, string>;
