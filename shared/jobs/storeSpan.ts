import { mergeFacts, provedFacts, withLiveSessions } from '../domain/account/accountBook';
import type { AccountFacts, AppUse } from '../domain/account/accountFacts';
import { dayOf, type Finding } from '../domain/finding/finding';
import { DAY_MS, isoTime, type Span } from '../domain/polling/span';
import type { Reject } from '../domain/signIn/reject';
import { type SessionProofs, sessionProofs } from '../domain/verdict/sessions';
import type { KnownSessions, SpanReading } from './readSpan';

/** Where a reading goes. Each call may be repeated without harm. */
export type StoreDeps = {
  /** Writes what is new, then hands over what is to go, and only then removes it; once more when it is gone. */
  readonly settleFindings: (
    change: FindingsChange,
    aroundRemoval: (over: readonly Finding[]) => Promise<void>,
  ) => Promise<SettledFindings>;
  /** Those of these findings that are not stored any more. */
  readonly goneOf: (span: Span, findings: readonly Finding[]) => Promise<readonly Finding[]>;
  readonly findingsOfUsers: (
    userIds: ReadonlySet<string>,
  ) => Promise<ReadonlyMap<string, readonly Finding[]>>;
  /** The sessions of these users that are known to have proved MFA. */
  readonly sessionsOf: (userIds: Iterable<string>) => Promise<KnownSessions>;
  /** The stored findings in a span that MFA of their Entra session would prove. */
  readonly leaningFindings: (span: Span) => AsyncIterable<Finding>;
  readonly updateAccounts: UpdateAccounts;
  readonly saveRejects: (day: string, rejects: readonly Reject[]) => Promise<number>;
};

type FindingsChange = {
  readonly span: Span;
  readonly findings: readonly Finding[];
  readonly cleared: ReadonlySet<string>;
};

export type SettledFindings = {
  readonly written: number;
  readonly removed: number;
  readonly transactions: number;
};

type AccountChange = (userId: string, stored: AccountFacts | null) => AccountFacts | null;

/**
 * Says how many were written. What a change depends on beside the account is looked up after the accounts are read, and
 * again whenever another run was first: looked up before, it could undo what that run has added.
 */
export type UpdateAccounts = (
  userIds: readonly string[],
  change: AccountChange | { readonly lookUp: (userIds: readonly string[]) => Promise<AccountChange> },
) => Promise<number>;

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
  const doubtful = new Set<string>();
  let isBooked = false;
  const book = async () => {
    if (isBooked) return;
    await deps.updateAccounts([...facts.keys()], (userId, stored) => {
      const seen = facts.get(userId);
      if (stored && claimsIn(stored, span).some((claim) => !found.has(claim))) doubtful.add(userId);
      const merged = stored && seen ? mergeFacts(stored, seen) : (seen ?? stored);
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

/** Findings of this span whose session another run has shown to have proved MFA since they were judged. */
async function settleLate(deps: StoreDeps, findings: readonly Finding[]): Promise<SettledFindings> {
  const leaning = findings.filter(({ leansOn, userId }) => leansOn !== null && userId !== null);
  const users = new Set(leaning.flatMap(({ userId }) => userId ?? []));
  if (users.size === 0) return NOTHING_SETTLED;
  const sessions = sessionProofs();
  for (const [userId, proofs] of await deps.sessionsOf(users)) {
    for (const [sessionId, proof] of Object.entries(proofs)) sessions.know(userId, sessionId, proof);
  }
  return settleAsMfa(
    deps,
    leaning.filter((finding) => isProved(finding, sessions)),
  );
}

/** Stored findings of a span that lean on a session which has proved MFA, as has become known since. */
export async function settleProved(
  deps: ProofDeps,
  sessions: SessionProofs,
  span: Span,
): Promise<SettledFindings> {
  const proved: Finding[] = [];
  if (span.from < span.to && sessions.size() > 0) {
    for await (const finding of deps.leaningFindings(span)) {
      if (isProved(finding, sessions)) proved.push(finding);
    }
  }
  return settleAsMfa(deps, proved);
}

function isProved(
  { userId, leansOn: sessionId, createdDateTime }: Finding,
  sessions: SessionProofs,
): boolean {
  return sessions.proofFor({ sessionId, userId, createdDateTime }) !== null;
}

const NOTHING_SETTLED: SettledFindings = { written: 0, removed: 0, transactions: 0 };

/** Withdraws findings that have turned out to be MFA. */
async function settleAsMfa(deps: ProofDeps, proved: readonly Finding[]): Promise<SettledFindings> {
  if (proved.length === 0) return NOTHING_SETTLED;
  const change = { span: spanOf(proved), findings: [], cleared: new Set(proved.map(({ id }) => id)) };
  return deps.settleFindings(change, (over) => withdraw(deps, over, 'proved'));
}

function spanOf(findings: readonly Finding[]): Span {
  const times = findings.map(({ createdDateTime }) => Date.parse(createdDateTime)).sort((a, b) => a - b);
  return { from: times[0] ?? 0, to: (times.at(-1) ?? 0) + 1 };
}

/**
 * Mends the accounts of findings that go. Before they go: were the run to die in between, the findings would be met again,
 * and the same done again. After: another run may have read them in between.
 */
async function withdraw(
  deps: ClaimDeps,
  over: readonly Finding[],
  because: 'cleared' | 'proved',
): Promise<void> {
  const users = new Set(over.flatMap(({ userId }) => userId ?? []));
  const proved = because === 'proved' ? over : [];
  await makeClaimsTrue(deps, users, { going: new Set(over.map(({ id }) => id)), proved });
}

export type ClaimDeps = Pick<StoreDeps, 'updateAccounts' | 'findingsOfUsers'>;
export type ProofDeps = ClaimDeps & Pick<StoreDeps, 'leaningFindings' | 'settleFindings'>;

type Withdrawn = { readonly going: ReadonlySet<string>; readonly proved: readonly Finding[] };

/**
 * Lets accounts claim the findings that are stored, but for those that are going, and no others.
 *
 * @returns how many did not
 */
export async function makeClaimsTrue(
  deps: ClaimDeps,
  users: ReadonlySet<string>,
  { going, proved }: Withdrawn = { going: new Set(), proved: [] },
): Promise<number> {
  if (users.size === 0) return 0;
  return deps.updateAccounts([...users], {
    lookUp: async (userIds) => {
      const stored = await deps.findingsOfUsers(new Set(userIds));
      return (userId, facts) => {
        const left = (stored.get(userId) ?? []).filter(({ id }) => !going.has(id));
        const own = proved.filter((finding) => finding.userId === userId);
        return facts && provedFacts(withFindings(facts, left), own);
      };
    },
  });
}

/** The findings of a span that an account claims. A run may have died before it saw that one of them was withdrawn. */
function claimsIn({ userId, apps }: AccountFacts, { from, to }: Span): string[] {
  return Object.entries(apps).flatMap(([app, { firstFinding, lastFinding }]) =>
    [firstFinding, lastFinding]
      .filter((at) => at !== null)
      .filter((at) => Date.parse(at) >= from && Date.parse(at) < to)
      .map((at) => claimOf(userId, app, at)),
  );
}

function claimOf(userId: string | null, app: string, at: string): string {
  return `${userId} ${app} ${at}`;
}

/** The account with these findings and no others. */
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
