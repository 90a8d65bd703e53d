import type { AccountView } from '../account/account';
import { GLOBAL_ADMINISTRATOR } from '../roles/roleNames';
import { AUDIENCES, type Audience, type Reach } from './audiences';
import type { KeptCoverage, TenantCoverage } from './tenantCoverage';

/** How far the policies require MFA at an app, by who signs in. */
export type MatrixRow = {
  /** Key of the enforced app. */
  readonly app: string;
  readonly cells: readonly MatrixCell[];
  /** Of the break-glass accounts; `null` if there are none. */
  readonly breakGlass: BreakGlassCell | null;
};

export type MatrixCell = {
  readonly who: Audience;
  /** `null` if it is not known. */
  readonly reach: Reach | null;
  /** The number of listed accounts whom a gap may concern; `null` if the list cannot be filtered by who. */
  readonly listed: number | null;
};

export type BreakGlassCell = {
  readonly accounts: number;
  /** Ids of those whom a policy, or all of them, excludes by id. */
  readonly excluded: readonly string[];
  /** Of those who are not excluded; `null` if it is not known. */
  readonly reach: Reach | null;
};

export function coverageMatrix(
  { apps, likelyBreakGlass }: Pick<TenantCoverage, 'apps' | 'likelyBreakGlass'>,
  accounts: readonly AccountView[],
): readonly MatrixRow[] {
  const emergency = accounts.filter(({ kind }) => kind === 'breakGlass').map(({ userId }) => userId);
  return Object.entries(apps).map(([app, coverage]) => ({
    app,
    cells: AUDIENCES.map((who) => cellOf(who, coverage, listedOf(who, app, accounts))),
    breakGlass: emergency.length === 0 ? null : breakGlassCell(emergency, coverage, likelyBreakGlass),
  }));
}

function cellOf(who: Audience, coverage: KeptCoverage, listed: MatrixCell['listed']): MatrixCell {
  return { who, reach: coverage.audiences?.[who] ?? forAll(coverage), listed };
}

/** What the coverage of an app says of each audience. */
function forAll({ coverage }: KeptCoverage): Reach | null {
  return coverage === 'everyone' || coverage === 'none' ? coverage : null;
}

function listedOf(who: Audience, app: string, accounts: readonly AccountView[]): number | null {
  if (who === 'otherAdministrators') return null;
  return accounts.filter((account) => account.apps.includes(app) && IS_ONE[who](account)).length;
}

/** As the list of accounts is filtered by kind and by role. */
const IS_ONE = {
  members: ({ kind }: AccountView) => kind === 'person',
  guests: ({ kind }: AccountView) => kind === 'guest',
  globalAdministrators: ({ roles }: AccountView) =>
    roles.some(({ roleId }) => roleId === GLOBAL_ADMINISTRATOR),
} as const satisfies Partial<Record<Audience, unknown>>;

function breakGlassCell(
  emergency: readonly string[],
  coverage: KeptCoverage,
  likely: readonly string[],
): BreakGlassCell {
  const byGap = coverage.gaps.flatMap((gap) => (gap.why === 'excludedUser' ? [gap.who] : []));
  const left = new Set(coverage.coverage === 'everyone' ? [] : [...likely, ...byGap]);
  const excluded = emergency.filter((id) => left.has(id.toLowerCase()));
  // A break-glass account is a member, and no audience knows who else excludes it.
  const members = coverage.audiences?.members ?? null;
  const reach = members === 'everyone' ? members : forAll(coverage);
  return { accounts: emergency.length, excluded, reach };
}
