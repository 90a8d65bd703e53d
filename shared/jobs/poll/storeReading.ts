import { withLiveSessions } from '../../domain/account/accountBook';
import type { AccountFacts } from '../../domain/account/accountFacts';
import { mergeFacts } from '../../domain/account/mergeFacts';
import { withRevokedMfa } from '../../domain/account/revokedMfa';
import { dayOf, type Finding } from '../../domain/finding/finding';
import type { Reject } from '../../domain/signIn/reject';
import { DAY_MS, isoTime, type Span } from '../../domain/time';
import type { Slice } from './logReader';
import type { RemoveFindings, UpdateAccounts } from './reconcile';

/** The tables that a reading goes into. Each call may be repeated without harm. */
export type StoreDeps = {
  /** Writes the findings that are new or differ, and answers the stored ones that are over. */
  readonly writeFindings: (read: FindingsRead) => Promise<FindingsWritten>;
  readonly removeFindings: RemoveFindings;
  readonly updateAccounts: UpdateAccounts;
  readonly saveRejects: (day: string, rejects: readonly Reject[]) => Promise<number>;
};

type FindingsRead = {
  readonly span: Span;
  readonly findings: readonly Finding[];
  readonly cleared: ReadonlySet<string>;
};

type FindingsWritten = {
  readonly written: number;
  readonly over: readonly Finding[];
  readonly transactions: number;
};

export type Stored = {
  readonly written: number;
  readonly removed: number;
  readonly transactions: number;
  /** The users whose accounts or findings this reading concerns. */
  readonly userIds: ReadonlySet<string>;
};

const SESSION_DAYS = 90;

/** Stores a slice of the log: its findings and the accounts at the same time, and then it removes the findings that are over. */
export async function storeReading(deps: StoreDeps, slice: Slice, now: number): Promise<Stored> {
  const { reading } = slice;
  const { findings, cleared, rejects } = reading;
  const span = timesOf(slice);
  const facts = reading.book.facts();
  const oldestSession = isoTime(now - SESSION_DAYS * DAY_MS);
  const findingsOf = byUser(findings);
  const afterSlice = (userId: string, stored: AccountFacts | null) => {
    const known = stored && withRevokedMfa(stored, findingsOf.get(userId) ?? []);
    const shown = facts.get(userId);
    const merged = known && shown ? mergeFacts(known, shown) : (shown ?? known);
    return merged && withLiveSessions(merged, oldestSession);
  };
  // Neither needs the other. If one fails, the slice is read again, and both are repeated without harm.
  const [{ written, over, transactions }] = await bothEnded(
    deps.writeFindings({ span, findings, cleared }),
    deps.updateAccounts([...facts.keys()], afterSlice),
  );
  // After the accounts: no later run meets these findings again, and learns from them that MFA was used.
  const removal = await deps.removeFindings(over);
  if (rejects.length > 0) await deps.saveRejects(dayOf(isoTime(now)), rejects);
  return {
    written,
    removed: removal.removed,
    transactions: transactions + removal.transactions,
    userIds: new Set([...facts.keys(), ...findingsOf.keys(), ...byUser(over).keys()]),
  };
}

/** The times in which a slice may have findings. A source may deliver sign-ins of long before the span that it was asked for. */
export function timesOf({ span, reading: { times } }: Slice): Span {
  if (times === null) return span;
  return { from: Math.min(span.from, times.from), to: Math.max(span.to, times.to) };
}

/** Waits for both, so that neither goes on behind the back of the caller; throws the first error. */
async function bothEnded<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([one, other]);
  return Promise.all([one, other]);
}

function byUser(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.userId === null) continue;
    const others = found.get(finding.userId);
    if (others) others.push(finding);
    else found.set(finding.userId, [finding]);
  }
  return found;
}
