import type { AccountKind, AccountState, AccountView, Readiness } from '../../domain/account/account';
import type { AccountFacts } from '../../domain/account/accountFacts';
import { type Ranked, worstFirst } from '../../domain/account/accountOrder';
import { viewOf } from '../../domain/account/accountView';
import { isUserId } from '../../domain/account/addresses';
import type { EffectKind } from '../../domain/account/effect';
import { countEffects, type EffectCounts } from '../../domain/account/effectCounts';
import { type AccountViewDeps, accountViews, readSentStates, tenantAround } from './accountViews';
import { namedAccounts } from './namedAccounts';
import { SeveralUsersError } from './severalUsers';

export type ListAccountsDeps = AccountViewDeps & {
  /** The stored facts of one user; `null` if there are none. */
  readonly accountOf: (userId: string) => Promise<AccountFacts | null>;
  /** User ids of the directory by id, name or address; none if it cannot be read. */
  readonly idsInDirectory?: (asked: string) => Promise<readonly string[]>;
};

/** Which accounts to list; `null` for no such filter. */
export type AccountQuery = {
  readonly state: AccountState | null;
  readonly kind: AccountKind | null;
  readonly readiness: Readiness | null;
  readonly effect: EffectKind | null;
  /** Accounts at most. */
  readonly limit: number;
  /** The last account shown before, as it stood then; `null` to begin with the worst. */
  readonly after: AccountPosition | null;
};

/** The position at which a list of accounts, worst first, continues: after this one, whether it is still there or not. */
export type AccountPosition = Omit<Ranked, 'why'>;

export type AccountPage = {
  readonly accounts: readonly AccountView[];
  /** Over all accounts, whatever the filters. */
  readonly effects: EffectCounts;
  /** `null` on the last page. */
  readonly next: AccountPosition | null;
};

/** One page of the accounts that have had a finding or were stopped, worst first. Any filter may go on from any page. */
export async function listAccounts(
  deps: AccountViewDeps,
  query: AccountQuery,
  now: Date,
): Promise<AccountPage> {
  const all = await accountViews(deps, now.getTime());
  const left = all.filter((view) => isAsked(view, query) && isAfter(view, query.after));
  const accounts = left.slice(0, query.limit);
  const last = accounts.at(-1);
  const next = last && left.length > query.limit ? positionOf(last) : null;
  return { accounts, effects: countEffects(all), next };
}

/**
 * One account, also one that has only shown MFA.
 *
 * @param idOrName id, user principal name or address, in any case
 * @returns `null` if nothing is stored of such a user
 * @throws SeveralUsersError
 */
export async function readAccount(
  deps: ListAccountsDeps,
  idOrName: string,
  now: Date,
): Promise<AccountView | null> {
  const facts = await findAccount(deps, idOrName);
  if (facts === null) return null;
  const sent = await readSentStates(deps, now.getTime());
  const around = await tenantAround(deps, now.getTime());
  return viewOf(facts, { ...around, breakGlass: deps.breakGlass, sent, now: now.getTime() });
}

/**
 * The stored facts of one user; `null` if there are none. If the address is not stored, the directory is asked for it.
 *
 * @throws SeveralUsersError
 */
export async function findAccount(deps: ListAccountsDeps, idOrName: string): Promise<AccountFacts | null> {
  const stored = await storedAccount(deps, idOrName);
  if (stored !== null || deps.idsInDirectory === undefined) return stored;
  const ids = await deps.idsInDirectory(idOrName);
  if (ids.length > 1) throw new SeveralUsersError(ids);
  const [id] = ids;
  return id === undefined ? null : deps.accountOf(id);
}

/** The same, among the stored accounts alone. */
export async function storedAccount(
  deps: Pick<ListAccountsDeps, 'accountOf' | 'allAccounts'>,
  idOrName: string,
): Promise<AccountFacts | null> {
  const wanted = idOrName.toLowerCase();
  const stored = await deps.accountOf(wanted);
  if (stored !== null || isUserId(wanted)) return stored;
  return (await namedAccounts(deps, [wanted])).get(wanted) ?? null;
}

function isAsked(view: AccountView, { state, kind, readiness, effect }: AccountQuery): boolean {
  return (
    (state === null || view.state === state) &&
    (kind === null || view.kind === kind) &&
    (readiness === null || view.readiness === readiness) &&
    (effect === null || view.effect.kind === effect)
  );
}

function isAfter(view: AccountView, after: AccountPosition | null): boolean {
  // The sign-ins behind an account are not stored with the place.
  return after === null || worstFirst(after, view) < 0;
}

function positionOf({ state, roles, effect, readiness, lastFinding, userId }: AccountView): AccountPosition {
  return {
    state,
    roles: roles.slice(0, 1).map(({ roleId }) => ({ roleId })),
    effect: { kind: effect.kind },
    readiness,
    lastFinding,
    userId,
  };
}
