import { z } from 'zod';
import { utcTime } from '../decode/utcTime';
import type { PortalSetting } from '../domain/enforcement/enforcement';
import type { Arm } from './arm';
import { decoded } from './armError';

const PATH = '/providers/Microsoft.PortalServices/settings/default?api-version=2024-09-01-preview';

const setting = z.object({
  properties: z.object({
    multiFactorAuthentication: z
      .object({ portalEnforcement: z.string().nullish(), portalEnforcementDate: z.string().nullish() })
      .nullish(),
  }),
});

/**
 * Whether the tenant has postponed phase 1.
 *
 * Known only from Microsoft's script that postpones it, in a preview; not tried on a live tenant.
 * https://learn.microsoft.com/entra/identity/authentication/how-to-unlock-users-for-mandatory-multifactor-authentication (read 2026-11-21)
 *
 * @throws ArmError
 */
export async function readPortalSetting(arm: Arm, until?: number): Promise<PortalSetting> {
  const { properties } = decoded(await arm.get(PATH, until), setting, PATH);
  const mfa = properties.multiFactorAuthentication;
  const date = mfa?.portalEnforcementDate ?? null;
  return { enforcement: mfa?.portalEnforcement ?? null, until: date === null ? null : utcTime(date) };
}
