import { ENFORCED_APPS } from '../../shared/domain/apps/enforcedApps';

/** A tenant of the public cloud whose enforcement was never read. */
export const PUBLIC_CLOUD = {
  cloud: 'global',
  enforcedApps: ENFORCED_APPS,
  latestEnforcement: async () => null,
  latestRoles: async () => null,
} as const;
