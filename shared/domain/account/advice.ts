/** The steps that an account may need, by kind and readiness. */
export const ACTIONS = [
  'registerMethod',
  'registerPasskey',
  'enablePasskey',
  'validateBreakGlass',
  'moveToWorkloadIdentity',
  'upgradeClient',
  'trustHomeTenant',
  'sendMultipleAuthn',
  'coverByPolicy',
  'endSkip',
  'keepToSync',
  'checkDetails',
] as const;

/** Further steps that follow from a verdict, if only the sign-ins of an account are known. */
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

export type Action = (typeof ACTIONS)[number] | (typeof VERDICT_ACTIONS)[number];
