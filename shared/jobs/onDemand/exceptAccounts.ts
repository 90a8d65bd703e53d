import type { AccountFacts } from '../../domain/account/accountFacts';
import { type Exception, isSameDecision } from '../../domain/account/exception';
import { isBreakGlass } from '../../domain/account/kind';
import type { Fault } from '../../domain/fault';
import { isoTime } from '../../domain/time';
import { faultOf } from '../../domain/watchError';
import type { AskedBy } from './audited';
import { type ChangeExceptionDeps, changeException, type ExceptionChange } from './changeException';
import { type FindAccountsDeps, type FoundAccount, findAccounts } from './findAccounts';

export type ExceptAccountsDeps = FindAccountsDeps &
  ChangeExceptionDeps & {
    readonly breakGlass: ReadonlySet<string>;
    /** The users in a group and in the groups in it. */
    readonly membersOf: (groupId: string, until: number) => Promise<GroupMembers>;
    /** For reading the directory. */
    readonly budgetMs: number;
    /** Milliseconds since 1970-01-01 UTC. */
    readonly clock: () => number;
  };

export type GroupMembers =
  | { readonly kind: 'members'; readonly userIds: readonly string[] }
  | { readonly kind: 'unknownGroup' }
  | { readonly kind: 'hiddenMembers' }
  | { readonly kind: 'tooManyMembers'; readonly most: number };

/** Which accounts to exempt, or to exempt no longer. */
export type AskedAccounts = {
  /** User ids, user principal names or addresses, in any case. */
  readonly users: readonly string[];
  /** All its members are meant as well; `null` for no group. */
  readonly groupId: string | null;
  /** `null` to end the exceptions. */
  readonly exception: Exception | null;
  readonly askedBy: AskedBy;
};

export type ExceptedAccount = { readonly user: string } & (
  | Exclude<FoundAccount, { readonly kind: 'found' }>
  | {
      readonly kind: 'excepted' | 'ended' | 'unchanged' | 'breakGlass';
      /** As it is after the change. */
      readonly facts: AccountFacts;
    }
  /** It may or may not be written. `fault`: `null` if another write came between. */
  | { readonly kind: 'notConfirmed'; readonly facts: AccountFacts; readonly fault: Fault | null }
);

export type ExceptAccountsOutcome =
  | {
      readonly kind: 'done';
      /** In the order asked, each user once; then the members that were not asked by a name of their own. */
      readonly results: readonly ExceptedAccount[];
      /** Users in the group; `null` if no group was asked for. */
      readonly members: number | null;
    }
  | Exclude<GroupMembers, { readonly kind: 'members' }>;

/** Sets an exception for several accounts, or ends theirs. No account stops the others, and a second run changes nothing. */
export async function exceptAccounts(
  deps: ExceptAccountsDeps,
  { users, groupId, exception, askedBy }: AskedAccounts,
): Promise<ExceptAccountsOutcome> {
  const now = deps.clock();
  const until = now + deps.budgetMs;
  // First, so that nothing is changed if the group cannot be read.
  const group = groupId === null ? null : await deps.membersOf(groupId, until);
  if (group && group.kind !== 'members') return group;
  const named = new Map(users.map((user) => [user.trim().toLowerCase(), user]));
  const members = group?.userIds ?? [];
  const found = await findAccounts(deps, [...new Set([...named.keys(), ...members])], until);
  const asked = new Map([...named, ...unnamed(members, { named, found })]);
  const plans = [...asked].map(([key, user]) => planFor(user, { found: found.get(key), exception, ...deps }));
  const written = await write(deps, plans.flatMap(toChange), {
    ...askedBy,
    exception,
    at: exception?.setAt ?? isoTime(now),
  });
  return {
    kind: 'done',
    results: plans.map((plan) => ('change' in plan ? outcomeOf(plan, { written, exception }) : plan)),
    members: group?.userIds.length ?? null,
  };
}

type Found = ReadonlyMap<string, FoundAccount>;
type Change = { readonly user: string; readonly change: AccountFacts };
type Plan = ExceptedAccount | Change;

/** The members that were not asked by a name of their own: each account is answered for once. */
function unnamed(
  members: readonly string[],
  { named, found }: { readonly named: ReadonlyMap<string, string>; readonly found: Found },
): readonly (readonly [string, string])[] {
  const ids = new Set<string>();
  for (const key of named.keys()) {
    const account = found.get(key);
    if (account?.kind === 'found') ids.add(account.facts.userId);
  }
  return members.filter((id) => !ids.has(id) && !named.has(id)).map((id) => [id, id]);
}

function planFor(
  user: string,
  {
    found = { kind: 'unknownAccount' },
    exception,
    breakGlass,
  }: {
    readonly found: FoundAccount | undefined;
    readonly exception: Exception | null;
    readonly breakGlass: ReadonlySet<string>;
  },
): Plan {
  if (found.kind !== 'found') return { user, ...found };
  const { facts } = found;
  if (exception !== null && isBreakGlass(facts, breakGlass)) return { user, kind: 'breakGlass', facts };
  if (isSameDecision(facts.exception, exception)) return { user, kind: 'unchanged', facts };
  return { user, change: facts };
}

function toChange(plan: Plan): readonly AccountFacts[] {
  return 'change' in plan ? [plan.change] : [];
}

/** As many as a few transactions hold: a fault leaves only these in doubt. */
const WRITTEN_AT_ONCE = 500;

type Written = {
  /** As they are stored afterwards, by user id. */
  readonly facts: ReadonlyMap<string, AccountFacts>;
  /** Why a write failed, by user id. */
  readonly faults: ReadonlyMap<string, Fault>;
};

/** A part that fails stops no other. */
async function write(
  deps: ExceptAccountsDeps,
  accounts: readonly AccountFacts[],
  change: Omit<ExceptionChange, 'accounts'>,
): Promise<Written> {
  const facts = new Map<string, AccountFacts>();
  const faults = new Map<string, Fault>();
  // In this order, a table that is split by id is written part by part.
  const byId = new Map(accounts.map((one) => [one.userId, one]));
  const sorted = [...byId].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  for (let from = 0; from < sorted.length; from += WRITTEN_AT_ONCE) {
    const part = sorted.slice(from, from + WRITTEN_AT_ONCE);
    const written = await writePart(deps, { ...change, accounts: part });
    for (const [userId, one] of written.facts) facts.set(userId, one);
    if (written.fault !== null) for (const { userId } of part) faults.set(userId, written.fault);
  }
  return { facts, faults };
}

async function writePart(deps: ExceptAccountsDeps, change: ExceptionChange) {
  try {
    const { facts, error } = await changeException(deps, change);
    return { facts, fault: faultOf(error) };
  } catch (error) {
    const fault = faultOf(error);
    if (fault === null) throw error;
    return { facts: new Map<string, AccountFacts>(), fault };
  }
}

function outcomeOf(
  { user, change }: Change,
  { written, exception }: { readonly written: Written; readonly exception: Exception | null },
): ExceptedAccount {
  const facts = written.facts.get(change.userId);
  if (facts && isSameDecision(facts.exception, exception))
    return { user, kind: exception === null ? 'ended' : 'excepted', facts };
  const fault = written.faults.get(change.userId) ?? null;
  return { user, kind: 'notConfirmed', facts: facts ?? change, fault };
}
