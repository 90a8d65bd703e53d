/** One action from the closed list, with a plain sentence and Microsoft's page. */
export type Advice = {
  readonly action: Action | VerdictAction;
  readonly sentence: string;
  readonly url: string;
};

export const ACTIONS = [
  'registerMethod',
  'enablePasskey',
  'moveToWorkloadIdentity',
  'upgradeClient',
  'trustHomeTenant',
  'sendMultipleAuthn',
  'coverByPolicy',
  'endSkip',
  'keepToSync',
  'checkDetails',
] as const;
export type Action = (typeof ACTIONS)[number];

/** What follows from a verdict alone, if nothing is known of the account but its sign-ins. */
export const VERDICT_ACTIONS = [
  'endRememberedDevices',
  'endTrustedPlaces',
  'endNetworkTrust',
  'endAppPasswords',
  'requireMfaOfDevices',
  'waitForNext',
  'exportDetails',
  'readEarlier',
  'bindCertificates',
  'useExternalMfa',
  'finishMfa',
  'checkBlock',
  'askAboutPassword',
] as const;
export type VerdictAction = (typeof VERDICT_ACTIONS)[number];
