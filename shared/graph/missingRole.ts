/**
 * What Graph says to a person whose sign-in carries the permission, and who holds no role that may read it ("User is not in the
 * allowed roles"). Of a missing permission it says `Authentication_MSGraphPermissionMissing` or `Authorization_RequestDenied`.
 * Seen in public scripts that read userRegistrationDetails and signIns (2026-11-29).
 */
export function isRoleMissing(graphCode: string | null | undefined): boolean {
  return graphCode === 'Authentication_RequestFromUnsupportedUserRole';
}

/** https://learn.microsoft.com/graph/api/signin-list (read 2026-11-29) */
export const ROLE_MEND =
  'Your account lacks a directory role, not a permission: activate or be given Reports Reader, Security Reader or Global Reader, and sign in again.';
