import { provedFacts } from '../../domain/account/accountBook';
import type { AccountFacts } from '../../domain/account/accountFacts';
import { findingTimes, withFindings } from '../../domain/account/listedFindings';
import type { Finding, FindingTime } from '../../domain/finding/finding';
import type { Span } from '../../domain/time';
import { sessionProofs } from '../../domain/verdict/sessions';
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
  findings: readonly Finding[],
) => Promise<{ readonly removed: number; readonly transactions: number }>;

export type ReconcileDeps = {
  /** The stored findings in a span that MFA of their Entra session would prove. */
  readonly leaningFindings: (span: Span) => AsyncIterable<Finding>;
  /** The sessions of these users that are known to have proved MFA. */
  readonly sessionsOf: (userIds: Iterable<string>) => Promise<KnownSessions>;
  readonly findingTimes: (span: Span) => AsyncIterable<FindingTime>;
  readonly findingsOfUsers: (
    userIds: ReadonlySet<string>,
  ) => Promise<ReadonlyMap<string, readonly Finding[]>>;
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
 * It reads the findings of the span once, and all findings only if an account is wrong.
 *
 * @param userIds the accounts to compare, beside those of removed findings; `null` for all of them
 */
export async function reconcile(
  deps: ReconcileDeps,
  span: Span,
  userIds: ReadonlySet<string> | null,
): Promise<Reconciled> {
  const { provedUsers, ...settled } = await removeProved(deps, span);
  const concerned = userIds && new Set([...userIds, ...provedUsers]);
  const listed = findingTimes(span);
  if (concerned === null) for await (const facts of deps.allAccounts()) listed.expect(facts);
  else for (const facts of await deps.accountsOf(concerned)) listed.expect(facts);
  for await (const finding of deps.findingTimes(span)) {
    if (concerned === null || concerned.has(finding.userId ?? '')) listed.meet(finding);
  }
  return { ...settled, corrected: await listStored(deps, listed.wrongUsers()) };
}

async function removeProved(deps: ReconcileDeps, span: Span) {
  const leaning: Finding[] = [];
  for await (const finding of deps.leaningFindings(span)) leaning.push(finding);
  const sessions = sessionProofs();
  const users = new Set(leaning.flatMap(({ userId }) => userId ?? []));
  for (const [userId, proofs] of users.size > 0 ? await deps.sessionsOf(users) : []) {
    for (const [sessionId, proof] of Object.entries(proofs)) sessions.addProof(userId, sessionId, proof);
  }
  const proved = leaning.filter(
    ({ userId, leansOn, createdDateTime }) =>
      sessions.proofFor({ userId, sessionId: leansOn, createdDateTime }) !== null,
  );
  const provedUsers = new Set(proved.flatMap(({ userId }) => userId ?? []));
  if (proved.length === 0) return { removed: 0, transactions: 0, provedUsers };
  // Before the findings go: were the run to die in between, the next one would meet them again.
  await deps.updateAccounts([...provedUsers], (userId, facts) => {
    const own = proved.filter((finding) => finding.userId === userId);
    return facts && provedFacts(facts, own);
  });
  return { ...(await deps.removeFindings(proved)), provedUsers };
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
