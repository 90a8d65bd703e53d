import type { Action } from '../../domain/account/advice';
import { CUSTOM_CONTROL_FAILS } from './deadline';

/** One step of the closed list, as a sentence, with a page of Microsoft's. */
export type Advice = { readonly action: Action; readonly sentence: string; readonly url: string };

export function adviceInWords(action: Action): Advice {
  const { sentence, url } = ADVICE_WORDS[action];
  return { action, sentence, url };
}

/** Before the step of an administrator who gets in with a password alone. */
export const ASK_FIRST = 'First ask the administrator whether the sign-ins were theirs.';

const LEARN = 'https://learn.microsoft.com/entra';

/** `link` is the text of the link to the page. Pages read 2026-11-21 and 2026-11-29. */
export const ADVICE_WORDS = {
  registerMethod: {
    sentence: 'Have the user register an MFA method at aka.ms/mfasetup.',
    link: 'How to register a method',
    url: `${LEARN}/identity/authentication/howto-mfa-userdevicesettings`,
  },
  registerPasskey: {
    sentence: 'Have the user register a passkey besides the phone.',
    link: 'About the end of SMS and voice',
    url: `${LEARN}/identity/authentication/concept-sms-voice-retirement`,
  },
  enablePasskey: {
    sentence: 'Give the account a passkey (FIDO2) or certificate-based authentication.',
    link: 'How to enable passkeys',
    url: `${LEARN}/identity/role-based-access-control/security-emergency-access`,
  },
  validateBreakGlass: {
    sentence:
      'Sign in once with the account and its passkey or certificate. Microsoft says to do so at least every 90 days.',
    link: 'How to validate break-glass accounts',
    url: `${LEARN}/identity/role-based-access-control/security-emergency-access`,
  },
  moveToWorkloadIdentity: {
    sentence: 'Move the script to a managed identity or service principal; these are exempt.',
    link: 'How to use a workload identity',
    url: `${LEARN}/identity/authentication/how-to-mandatory-multifactor-authentication`,
  },
  upgradeClient: {
    sentence: 'Upgrade to Azure CLI 2.76 or Az PowerShell 14.3, or later; these can ask the user for MFA.',
    link: 'Which client versions work',
    url: `${LEARN}/identity/authentication/concept-mandatory-multifactor-authentication`,
  },
  trustHomeTenant: {
    sentence: "Trust the home tenant's MFA in the cross-tenant access settings.",
    link: "How to trust the home tenant's MFA",
    url: `${LEARN}/external-id/cross-tenant-access-settings-b2b-collaboration`,
  },
  sendMultipleAuthn: {
    sentence: 'Have the identity provider send the multipleauthn claim after MFA.',
    link: 'How to send the MFA claim',
    url: `${LEARN}/identity/authentication/howto-mfa-adfs`,
  },
  coverByPolicy: {
    sentence: 'Require MFA for these apps with Conditional Access.',
    link: 'How to require MFA by policy',
    url: `${LEARN}/identity/conditional-access/policy-old-require-mfa-azure-mgmt`,
  },
  endSkip: {
    sentence:
      'Turn off the setting that lets the account skip MFA: remembered devices, trusted IP addresses or app passwords.',
    link: 'How to stop the skipping of MFA',
    url: `${LEARN}/identity/authentication/howto-mfa-mfasettings`,
  },
  keepToSync: {
    sentence:
      'Find out who signs in with the directory sync account, change its password, and use it only for synchronization.',
    link: 'About the directory sync account',
    url: `${LEARN}/identity/hybrid/connect/reference-connect-accounts-permissions`,
  },
  checkDetails: {
    sentence: "Look at Authentication Details of the account's sign-ins in the portal.",
    link: 'How to read the sign-in record',
    url: `${LEARN}/identity/authentication/howto-mfa-reporting`,
  },
  endRememberedDevices: {
    sentence: 'Turn off remembered devices in the MFA service settings; use sign-in frequency instead.',
    link: 'How to set remembered devices',
    url: `${LEARN}/identity/authentication/howto-mfa-mfasettings`,
  },
  endTrustedPlaces: {
    sentence:
      'Remove trusted IP addresses and the exclusion of trusted locations from the policies that require MFA.',
    link: 'How locations work in policies',
    url: `${LEARN}/identity/conditional-access/concept-assignment-network`,
  },
  endNetworkTrust: {
    sentence: 'Remove the rule that skips MFA inside the corporate network.',
    link: 'How to set trusted networks',
    url: `${LEARN}/identity/authentication/howto-mfa-mfasettings`,
  },
  endAppPasswords: {
    sentence: 'Delete app passwords and block legacy authentication.',
    link: 'About app passwords',
    url: `${LEARN}/identity/authentication/howto-mfa-app-passwords`,
  },
  requireMfaOfDevices: {
    sentence: 'In the policy, require MFA alone instead of MFA or a registered device.',
    link: 'How grants work in policies',
    url: `${LEARN}/identity/conditional-access/concept-conditional-access-grant`,
  },
  waitForNext: {
    sentence: "Nothing yet. Look at the account's next sign-ins.",
    link: 'How the sign-in log shows MFA',
    url: `${LEARN}/identity/authentication/howto-mfa-reporting`,
  },
  exportDetails: {
    sentence:
      'Export the sign-ins again with their authentication details: from Graph beta, or as JSON from the portal.',
    link: 'How to export the log',
    url: `${LEARN}/identity/monitoring-health/howto-download-logs`,
  },
  readEarlier: {
    sentence: 'Read earlier sign-ins too: they may show MFA in the same session.',
    link: 'How to read MFA in the sign-in log',
    url: `${LEARN}/identity/authentication/howto-mfa-reporting`,
  },
  bindCertificates: {
    sentence: 'Bind certificates to multifactor in the authentication methods policy.',
    link: 'How to bind certificates',
    url: `${LEARN}/identity/authentication/how-to-certificate-based-authentication`,
  },
  useExternalMfa: {
    sentence: `Replace the custom control with an external MFA method: a custom control ${CUSTOM_CONTROL_FAILS}.`,
    link: 'How to set up external MFA',
    url: `${LEARN}/identity/authentication/how-to-authentication-external-method-manage`,
  },
  finishMfa: {
    sentence:
      'Ask the user why MFA was not completed. A user without a method registers one at aka.ms/mfasetup.',
    link: 'How users manage their methods',
    url: `${LEARN}/identity/authentication/howto-mfa-userdevicesettings`,
  },
  checkBlock: {
    sentence: 'Look at the Conditional Access tab of the sign-in: it names the policy that blocked it.',
    link: 'How to find the policy that blocks',
    url: `${LEARN}/identity/conditional-access/troubleshoot-conditional-access`,
  },
  askAboutPassword: {
    sentence:
      'Nothing, if the user mistyped the password. If not, look at the IP addresses of these sign-ins.',
    link: 'About the fields of a sign-in record',
    url: `${LEARN}/identity/monitoring-health/concept-sign-in-log-activity-details`,
  },
} as const satisfies Record<
  Action,
  { readonly sentence: string; readonly link: string; readonly url: string }
>;
