import type { AccountFacts } from '../../domain/account/accountFacts';
import { isUrgent, type MailStanding, urgentUser } from '../../domain/digest/digestLedger';
import type { Problem } from '../../domain/problem';
import { HOUR_MS } from '../../domain/time';

export type UrgentHealthDeps = {
  readonly accountOf: (userId: string) => Promise<AccountFacts | null>;
};

/** Two hourly ticks after it was begun. */
const LATE_MS = 2 * HOUR_MS;

/**
 * The urgent mails that failed, or that no run has brought to an end.
 *
 * @param mails of which the newest of each account counts
 */
export async function urgentProblems(
  deps: UrgentHealthDeps,
  mails: readonly MailStanding[],
  now: number,
): Promise<Problem[]> {
  const open = newestUrgent(mails).filter(
    ({ status, at, reason }) =>
      status !== 'sent' && status !== 'quiet' && (reason !== null || now - Date.parse(at) > LATE_MS),
  );
  return Promise.all(
    open.map(async ({ series, reason: failure }) => {
      const account = await nameOf(deps, urgentUser(series));
      return { code: 'urgentFailed', account, failure } as const;
    }),
  );
}

function newestUrgent(mails: readonly MailStanding[]): readonly MailStanding[] {
  const newest = new Map<string, MailStanding>();
  for (const mail of mails.filter(({ series }) => isUrgent(series))) {
    if (mail.localDay >= (newest.get(mail.series)?.localDay ?? '')) newest.set(mail.series, mail);
  }
  return [...newest.values()];
}

async function nameOf({ accountOf }: UrgentHealthDeps, userId: string): Promise<string> {
  const facts = await accountOf(userId);
  return facts?.userDisplayName ?? facts?.userPrincipalName ?? userId;
}
