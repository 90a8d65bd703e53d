import { mergeFacts, provedFacts, withoutSessionsBefore } from '../domain/account/accountBook';
import type { AccountFacts, AppUse } from '../domain/account/accountFacts';
import { dayOf, type Finding } from '../domain/finding/finding';
import { DAY_MS, isoTime, type Span } from '../domain/polling/span';
import type { Reject } from '../domain/signIn/reject';
import type { SpanReading } from './readSpan';

/** Where a reading goes. Each call may be repeated without harm. */
export type StoreDeps = {
  readonly settleFindings: (change: {
    readonly span: Span;
    readonly findings: readonly Finding[];
    readonly cleared: ReadonlySet<string>;
  }) => Promise<SettledFindings>;
  readonly findingsOfUser: (userId: string) => Promise<readonly Finding[]>;
  /** The stored findings in a span that MFA of their Entra session would prove. */
  readonly leaningFindings: (span: Span) => AsyncIterable<Finding>;
  readonly updateAccounts: UpdateAccounts;
  readonly saveRejects: (day: string, rejects: readonly Reject[]) => Promise<number>;
};

export type SettledFindings = {
  readonly written: number;
  readonly removed: number;
  readonly transactions: number;
  /** Users of the findings that were removed, each once. */
  readonly removedUsers: readonly string[];
};

/** Says how many were written. */
export type UpdateAccounts = (
  userIds: readonly string[],
  change: (userId: string, stored: AccountFacts | null) => AccountFacts | null,
) => Promise<number>;

export type StoreAt = {
  readonly span: Span;
  /** How far the log has been read by earlier runs or spans: what lies between may lean on sessions found here. */
  readonly readUntil: number;
  readonly now: number;
};

/** Stores what a span came to, and mends the accounts whose findings were withdrawn. */
export async function storeSpan(
  deps: StoreDeps,
  reading: SpanReading,
  at: StoreAt,
): Promise<SettledFindings> {
  const { span, readUntil, now } = at;
  const own = await deps.settleFindings({ span, findings: reading.findings, cleared: reading.cleared });
  const later = await withdrawProved(deps, reading, { from: span.to, to: readUntil });
  const removedUsers = [...new Set([...own.removedUsers, ...later.proved.keys()])];
  await updateAccounts(deps, reading, { removedUsers, proved: later.proved, now });
  if (reading.rejects.length > 0) await deps.saveRejects(dayOf(isoTime(now)), reading.rejects);
  return {
    written: own.written,
    removed: own.removed + later.removed,
    transactions: own.transactions + later.transactions,
    removedUsers,
  };
}

const SESSION_DAYS = 90;

type Proved = ReadonlyMap<string, readonly Finding[]>;
type Withdrawn = { readonly proved: Proved; readonly removed: number; readonly transactions: number };

/** Newer sign-ins, read before this span was, that lean on a session which this span shows to have proved MFA. */
async function withdrawProved(deps: StoreDeps, reading: SpanReading, later: Span): Promise<Withdrawn> {
  const proved = new Map<string, Finding[]>();
  const times: number[] = [];
  if (later.from < later.to && reading.sessions.size() > 0) {
    for await (const finding of deps.leaningFindings(later)) {
      const { userId, leansOn, createdDateTime } = finding;
      if (userId === null || !reading.sessions.proofFor({ sessionId: leansOn, userId, createdDateTime }))
        continue;
      times.push(Date.parse(createdDateTime));
      proved.set(userId, [...(proved.get(userId) ?? []), finding]);
    }
  }
  if (times.length === 0) return { proved, removed: 0, transactions: 0 };
  const cleared = new Set([...proved.values()].flat().map(({ id }) => id));
  const span = {
    from: times.reduce((a, b) => Math.min(a, b)),
    to: times.reduce((a, b) => Math.max(a, b)) + 1,
  };
  const { removed, transactions } = await deps.settleFindings({ span, findings: [], cleared });
  return { proved, removed, transactions };
}

async function updateAccounts(
  deps: StoreDeps,
  reading: SpanReading,
  change: { readonly removedUsers: readonly string[]; readonly proved: Proved; readonly now: number },
): Promise<void> {
  const { removedUsers, proved } = change;
  const oldestSession = isoTime(change.now - SESSION_DAYS * DAY_MS);
  const facts = reading.book.facts();
  const left = new Map<string, readonly Finding[]>();
  for (const userId of removedUsers) left.set(userId, await deps.findingsOfUser(userId));
  await deps.updateAccounts([...new Set([...facts.keys(), ...removedUsers])], (userId, stored) => {
    const remaining = left.get(userId);
    const base = stored && remaining ? withFindings(stored, remaining) : stored;
    const mended = base && provedFacts(base, proved.get(userId) ?? []);
    const seen = facts.get(userId);
    const merged = mended && seen ? mergeFacts(mended, seen) : (mended ?? seen ?? null);
    return merged && withoutSessionsBefore(merged, oldestSession);
  });
}

/** The account with its findings as they are stored now, after some were withdrawn. */
function withFindings(facts: AccountFacts, findings: readonly Finding[]): AccountFacts {
  const apps: Record<string, AppUse> = {};
  for (const [app, { lastMfa }] of Object.entries(facts.apps)) {
    const times = findings
      .filter((finding) => finding.app === app && !finding.provisional)
      .map((finding) => finding.createdDateTime)
      .sort();
    const use: AppUse = { firstFinding: times[0] ?? null, lastFinding: times.at(-1) ?? null, lastMfa };
    if (use.firstFinding !== null || lastMfa !== null) apps[app] = use;
  }
  return { ...facts, apps };
}
