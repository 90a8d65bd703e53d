import { Refusal } from '../refusal';
import type { Licence } from './route';

/** @throws Refusal 403 without P1, as for sign-ins and registration details */
export function requirePremium(licence: Licence): void {
  if (licence !== 'free') return;
  throw new Refusal(
    403,
    'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    "Neither tenant is B2C or tenant doesn't have premium license",
  );
}

/** @throws Refusal 400 without P2, as Privileged Identity Management does; not in Microsoft's reference */
export function requirePim(licence: Licence): void {
  if (licence === 'p2') return;
  throw new Refusal(
    400,
    'AadPremiumLicenseRequired',
    'The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.',
  );
}
