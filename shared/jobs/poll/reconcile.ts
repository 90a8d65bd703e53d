import { provedFacts } from '../../domain/account/accountBook';
import type { AccountFacts } from '../../domain/account/accountFacts';
import { findingTimes, withFindings } from '../../domain/account/listedFindings';
import type { Finding, FindingTime } from '../../domain/finding/finding';
import type { Span } from '../../domain/time';
import { type SessionProofs, sessionProofs } from '../../domain/verdict/sessions';
import type { KnownSessions } from './judgePages';

type AccountChange = (userId: string, stored: AccountFacts | null) => AccountFacts | null;

/**
 * Answers how many accounts were written. If a change depends on more than the account, it is looked up after the accounts
 * are read, and again if another run was first: looked up before, it could undo the change of that run.
 */
export type UpdateAccounts = (
  userIds: readonly string[],
  change: AccountChange | { readonly lookUp: (userIds: readonly string[]) => Promise<AccountChange> },
) => Promise<number>;

export type RemoveFindings = (
  findings: readonly Pick<Finding, 'id' | 'createdDateTime'>[],
) => Promise<{ readonly removed: number; readonly transactions: number }>;

export type ReconcileDeps = {
  /** The sessions of these users that are known to have proved MFA. */
  readonly sessionsOf: (userIds: Iterable<string>) => Promise<KnownSessions>;
  readonly findingTimes: (span: Span) => AsyncIterable<FindingTime>;
  readonly findingsOfUsers: (
    userIds: ReadonlySet<string>,
  ) => Promise<ReadonlyMap<string, readonly FindingTime[]>>;
  readonly accountsOf: (userIds: Iterable<string>) => Promise<readonly AccountFacts[]>;
  readonly allAccounts: () => AsyncIterable<AccountFacts>;
  readonly removeFindings: RemoveFindings;
  readonly updateAccounts: UpdateAccounts;
};

export type Reconciled = {
  /** Findings that were removed because their session proved MFA. */
  readonly removed: number;
  readonly transactions: number;
  /** Accounts that did not list the findings that are stored. */
  readonly corrected: number;
};

/**
 * Makes `Findings` and `Accounts` agree about a span: a finding whose Entra session has proved MFA goes, and each account
 * lists the findings that are stored. Runs that cross each other, or die half-way, may leave it otherwise.
 *
 * It reads the findings of the span once, and all findings only if an account is wrong. Memory grows with accounts and their
 * sessions, never with findings.
 *
 * @param userIds the accounts to compare, beside those of removed findings; `null` for all of them
 */
export async function reconcile(
  deps: ReconcileDeps,
  span: Span,
  userIds: ReadonlySet<string> | null,
): Promise<Reconciled> {
  const listed = findingTimes(span);
  const sessions = sessionProofs();
  const taken = new Set<string>();
  const take = (facts: AccountFacts) => {
    taken.add(facts.userId);
    listed.expect(facts);
    addProofs(sessions, facts.userId, facts.sessions);
  };
  if (userIds === null) for await (const facts of deps.allAccounts()) take(facts);
  else for (const facts of await deps.accountsOf(userIds)) take(facts);
  const proved: FindingTime[] = [];
  /** Of accounts that are not compared. */
  const leaning: FindingTime[] = [];
  for await (const finding of deps.findingTimes(span)) {
    if (isProved(finding, sessions)) proved.push(finding);
    else if (taken.has(finding.userId ?? '')) listed.meet(finding);
    else if (finding.leansOn !== null && finding.userId !== null) leaning.push(finding);
  }
  const users = usersOf(leaning);
  for (const [userId, proofs] of users.size > 0 ? await deps.sessionsOf(users) : []) {
    addProofs(sessions, userId, proofs);
  }
  for (const finding of leaning) if (isProved(finding, sessions)) proved.push(finding);
  const settled = await removeProved(deps, proved);
  return {
    ...settled,
    corrected: await listStored(deps, [...new Set([...listed.wrongUsers(), ...usersOf(proved)])]),
  };
}

function addProofs(sessions: SessionProofs, userId: string, proofs: AccountFacts['sessions']): void {
  for (const [sessionId, proof] of Object.entries(proofs)) sessions.addProof(userId, sessionId, proof);
}

function isProved({ userId, leansOn, createdDateTime }: FindingTime, sessions: SessionProofs): boolean {
  return sessions.proofFor({ userId, sessionId: leansOn, createdDateTime }) !== null;
}

function usersOf(findings: readonly FindingTime[]): ReadonlySet<string> {
  return new Set(findings.flatMap(({ userId }) => userId ?? []));
}

async function removeProved(deps: ReconcileDeps, proved: readonly FindingTime[]) {
  if (proved.length === 0) return { removed: 0, transactions: 0 };
  // Before the findings go: were the run to die in between, the next one would meet them again.
  await deps.updateAccounts([...usersOf(proved)], (userId, facts) => {
    const own = proved.filter((finding) => finding.userId === userId);
    return facts && provedFacts(facts, own);
  });
  return deps.removeFindings(proved);
}

async function listStored(deps: ReconcileDeps, userIds: readonly string[]): Promise<number> {
  if (userIds.length === 0) return 0;
  return deps.updateAccounts(userIds, {
    lookUp: async (asked) => {
      const stored = await deps.findingsOfUsers(new Set(asked));
      return (userId, facts) => facts && withFindings(facts, stored.get(userId) ?? []);
    },
  });
}
