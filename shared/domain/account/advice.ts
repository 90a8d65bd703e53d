/** One action from the closed list, with a plain sentence and Microsoft's page. */
export type Advice = {
  readonly action: Action;
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
