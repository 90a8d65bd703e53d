import type { BreakGlassDeps } from '../../../shared/jobs/posture/breakGlass';
import type { RolesDeps } from '../../../shared/jobs/posture/roles';

type Readers = Pick<
  BreakGlassDeps & RolesDeps,
  | 'readPrivilegedRoles'
  | 'latestRoles'
  | 'findEmergencyUser'
  | 'readMemberships'
  | 'readLastSignIn'
  | 'readGlobalAdministratorTerms'
  | 'registrationOf'
>;

/** A directory without roles and without any user. */
export const NOTHING_READ: Readers = {
  readPrivilegedRoles: async () => ({ roles: { holders: {}, unread: [] }, refusal: null }),
  latestRoles: async () => null,
  findEmergencyUser: async () => null,
  readMemberships: async () => ({ groups: [], roles: [] }),
  readLastSignIn: async () => null,
  readGlobalAdministratorTerms: async () => [],
  registrationOf: async () => null,
};
