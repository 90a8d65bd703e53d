import type { Cloud } from '../../domain/cloud';

/** Read after "the". */
export const CLOUD_WORDS = {
  global: 'public cloud',
  usgov: 'US Government cloud',
  usgovdod: 'US Department of Defense cloud',
  china: 'cloud operated by 21Vianet in China',
} as const satisfies Record<Cloud, string>;
