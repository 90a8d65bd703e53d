import type { AccountFacts } from '../../domain/account/accountFacts';
import { type Exception, isSameDecision } from '../../domain/account/exception';
import type { AuditEntry } from '../../domain/audit/auditEntry';
import type { WatchError } from '../../domain/watchError';
import type { UpdateAccounts } from '../poll/reconcile';
import { type AskedBy, type AuditDeps, audited, errorIn } from './audited';

export type ChangeExceptionDeps = AuditDeps & {
  readonly accountsOf: (userIds: Iterable<string>) => Promise<readonly AccountFacts[]>;
  readonly updateAccounts: UpdateAccounts;
};

export type ExceptionChange = AskedBy & {
  /** As they were read: the accounts that do not have this exception already, each once. */
  readonly accounts: readonly AccountFacts[];
  /** `null` to end it. */
  readonly exception: Exception | null;
  /** ISO 8601 UTC. */
  readonly at: string;
};

export type Changed = {
  /** As they are stored afterwards, by user id. */
  readonly facts: ReadonlyMap<string, AccountFacts>;
  /** Why the write, or reading it again, failed. */
  readonly error: WatchError | null;
};

/**
 * Sets or ends the exception of accounts, with a row in the audit table for each. A write that fails may have changed some of
 * them, so that all are read again: the outcome of each is what is stored.
 *
 * @throws FaultError if the rows cannot be stored; then nothing is changed
 */
export function changeException(deps: ChangeExceptionDeps, change: ExceptionChange): Promise<Changed> {
  const { accounts, exception, log } = change;
  const ids = accounts.map(({ userId }) => userId);
  const begun = accounts.map((facts) => entryFor(facts, deps.newAuditId(), change));
  return audited({ ...deps, log }, begun, async () => {
    const before = new Map(accounts.map((one) => [one.userId, one.exception]));
    const failed = await errorIn(() =>
      deps.updateAccounts(ids, (userId, stored) => {
        if (stored === null) return null;
        // A write whose answer was lost is repeated, and then finds itself.
        if (!isSameDecision(stored.exception, exception)) before.set(userId, stored.exception);
        return { ...stored, exception };
      }),
    );
    const facts = new Map<string, AccountFacts>();
    const unread = await errorIn(async () => {
      for (const one of await deps.accountsOf(ids)) facts.set(one.userId, one);
    });
    const ended = begun.map((entry): AuditEntry => {
      const userId = entry.userId ?? '';
      const isStored = isSameDecision(facts.get(userId)?.exception ?? null, exception) && facts.has(userId);
      return { ...entry, before: before.get(userId) ?? null, outcome: isStored ? 'done' : 'notConfirmed' };
    });
    return { result: { facts, error: unread ?? failed }, ended };
  });
}

function entryFor(
  { userId, exception: before }: AccountFacts,
  id: string,
  { author, exception, at }: ExceptionChange,
): AuditEntry {
  return {
    ...author,
    id,
    at,
    action: exception === null ? 'endException' : 'setException',
    outcome: 'begun',
    userId,
    to: null,
    before,
    after: exception && { reason: exception.reason, until: exception.until },
  };
}
