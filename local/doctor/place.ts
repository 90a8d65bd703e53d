import { z } from 'zod';
import type { Arm } from '../../shared/arm/arm';
import { readSubscriptions } from '../../shared/arm/subscriptions';
import { readResource } from './armPages';
import { type CheckResult, notYet, ok, unknown } from './checkResult';
import { commandsFor, type Place } from './commands';
import type { Invisible } from './invisible';
import type { Search } from './outcome';
import { lookAt, notVisible, type Visible } from './visible';

/** Where the deployment is, or is to be. */
export type Located =
  | { readonly kind: 'noSubscription' }
  | ({ readonly kind: 'severalSubscriptions' } & Search)
  | { readonly kind: 'notVisible'; readonly why: Invisible }
  | { readonly kind: 'noGroup' | 'group'; readonly subscription: string; readonly place: Place };

/** To search more of them would take longer than to name the subscription. */
const MOST_SEARCHED = 30;

const groupBody = z.object({ id: z.string().min(1) });

export async function locate(arm: Arm, asked: Place): Promise<Located> {
  const { group, subscription, cloud, shell } = asked;
  const place = { group, subscription, cloud, shell };
  if (subscription !== null) return located(await lookFor(arm, subscription, group), subscription, place);
  const listed = await lookAt(() => readSubscriptions(arm));
  if (listed.kind !== 'visible') return { kind: 'notVisible', why: listed };
  const ids = listed.value;
  const [only] = ids;
  if (only === undefined) return { kind: 'noSubscription' };
  if (ids.length === 1) return located(await lookFor(arm, only, group), only, place);
  if (ids.length > MOST_SEARCHED)
    return { kind: 'severalSubscriptions', subscriptions: ids.length, having: null, hidden: ids.length };
  const looks = await Promise.all(ids.map(async (id) => ({ id, found: await lookFor(arm, id, group) })));
  const having = looks.filter(({ found }) => found.kind === 'visible').map(({ id }) => id);
  const [one, ...others] = having;
  if (one !== undefined && others.length === 0)
    return { kind: 'group', subscription: one, place: { ...place, subscription: one } };
  const hidden = looks.filter(({ found }) => found.kind !== 'visible' && !isNoGroup(found)).length;
  return { kind: 'severalSubscriptions', subscriptions: ids.length, having, hidden };
}

type GroupLook = Visible<{ readonly id: string }>;

/** https://learn.microsoft.com/rest/api/resources/resource-groups/get (read 2026-11-21) */
function lookFor(arm: Arm, subscription: string, group: string): Promise<GroupLook> {
  const path = `${groupPath(subscription, group)}?api-version=2021-04-01`;
  return lookAt(() => readResource(arm, path, groupBody));
}

export function groupPath(subscription: string, group: string): string {
  return `/subscriptions/${encodeURIComponent(subscription)}/resourceGroups/${encodeURIComponent(group)}`;
}

function located(look: GroupLook, subscription: string, place: Place): Located {
  if (look.kind === 'visible') return { kind: 'group', subscription, place };
  return isNoGroup(look) ? { kind: 'noGroup', subscription, place } : { kind: 'notVisible', why: look };
}

function isNoGroup(why: Invisible): boolean {
  return why.kind === 'absent' && why.code === 'ResourceGroupNotFound';
}

const LIST_SUBSCRIPTIONS = 'az account list -o table';

export function judgePlace(located: Located, asked: Place): CheckResult {
  const check = 'place';
  const { group } = asked;
  const commands = commandsFor(asked);
  switch (located.kind) {
    case 'noSubscription':
      return notYet({ check, code: 'noSubscription' }, commands.logIn(commands.deploy));
    case 'severalSubscriptions': {
      const { kind: code, ...search } = located;
      const [first] = search.having ?? [];
      const command = first === undefined ? LIST_SUBSCRIPTIONS : commands.doctorIn(first);
      return unknown({ check, code, group, ...search }, command);
    }
    case 'notVisible':
      return notVisible({ check, thing: 'group', name: group, why: located.why }, LIST_SUBSCRIPTIONS);
    case 'noGroup': {
      const { subscription, place } = located;
      return notYet({ check, code: 'noGroup', group, subscription }, commandsFor(place).createGroup);
    }
    case 'group':
      return ok({ check, code: 'groupFound', group, subscription: located.subscription });
  }
}
