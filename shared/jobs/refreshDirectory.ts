import type { AccountFacts } from '../domain/account/accountFacts';
import { type GuestTrust, isTrusted } from '../domain/account/guestTrust';
import type { Problem } from '../domain/problem';
import type { PartDone, RefreshAt } from './posturePart';
import type { RegistrationDeps } from './refreshRegistrations';

export type DirectoryDeps = Pick<
  RegistrationDeps,
  'allAccounts' | 'updateAccounts' | 'problemOf' | 'remedyOf'
> & {
  // Nothing is asked after `until`, milliseconds since 1970-01-01 UTC.
  readonly readGuestTrust: (until: number) => Promise<GuestTrust>;
  /** User ids of who holds a role that is there for directory synchronization alone. */
  readonly readSyncAccounts: (until: number) => Promise<ReadonlySet<string>>;
};

/**
 * Notes on the known accounts whose MFA at home counts here, and which ones are there for directory synchronization. What
 * cannot be read leaves them as they are: a missing permission is told, any other error is thrown.
 */
export async function refreshDirectory(deps: DirectoryDeps, { until }: RefreshAt): Promise<PartDone> {
  const problems: Problem[] = [];
  const told = async <T>(reading: Promise<T>): Promise<T | null> => {
    try {
      return await reading;
    } catch (error) {
      const problem = deps.problemOf(error);
      if (problem !== null) problems.push(problem);
      else if (deps.remedyOf(error) !== 'later') throw error;
      return null;
    }
  };
  const trust = await told(deps.readGuestTrust(until));
  const syncing = await told(deps.readSyncAccounts(until));
  const changed = new Set<string>();
  let guests = 0;
  for await (const facts of deps.allAccounts(() => {})) {
    if (facts.guest) guests++;
    const { homeMfaTrusted, holdsSyncRole } = asRead(facts, trust, syncing);
    const isSame = homeMfaTrusted === facts.homeMfaTrusted && holdsSyncRole === facts.holdsSyncRole;
    if (!isSame) changed.add(facts.userId);
  }
  await deps.updateAccounts([...changed], (_userId, stored) => stored && asRead(stored, trust, syncing));
  return { counts: { guests, directoryUpdated: changed.size }, problems };
}

function asRead(
  facts: AccountFacts,
  trust: GuestTrust | null,
  syncing: ReadonlySet<string> | null,
): AccountFacts {
  return {
    ...facts,
    homeMfaTrusted: trust && facts.guest ? isTrusted(trust, facts.homeTenantId) : facts.homeMfaTrusted,
    holdsSyncRole: syncing ? syncing.has(facts.userId) : facts.holdsSyncRole,
  };
}
