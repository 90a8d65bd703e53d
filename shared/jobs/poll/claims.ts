import { provedFacts } from '../../domain/account/accountBook';
import type { AccountFacts, AppUse } from '../../domain/account/accountFacts';
import type { Finding } from '../../domain/finding/finding';
import type { Span } from '../../domain/time';

type AccountChange = (userId: string, stored: AccountFacts | null) => AccountFacts | null;

/**
 * Says how many were written. What a change depends on beside the account is looked up after the accounts are read, and
 * again whenever another run was first: looked up before, it could undo what that run has added.
 */
export type UpdateAccounts = (
  userIds: readonly string[],
  change: AccountChange | { readonly lookUp: (userIds: readonly string[]) => Promise<AccountChange> },
) => Promise<number>;

export type ClaimDeps = {
  readonly findingsOfUsers: (
    userIds: ReadonlySet<string>,
  ) => Promise<ReadonlyMap<string, readonly Finding[]>>;
  readonly updateAccounts: UpdateAccounts;
};

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
export function claimsIn({ userId, apps }: AccountFacts, { from, to }: Span): string[] {
  return Object.entries(apps).flatMap(([app, { firstFinding, lastFinding }]) =>
    [firstFinding, lastFinding]
      .filter((at) => at !== null)
      .filter((at) => Date.parse(at) >= from && Date.parse(at) < to)
      .map((at) => claimOf(userId, app, at)),
  );
}

export function claimOf(userId: string | null, app: string, at: string): string {
  return `${userId} ${app} ${at}`;
}

/** The account with these findings and no others. */
function withFindings(facts: AccountFacts, findings: readonly Finding[]): AccountFacts {
  const apps: Record<string, AppUse> = {};
  for (const [app, known] of Object.entries(facts.apps)) {
    const own = findings.filter((finding) => finding.app === app && !finding.provisional);
    const times = timesOf(own);
    const use: AppUse = {
      ...known,
      firstFinding: times[0] ?? null,
      lastFinding: times.at(-1) ?? null,
      lastWithoutMfa: timesOf(own.filter(({ verdict }) => verdict === 'withoutMfa')).at(-1) ?? null,
    };
    if (use.firstFinding !== null || use.lastMfa !== null) apps[app] = use;
  }
  return { ...facts, apps };
}

function timesOf(findings: readonly Finding[]): string[] {
  return findings.map(({ createdDateTime }) => createdDateTime).sort();
}
