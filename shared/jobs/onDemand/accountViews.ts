import type { AccountState, AccountView } from '../../domain/account/account';
import type { AccountFacts } from '../../domain/account/accountFacts';
import { worstFirst } from '../../domain/account/accountOrder';
import { isListed, type ViewContext, viewOf } from '../../domain/account/accountView';
import { changesIn } from '../../domain/account/changes';
import { type Directory, NOTHING_READ } from '../../domain/account/directory';
import type { EnforcedApp } from '../../domain/apps/enforcedApps';
import type { Cloud } from '../../domain/cloud';
import { coveredByDefaults, type TenantCoverage } from '../../domain/coverage/tenantCoverage';
import type { WhatIf } from '../../domain/coverage/whatIf';
import { DIGESTS, type StoredDigestEntry } from '../../domain/digest/digestLedger';
import type { Enforcement } from '../../domain/enforcement/enforcement';
import { appStandings } from '../../domain/enforcement/standings';
import type { UnprovenWrites } from '../../domain/enforcement/unprovenWrites';
import type { Roles } from '../../domain/roles/roles';
import { DAY_MS, localTime } from '../../domain/time';

export type AccountViewDeps = TenantAround & {
  readonly allAccounts: () => AsyncIterable<AccountFacts>;
  /** The newest mail of a series that was sent, of local days up to and including this one. */
  readonly latestSent: (series: string, upTo: string) => Promise<StoredDigestEntry | null>;
  /** Of the digest. */
  readonly timeZone: string;
  readonly breakGlass: ReadonlySet<string>;
};

export type TenantAround = {
  readonly latestWhatIf: () => Promise<WhatIf | null>;
  readonly latestDirectory: () => Promise<Directory | null>;
  readonly latestCoverage: () => Promise<TenantCoverage | null>;
  readonly latestWrites: () => Promise<UnprovenWrites | null>;
  readonly latestEnforcement: () => Promise<Enforcement | null>;
  readonly latestRoles: () => Promise<Roles | null>;
  readonly cloud: Cloud;
  readonly enforcedApps: readonly EnforcedApp[];
};

/** Every account worth listing as it stands now, compared with the last digest; worst first. */
export async function accountViews(deps: AccountViewDeps, now: number): Promise<AccountView[]> {
  return listedViews(await allViews(deps, now));
}

export function listedViews(views: readonly AccountView[]): AccountView[] {
  return views.filter(isListed).sort(worstFirst);
}

/** Every account, compared with the last digest; in no order. */
export async function allViews(deps: AccountViewDeps, now: number): Promise<AccountView[]> {
  return viewsSince(deps, await readSentStates(deps, now), now);
}

/** The states that the last digest sent, by user id. */
export async function readSentStates(
  { latestSent, timeZone }: Pick<AccountViewDeps, 'latestSent' | 'timeZone'>,
  now: number,
): Promise<Readonly<Record<string, AccountState>>> {
  return (await latestSent(DIGESTS, localTime(now, timeZone).day))?.named ?? {};
}

/** Every account, compared with the states that a digest sent. */
export async function viewsSince(
  deps: Pick<AccountViewDeps, 'allAccounts' | 'breakGlass'> & TenantAround,
  sent: Readonly<Record<string, AccountState>>,
  now: number,
): Promise<AccountView[]> {
  const views: AccountView[] = [];
  const context = { ...(await tenantAround(deps, now)), breakGlass: deps.breakGlass, sent, now };
  for await (const facts of deps.allAccounts()) {
    views.push(viewOf(facts, context));
  }
  return views;
}

/** An older answer of Entra or Azure says little about today. */
const ANSWERS_HOLD_MS = 3 * DAY_MS;

type TenantContext = Pick<
  ViewContext,
  'answers' | 'changes' | 'directory' | 'byDefaults' | 'standings' | 'roles'
>;

/** The facts of the tenant that the view of an account depends on. */
export async function tenantAround(
  { latestWhatIf, latestDirectory, latestCoverage, latestWrites, latestEnforcement, ...tenant }: TenantAround,
  now: number,
): Promise<TenantContext> {
  const isFresh = ({ at }: { readonly at: string }) => now - Date.parse(at) < ANSWERS_HOLD_MS;
  const whatIf = await latestWhatIf();
  const read = await latestWrites();
  const writes = read && isFresh(read) ? read : null;
  return {
    answers: whatIf && isFresh(whatIf) ? whatIf.accounts : {},
    changes: writes ? changesIn(writes) : {},
    directory: (await latestDirectory()) ?? NOTHING_READ,
    byDefaults: coveredByDefaults(await latestCoverage()),
    roles: await tenant.latestRoles(),
    standings: appStandings(tenant.enforcedApps, await latestEnforcement(), tenant.cloud),
  };
}
