import { z } from 'zod';
import type { Arm } from '../../shared/arm/arm';
import { readSubscriptions } from '../../shared/arm/subscriptions';
import { type Check, notYet, ok, unknown } from './check';
import { commandsFor, type Place } from './commands';
import { readOne } from './parties';
import { type Seen, see, type Unseen, untold } from './see';

/** Where the deployment is, or is to be. */
export type Located =
  | { readonly kind: 'noSubscription' }
  | Several
  | { readonly kind: 'unseen'; readonly seen: Unseen }
  | { readonly kind: 'noGroup'; readonly subscription: string; readonly place: Place }
  | { readonly kind: 'group'; readonly subscription: string; readonly place: Place };

type Several = {
  readonly kind: 'several';
  readonly ids: readonly string[];
  /** Those in which there is such a group. */
  readonly having: readonly string[];
  /** How many may hold it unseen. */
  readonly hidden: number;
};

/** Beyond this, looking for the group in each would take longer than to name the subscription. */
const MOST_LOOKED_IN = 30;

const groupBody = z.object({ id: z.string().min(1) });

export async function locate(arm: Arm, asked: Place): Promise<Located> {
  const { group, subscription, cloud } = asked;
  const place = { group, subscription, cloud };
  if (subscription !== null) return located(await lookIn(arm, subscription, group), subscription, place);
  const listed = await see(() => readSubscriptions(arm));
  if (listed.kind !== 'seen') return { kind: 'unseen', seen: listed };
  const ids = listed.value;
  const [only] = ids;
  if (only === undefined) return { kind: 'noSubscription' };
  if (ids.length === 1) return located(await lookIn(arm, only, group), only, place);
  if (ids.length > MOST_LOOKED_IN) return { kind: 'several', ids, having: [], hidden: ids.length };
  const looks = await Promise.all(ids.map(async (id) => ({ id, seen: await lookIn(arm, id, group) })));
  const having = looks.filter(({ seen }) => seen.kind === 'seen').map(({ id }) => id);
  const [one, ...others] = having;
  if (one === undefined || others.length > 0) {
    const hidden = looks.filter(({ seen }) => seen.kind !== 'seen' && !isNoGroup(seen)).length;
    return { kind: 'several', ids, having, hidden };
  }
  return { kind: 'group', subscription: one, place: { ...place, subscription: one } };
}

/** https://learn.microsoft.com/rest/api/resources/resource-groups/get (read 2026-11-21) */
function lookIn(arm: Arm, subscription: string, group: string): Promise<Seen<{ readonly id: string }>> {
  const path = `${groupPath(subscription, group)}?api-version=2021-04-01`;
  return see(() => readOne(arm, path, groupBody));
}

export function groupPath(subscription: string, group: string): string {
  return `/subscriptions/${encodeURIComponent(subscription)}/resourceGroups/${encodeURIComponent(group)}`;
}

function located(seen: Seen<{ readonly id: string }>, subscription: string, place: Place): Located {
  if (seen.kind === 'seen') return { kind: 'group', subscription, place };
  return isNoGroup(seen) ? { kind: 'noGroup', subscription, place } : { kind: 'unseen', seen };
}

function isNoGroup(seen: Unseen): boolean {
  return seen.kind === 'absent' && seen.code === 'ResourceGroupNotFound';
}

const NAME = 'resource group';
const LIST = 'az account list -o table';

export function judgePlace(located: Located, asked: Place): Check {
  const { group } = asked;
  const usual = commandsFor(asked);
  switch (located.kind) {
    case 'noSubscription':
      return notYet(
        NAME,
        'You see no Azure subscription in this tenant, so nothing is deployed that you could see. Get Contributor and Role Based Access Control Administrator on a resource group, sign in again, and deploy as README.md says.',
        `az login && ${usual.deploy}`,
      );
    case 'several': {
      const [first] = located.having;
      return unknown(
        NAME,
        `You see ${located.ids.length} subscriptions, and ${cameOf(located, group)}: name the right one with --subscription, and the group with --resource-group if it has another name.`,
        first === undefined ? LIST : usual.doctorIn(first),
      );
    }
    case 'unseen':
      return untold(NAME, located.seen, {
        what: `the resource group ${group}`,
        role: 'Reader on it, in a subscription of the tenant that you are signed in to',
        command: LIST,
      });
    case 'noGroup':
      return notYet(
        NAME,
        `There is no resource group ${group} in subscription ${located.subscription} yet; any region will do that offers Flex Consumption.`,
        commandsFor(located.place).createGroup,
      );
    case 'group':
      return ok(NAME, `${group}, in subscription ${located.subscription}.`);
  }
}

function cameOf({ ids, having, hidden }: Several, group: string): string {
  if (ids.length > MOST_LOOKED_IN) return 'they are too many to look for the group in each';
  const found =
    having.length > 0
      ? `${having.length} of them have a group ${group} (${having.join(', ')})`
      : `no group ${group} was found`;
  return hidden === 0 ? found : `${found}, while ${hidden} of them could not be looked in`;
}
