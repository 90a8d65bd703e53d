import type { RetryAdvice } from '../../domain/polling/retryAdvice';
import type { SavePosture } from '../../domain/posture';
import type { Problem } from '../../domain/problem';
import type { Roles } from '../../domain/roles/roles';
import { isoTime } from '../../domain/time';
import type { PartDone, RefreshAt } from './part';

export type RolesDeps = {
  /**
   * Nothing is asked after `until`, milliseconds since 1970-01-01 UTC. `refusal` is the error of a group that may not be read; `null` if
   * there is none.
   */
  readonly readPrivilegedRoles: (
    until: number,
  ) => Promise<{ readonly roles: Omit<Roles, 'at'>; readonly refusal: unknown }>;
  readonly savePosture: SavePosture;
  readonly problemOf: (error: unknown) => Problem | null;
  readonly retryAdviceOf: (error: unknown) => RetryAdvice | null;
};

/**
 * Stores the privileged directory roles of all accounts. If they cannot be read, the stored ones stay: a missing permission is a problem,
 * lack of time is counted, and any other error is thrown.
 */
export async function refreshRoles(deps: RolesDeps, { day, now, until }: RefreshAt): Promise<PartDone> {
  try {
    const { roles, refusal } = await deps.readPrivilegedRoles(until);
    await deps.savePosture('roles', day, { at: isoTime(now), ...roles });
    const problem = refusal === null ? null : deps.problemOf(refusal);
    const counts = { roleHolders: Object.keys(roles.holders).length };
    return { counts, problems: problem === null ? [] : [problem] };
  } catch (error) {
    const problem = deps.problemOf(error);
    if (problem !== null) return { counts: {}, problems: [problem] };
    if (deps.retryAdviceOf(error) !== 'later') throw error;
    return { counts: { rolesUnread: 1 }, problems: [] };
  }
}
