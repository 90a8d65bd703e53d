import { badRequest, Refusal } from '../refusal';
import { requirePremium } from './licence';
import type { Service } from './route';

const PROPERTY = 'signInActivity';

/** Whether a selection of properties names the last sign-in, which comes from another service than the rest of a user. */
export function isActivitySelected($select: string): boolean {
  return $select.split(',').some((name) => name.trim() === PROPERTY);
}

/**
 * The last sign-in of a user, as a property; none for a user who never signed in.
 * https://learn.microsoft.com/graph/api/resources/signinactivity (read 2026-11-29)
 *
 * @throws Refusal without P1, without `AuditLog.Read.All`, and for a user principal name in place of the id
 */
export function activityOf(service: Service, idOrName: string, atMs: number): object {
  requirePremium(service.licence);
  // Texts of Graph in public scripts (read 2026-11-29).
  if (!service.permissions.has('AuditLog.Read.All'))
    throw new Refusal(
      403,
      'Authentication_MSGraphPermissionMissing',
      'Calling principal does not have required MSGraph permissions AuditLog.Read.All',
    );
  if (idOrName.includes('@'))
    throw badRequest('Get By Key only supports UserId and the key has to be a valid Guid');
  const userId = idOrName.toLowerCase();
  const rows = service.world.rowsAsOf(atMs).filter((row) => row.userId === userId);
  const success = rows.find((row) => row.status.errorCode === 0)?.createdDateTime;
  const interactive = rows.find((row) => row.isInteractive)?.createdDateTime;
  const before = service.world.lastActivity[userId];
  const lastSuccessfulSignInDateTime = success ?? before ?? null;
  const lastSignInDateTime = interactive ?? before ?? null;
  if (lastSuccessfulSignInDateTime === null && lastSignInDateTime === null) return {};
  return { [PROPERTY]: { lastSignInDateTime, lastSuccessfulSignInDateTime } };
}
