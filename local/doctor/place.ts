import { z } from 'zod';
import type { Arm } from '../../shared/arm/arm';
import { readSubscriptions } from '../../shared/arm/subscriptions';
import { type Check, notYet, ok, unknown } from './check';
import { type Commands, commandsFor, type Place } from './commands';
import { readOne } from './parties';
import { type Seen, see, type Unseen, untold } from './see';

/** Where the deployment is, or is to be. */
export type Located =
  | { readonly kind: 'noSubscription' }
  | { readonly kind: 'several'; readonly ids: readonly string[]; readonly having: readonly string[] }
  | { readonly kind: 'unseen'; readonly seen: Unseen }
  | { readonly kind: 'noGroup'; readonly subscription: string; readonly place: Place }
  | { readonly kind: 'group'; readonly subscription: string; readonly place: Place };

/** Beyond this, looking for the group in each would take longer than to name the subscription. */
const MOST_LOOKED_IN = 30;

const groupBody = z.object({ id: z.string().min(1) });

export async function locate(
  arm: Arm,
  { group, subscription }: { readonly group: string; readonly subscription: string | null },
): Promise<Located> {
  if (subscription !== null)
    return located(await lookIn(arm, subscription, group), subscription, group, true);
  const listed = await see(() => readSubscriptions(arm));
  if (listed.kind !== 'seen') return { kind: 'unseen', seen: listed };
  const ids = listed.value;
  const [only] = ids;
  if (only === undefined) return { kind: 'noSubscription' };
  if (ids.length === 1) return located(await lookIn(arm, only, group), only, group, false);
  if (ids.length > MOST_LOOKED_IN) return { kind: 'several', ids, having: [] };
  const looks = await Promise.all(ids.map(async (id) => ({ id, seen: await lookIn(arm, id, group) })));
  const having = looks.filter(({ seen }) => seen.kind === 'seen').map(({ id }) => id);
  const [one, ...others] = having;
  if (one === undefined || others.length > 0) return { kind: 'several', ids, having };
  return { kind: 'group', subscription: one, place: { group, subscription: one } };
}

/** https://learn.microsoft.com/rest/api/resources/resource-groups/get (read 2026-11-21) */
function lookIn(arm: Arm, subscription: string, group: string): Promise<Seen<{ readonly id: string }>> {
  const path = `${groupPath(subscription, group)}?api-version=2021-04-01`;
  return see(() => readOne(arm, path, groupBody));
}

export function groupPath(subscription: string, group: string): string {
  return `/subscriptions/${encodeURIComponent(subscription)}/resourceGroups/${encodeURIComponent(group)}`;
}

function located(
  seen: Seen<{ readonly id: string }>,
  subscription: string,
  group: string,
  isNamed: boolean,
): Located {
  const place = { group, subscription: isNamed ? subscription : null };
  if (seen.kind === 'seen') return { kind: 'group', subscription, place };
  if (seen.kind === 'absent' && seen.code === 'ResourceGroupNotFound')
    return { kind: 'noGroup', subscription, place };
  return { kind: 'unseen', seen };
}

const NAME = 'resource group';

export function judgePlace(located: Located, group: string): Check {
  const usual: Commands = commandsFor({ group, subscription: null });
  switch (located.kind) {
    case 'noSubscription':
      return notYet(
        NAME,
        'You see no Azure subscription in this tenant, so nothing is deployed that you could see. Get Contributor and Role Based Access Control Administrator on a resource group, sign in again, and deploy as README.md says.',
        `az login && ${usual.deploy}`,
      );
    case 'several': {
      const { ids, having } = located;
      const found =
        having.length > 1 ? `${having.length} of them have a group ${group}` : `no group ${group} was found`;
      return unknown(
        NAME,
        `You see ${ids.length} subscriptions, and ${found}: name the right one, with --resource-group if the group has another name.`,
        `npx mfa-watch doctor --subscription ${having[0] ?? ids[0]}`,
      );
    }
    case 'unseen':
      return untold(NAME, located.seen, {
        what: `the resource group ${group}`,
        role: 'Reader on it, in a subscription of the tenant that you are signed in to',
        command: 'az account list -o table',
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
