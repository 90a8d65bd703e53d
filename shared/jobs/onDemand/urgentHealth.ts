import type { AccountFacts } from '../../domain/account/accountFacts';
import { dayBefore } from '../../domain/digest/digestDue';
import { type StoredDigestEntry, urgentUser } from '../../domain/digest/digestLedger';
import type { Problem } from '../../domain/problem';
import { HOUR_MS, localTime } from '../../domain/time';

export type UrgentHealthDeps = {
  readonly timeZone: string;
  /** The newest urgent mail of each series of local days from this one on, if it is neither out nor over. */
  readonly unsentUrgent: (sinceDay: string) => Promise<readonly StoredDigestEntry[]>;
  readonly accountOf: (userId: string) => Promise<AccountFacts | null>;
};

/** Two hourly ticks after it was begun. */
const LATE_MS = 2 * HOUR_MS;

/** The urgent mails of yesterday and today that failed, or that no run has brought to an end. */
export async function urgentProblems(deps: UrgentHealthDeps, now: number): Promise<Problem[]> {
  const unsent = await deps.unsentUrgent(dayBefore(localTime(now, deps.timeZone).day));
  const open = unsent.filter(({ at, reason }) => reason !== null || now - Date.parse(at) > LATE_MS);
  return Promise.all(
    open.map(async ({ series, reason: failure }) => {
      const account = await nameOf(deps, urgentUser(series));
      return { code: 'urgentFailed', account, failure } as const;
    }),
  );
}

async function nameOf({ accountOf }: UrgentHealthDeps, userId: string): Promise<string> {
  const facts = await accountOf(userId);
  return facts?.userDisplayName ?? facts?.userPrincipalName ?? userId;
}
