import { mergeFacts, withLiveSessions } from '../../domain/account/accountBook';
import { withoutMfaOf } from '../../domain/account/takenBack';
import { dayOf, type Finding } from '../../domain/finding/finding';
import type { Reject } from '../../domain/signIn/reject';
import { DAY_MS, isoTime, type Span } from '../../domain/time';
import { claimOf, claimsIn, makeClaimsTrue } from './claims';
import type { SpanReading } from './judgePages';
import { type SettledFindings, settleLate, settleProved, type WithdrawDeps, withdraw } from './withdraw';

/** Where a reading goes. Each call may be repeated without harm. */
export type StoreDeps = WithdrawDeps & {
  /** Those of these findings that are not stored any more. */
  readonly goneOf: (span: Span, findings: readonly Finding[]) => Promise<readonly Finding[]>;
  readonly saveRejects: (day: string, rejects: readonly Reject[]) => Promise<number>;
};

export type StoreAt = {
  readonly span: Span;
  /** How far the log has been read by earlier runs or spans: what lies between may lean on sessions found here. */
  readonly readUntil: number;
  readonly now: number;
};

const SESSION_DAYS = 90;

/** Stores what a span came to, and withdraws what it shows to have been MFA. */
export async function storeSpan(
  deps: StoreDeps,
  reading: SpanReading,
  { span, readUntil, now }: StoreAt,
): Promise<SettledFindings> {
  const { findings, cleared, rejects } = reading;
  const facts = reading.book.facts();
  const oldestSession = isoTime(now - SESSION_DAYS * DAY_MS);
  const found = new Set(
    findings.map(({ userId, app, createdDateTime }) => claimOf(userId, app, createdDateTime)),
  );
  const findingsOf = byUser(findings);
  const doubtful = new Set<string>();
  let isBooked = false;
  const book = async () => {
    if (isBooked) return;
    await deps.updateAccounts([...facts.keys()], (userId, stored) => {
      const seen = facts.get(userId);
      if (stored && claimsIn(stored, span).some((claim) => !found.has(claim))) doubtful.add(userId);
      const known = stored && withoutMfaOf(stored, findingsOf.get(userId) ?? []);
      const merged = known && seen ? mergeFacts(known, seen) : (seen ?? known);
      return merged && withLiveSessions(merged, oldestSession);
    });
    isBooked = true;
  };
  // Before a finding goes: no run after this one would meet it again, and learn from it that MFA was used.
  const own = await deps.settleFindings({ span, findings, cleared }, async (over) => {
    await book();
    await withdraw(deps, over, 'cleared');
  });
  await book();
  // After the accounts, which hold the sessions: a run that stores a finding only now will see them.
  const later = await settleProved(deps, reading.sessions, { from: span.to, to: readUntil });
  const late = await settleLate(deps, findings);
  // Another run may have withdrawn some of them while this one was at it, and the accounts must not claim them.
  const gone = await deps.goneOf(span, findings);
  if (gone.length > 0) await withdraw(deps, gone, 'cleared');
  await makeClaimsTrue(deps, doubtful);
  if (rejects.length > 0) await deps.saveRejects(dayOf(isoTime(now)), rejects);
  return {
    written: own.written,
    removed: own.removed + later.removed + late.removed,
    transactions: own.transactions + later.transactions + late.transactions,
  };
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
