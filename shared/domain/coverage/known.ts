import type { AccountKind, AccountView } from '../account/account';
import type { Gap } from './hole';
import type { Names } from './names';
import type { TenantCoverage } from './tenantCoverage';

/** The names for the ids in gaps, as far as they are known. */
export type Known = {
  /** By user id, lower case. */
  readonly people: Readonly<Record<string, KnownPerson>>;
  /** Users, groups and roles as the directory calls them. */
  readonly names: Names;
  /** Names of policies by id. */
  readonly policies: Readonly<Record<string, string>>;
  /** Ids of the policies that Microsoft created; none by default. */
  readonly managed?: readonly string[];
};

export type KnownPerson = Pick<AccountView, 'userPrincipalName' | 'userDisplayName'> & {
  readonly kind: AccountKind;
};

/**
 * The accounts that a policy excludes, and the policies.
 *
 * @param breakGlass user ids and UPNs, lower case
 */
export function knownIn(
  coverages: readonly (TenantCoverage | null)[],
  views: readonly AccountView[],
  breakGlass: ReadonlySet<string>,
): Known {
  const read = coverages.filter((coverage) => coverage !== null);
  const named = new Set(
    read.flatMap(({ apps, likelyBreakGlass }) => [
      ...Object.values(apps).flatMap(({ gaps }) => gaps.flatMap(excludedUser)),
      ...likelyBreakGlass,
    ]),
  );
  const emergency = [...breakGlass].map((id): [string, KnownPerson] => [id, UNSEEN_BREAK_GLASS]);
  const seen = views.map(({ userId, userPrincipalName, userDisplayName, kind }): [string, KnownPerson] => [
    userId,
    { userPrincipalName, userDisplayName, kind },
  ]);
  return {
    people: Object.fromEntries([...emergency, ...seen].filter(([id]) => named.has(id))),
    names: Object.assign({}, ...read.map(({ names }) => names)),
    policies: Object.fromEntries(read.flatMap(({ policies }) => policies.map(({ id, name }) => [id, name]))),
    ...managedIn(read),
  };
}

function managedIn(coverages: readonly TenantCoverage[]): Pick<Known, 'managed'> {
  const managed = coverages.flatMap(({ policies }) =>
    policies.flatMap(({ id, isMicrosoftManaged }) => (isMicrosoftManaged ? [id] : [])),
  );
  return managed.length === 0 ? {} : { managed };
}

function excludedUser(gap: Gap): readonly string[] {
  return gap.why === 'excludedUser' ? [gap.who] : [];
}

const UNSEEN_BREAK_GLASS: KnownPerson = {
  userPrincipalName: null,
  userDisplayName: null,
  kind: 'breakGlass',
};
