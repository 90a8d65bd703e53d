import type { Finding } from '../../domain/finding/finding';
import type { Span } from '../../domain/time';
import { type SessionProofs, sessionProofs } from '../../domain/verdict/sessions';
import { type ClaimDeps, makeClaimsTrue } from './claims';
import type { KnownSessions } from './judgePages';

export type ProofDeps = ClaimDeps & {
  /** Writes what is new, then hands over what is to go, and only then removes it; once more when it is gone. */
  readonly settleFindings: (
    change: FindingsChange,
    aroundRemoval: (over: readonly Finding[]) => Promise<void>,
  ) => Promise<SettledFindings>;
  /** The stored findings in a span that MFA of their Entra session would prove. */
  readonly leaningFindings: (span: Span) => AsyncIterable<Finding>;
};

export type WithdrawDeps = ProofDeps & {
  /** The sessions of these users that are known to have proved MFA. */
  readonly sessionsOf: (userIds: Iterable<string>) => Promise<KnownSessions>;
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

/** Findings of this span whose session another run has shown to have proved MFA since they were judged. */
export async function settleLate(deps: WithdrawDeps, findings: readonly Finding[]): Promise<SettledFindings> {
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
export async function withdraw(
  deps: ClaimDeps,
  over: readonly Finding[],
  because: 'cleared' | 'proved',
): Promise<void> {
  const users = new Set(over.flatMap(({ userId }) => userId ?? []));
  const proved = because === 'proved' ? over : [];
  await makeClaimsTrue(deps, users, { going: new Set(over.map(({ id }) => id)), proved });
}
