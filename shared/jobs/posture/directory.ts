import type { Directory, GuestTrust } from '../../domain/account/directory';
import type { Graces } from '../../domain/account/grace';
import type { RetryAdvice } from '../../domain/polling/retryAdvice';
import type { SavePosture } from '../../domain/posture';
import type { Problem } from '../../domain/problem';
import type { PartDone, RefreshAt } from './part';

export type DirectoryDeps = {
  // Nothing is asked after `until`, milliseconds since 1970-01-01 UTC.
  readonly readGuestTrust: (until: number) => Promise<GuestTrust>;
  /** User ids of the holders of a role that exists for directory synchronization alone. */
  readonly readSyncAccounts: (until: number) => Promise<readonly string[]>;
  /** The graces of new accounts; absent if there are none by the settings. */
  readonly readGraces?: (at: { readonly now: number; readonly until: number }) => Promise<Graces>;
  /** The directory as it was stored last; `null` if it never was. */
  readonly latestDirectory: () => Promise<Directory | null>;
  readonly savePosture: SavePosture;
  readonly problemOf: (error: unknown) => Problem | null;
  readonly retryAdviceOf: (error: unknown) => RetryAdvice | null;
};

/**
 * Stores which home tenants' MFA counts here, which accounts exist for directory synchronization, and which are new. For a part that cannot
 * be read, the stored one stays; a missing permission is a problem, and lack of time is counted.
 *
 * @throws the first other error, when all have been asked for and the answers are stored
 */
export async function refreshDirectory(
  deps: DirectoryDeps,
  { day, now, until }: RefreshAt,
): Promise<PartDone> {
  const problems: Problem[] = [];
  const failures: unknown[] = [];
  let directoryUnread = 0;
  const asked = async <T>(reading: Promise<T>): Promise<T | null> => {
    try {
      return await reading;
    } catch (error) {
      directoryUnread++;
      const problem = deps.problemOf(error);
      if (problem !== null) problems.push(problem);
      else if (deps.retryAdviceOf(error) !== 'later') failures.push(error);
      return null;
    }
  };
  const trust = await asked(deps.readGuestTrust(until));
  const syncAccounts = await asked(deps.readSyncAccounts(until));
  const graces = deps.readGraces ? await asked(deps.readGraces({ now, until })) : null;
  if (trust !== null || syncAccounts !== null || graces !== null) {
    const last = await deps.latestDirectory();
    const directory: Directory = {
      trust: trust ?? last?.trust ?? null,
      syncAccounts: syncAccounts ?? last?.syncAccounts ?? [],
      ...(deps.readGraces && { graces: graces ?? last?.graces ?? {} }),
    };
    await deps.savePosture('directory', day, directory);
  }
  if (failures.length > 0) throw failures[0];
  return { counts: { directoryUnread }, problems };
}
