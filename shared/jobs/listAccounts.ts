import type { AccountKind, AccountState, AccountView, Readiness } from '../domain/account/account';
import type { AccountFacts } from '../domain/account/accountFacts';
import { viewOf, worstFirst } from '../domain/account/accountView';
import { type AccountViewDeps, accountViews, readTold, tenantAround } from './accountViews';

export type ListAccountsDeps = AccountViewDeps & {
  /** What is stored of one user; `null` when nothing is. */
  readonly accountOf: (userId: string) => Promise<AccountFacts | null>;
};

/** Which accounts to list; `null` for no such filter. */
export type AccountQuery = {
  readonly state: AccountState | null;
  readonly kind: AccountKind | null;
  readonly readiness: Readiness | null;
  /** Accounts at most. */
  readonly limit: number;
  /** The last account shown before, as it stood then; `null` to begin with the worst. */
  readonly after: AccountPosition | null;
};

/** Where a list of accounts, worst first, goes on: after this one, whether it is still there or not. */
export type AccountPosition = Pick<AccountView, 'state' | 'readiness' | 'lastFinding' | 'userId'>;

export type AccountPage = {
  readonly accounts: readonly AccountView[];
  /** `null` on the last page. */
  readonly next: AccountPosition | null;
};

/** One page of the accounts that have had a finding or were stopped, worst first. Any filter may go on from any page. */
export async function listAccounts(
  deps: AccountViewDeps,
  query: AccountQuery,
  now: Date,
): Promise<AccountPage> {
  const left = (await accountViews(deps, now.getTime())).filter(
    (view) => isAsked(view, query) && isAfter(view, query.after),
  );
  const accounts = left.slice(0, query.limit);
  const last = accounts.at(-1);
  return { accounts, next: last && left.length > query.limit ? positionOf(last) : null };
}

/**
 * One account, also one that has only shown MFA.
 *
 * @param idOrUpn in any case
 * @returns `null` when nothing is stored of such a user
 */
export async function readAccount(
  deps: ListAccountsDeps,
  idOrUpn: string,
  now: Date,
): Promise<AccountView | null> {
  const facts = await findAccount(deps, idOrUpn);
  if (facts === null) return null;
  const told = await readTold(deps, now.getTime());
  const around = await tenantAround(deps, now.getTime());
  return viewOf(facts, { ...around, breakGlass: deps.breakGlass, told, now: now.getTime() });
}

/** What is stored of one user; `null` when nothing is. */
export async function findAccount(deps: ListAccountsDeps, idOrUpn: string): Promise<AccountFacts | null> {
  const wanted = idOrUpn.toLowerCase();
  return (await deps.accountOf(wanted)) ?? (await namedAccount(deps, wanted));
}

/** A name may have passed from one user to another: it is whose it was last. */
async function namedAccount(
  { allAccounts }: Pick<AccountViewDeps, 'allAccounts'>,
  upn: string,
): Promise<AccountFacts | null> {
  let found: AccountFacts | null = null;
  for await (const facts of allAccounts()) {
    if (facts.userPrincipalName?.toLowerCase() !== upn) continue;
    if (found === null || facts.namedAt > found.namedAt) found = facts;
  }
  return found;
}

function isAsked(view: AccountView, { state, kind, readiness }: AccountQuery): boolean {
  return (
    (state === null || view.state === state) &&
    (kind === null || view.kind === kind) &&
    (readiness === null || view.readiness === readiness)
  );
}

function isAfter(view: AccountView, after: AccountPosition | null): boolean {
  return after === null || worstFirst({ ...view, ...after }, view) < 0;
}

function positionOf({ state, readiness, lastFinding, userId }: AccountView): AccountPosition {
  return { state, readiness, lastFinding, userId };
}
