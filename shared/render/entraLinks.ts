import type { Cloud } from '../domain/cloud';

/** The pages of one user in the Entra admin center. */
export type EntraLinks = { readonly user: string; readonly methods: string; readonly signIns: string };

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const USER = 'https://entra.microsoft.com/#view/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~';

/**
 * `null` in other clouds, which have other portals, and for an id that is not a user's. Microsoft documents the address of no
 * page of a user; these are in use in much public code (read 2026-11-30).
 */
export function entraLinks(cloud: Cloud, userId: string): EntraLinks | null {
  if (cloud !== 'global' || !GUID.test(userId)) return null;
  return {
    user: `${USER}/overview/userId/${userId}`,
    methods: `${USER}/UserAuthMethods/userId/${userId}`,
    signIns: `${USER}/SignIns/userId/${userId}`,
  };
}
