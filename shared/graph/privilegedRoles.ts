import { holdersOf, isPrivileged, powerOf, type RoleOfUser, type Roles } from '../domain/roles/roles';
import type { Graph } from './graph';
import { GraphError } from './graphError';
import { memberPages } from './groups';
import { GROUP, type Principal, readAllHolders, SERVICE_PRINCIPAL } from './roles';

/** Of all groups together: at one page a second, under two minutes. */
const MOST_GROUP_PAGES = 100;
/** A row of Table Storage has no room for more. */
const MOST_HOLDERS = 6_000;

export type RolesRead = {
  readonly roles: Omit<Roles, 'at'>;
  /** The refusal of a group that may not be read; `null` if none was refused. */
  readonly refusal: GraphError | null;
};

/**
 * The privileged roles of all users: every assignment and eligibility, in pages, and the members of each group among the holders.
 *
 * @param until milliseconds since 1970-01-01 UTC; no end by default
 * @throws GraphError; not if the licence for eligible roles is missing, nor if a group may not be read: `unread` names these
 */
export async function readPrivilegedRoles(graph: Graph, until?: number): Promise<RolesRead> {
  const active = await readAllHolders(graph, 'roleAssignments', until);
  const eligible = await eligibleHolders(graph, until);
  const held = [...holdings(active, 'active'), ...holdings(eligible ?? [], 'eligible')];
  const groups = await openGroups(graph, held, until);
  const direct = held.filter(({ type }) => type !== GROUP && type !== SERVICE_PRINCIPAL);
  const holders = holdersOf([...direct, ...groups.members]);
  const kept = mostPowerful(holders);
  const unread: Roles['unread'][number][] = [];
  if (eligible === null) unread.push('eligible');
  if (!groups.allRead || kept !== holders) unread.push('groups');
  return { roles: { holders: kept, unread }, refusal: groups.refusal };
}

/** Privileged Identity Management needs a licence of its own. */
async function eligibleHolders(graph: Graph, until?: number): Promise<readonly Principal[] | null> {
  try {
    return await readAllHolders(graph, 'roleEligibilityScheduleInstances', until);
  } catch (error) {
    if (error instanceof GraphError && (error.code === 'notLicensed' || error.code === 'forbidden'))
      return null;
    throw error;
  }
}

type HoldingOf = RoleOfUser & Pick<Principal, 'type'>;

/** Of privileged roles alone. */
function holdings(principals: readonly Principal[], held: RoleOfUser['held']): readonly HoldingOf[] {
  return principals.flatMap(({ id, type, roleId }) =>
    roleId === null || !isPrivileged(roleId) ? [] : [{ userId: id, type, roleId, held }],
  );
}

type Opened = {
  readonly members: readonly RoleOfUser[];
  readonly allRead: boolean;
  readonly refusal: GraphError | null;
};

/** Each group is read once, however many roles it holds; those with the most powerful roles come first. */
async function openGroups(graph: Graph, held: readonly HoldingOf[], until?: number): Promise<Opened> {
  const ofGroups = held.filter(({ type }) => type === GROUP).sort((a, b) => powerOf(a) - powerOf(b));
  const members: RoleOfUser[] = [];
  let left = MOST_GROUP_PAGES;
  let allRead = true;
  let refusal: GraphError | null = null;
  for (const groupId of new Set(ofGroups.map(({ userId }) => userId))) {
    const roles = ofGroups.filter(({ userId }) => userId === groupId);
    try {
      for await (const page of memberPages(graph, groupId, until)) {
        if (left-- <= 0) return { members, allRead: false, refusal };
        for (const { userId } of page)
          members.push(...roles.map(({ roleId, held: how }) => ({ userId, roleId, held: how })));
      }
    } catch (error) {
      if (!(error instanceof GraphError) || !ABOUT_ONE_GROUP.has(error.code)) throw error;
      allRead &&= error.code !== 'forbidden';
      if (error.code === 'forbidden') refusal ??= error;
    }
  }
  return { members, allRead, refusal };
}

/** A group may have been deleted since: then nobody holds a role through it. */
const ABOUT_ONE_GROUP: ReadonlySet<GraphError['code']> = new Set(['forbidden', 'notFound']);

function mostPowerful(holders: Roles['holders']): Roles['holders'] {
  const all = Object.entries(holders);
  if (all.length <= MOST_HOLDERS) return holders;
  const strongest = (held: Roles['holders'][string]) => Math.min(...held.map(powerOf));
  return Object.fromEntries(all.sort(([, a], [, b]) => strongest(a) - strongest(b)).slice(0, MOST_HOLDERS));
}
