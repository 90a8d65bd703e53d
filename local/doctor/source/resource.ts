import type { z } from 'zod';
import type { Arm } from '../../../shared/arm/arm';
import { readSubscriptions } from '../../../shared/arm/subscriptions';
import { readArmPages } from '../armPages';
import { lookAt, visibleValue } from '../visible';

/** A resource that may be in any subscription of the tenant. */
export type PlacedResource = {
  /** Resource id. */
  readonly id: string;
  readonly subscription: string;
  readonly group: string;
  readonly name: string;
};

/** @returns `null` if it is no id of a resource in a group */
export function placed(id: string): PlacedResource | null {
  const found = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/[^/]+\/[^/]+\/([^/]+)$/i.exec(
    id,
  );
  const [, subscription, group, name] = found ?? [];
  if (subscription === undefined || group === undefined || name === undefined) return null;
  return { id, subscription, group, name };
}

/** To search more of them would take too long. */
const MOST_SEARCHED = 30;

export type Search<T> = {
  /** Of the app; it is searched first. */
  readonly subscription: string;
  /** The list below a subscription, with its version. */
  readonly list: string;
  readonly row: z.ZodType<T, unknown>;
  readonly isWanted: (row: T) => boolean;
};

/** The first wanted resource in the subscriptions that the person may read; `null` if none is visible. */
export async function findResource<T>(arm: Arm, search: Search<T>): Promise<T | null> {
  const here = search.subscription.toLowerCase();
  const near = await findIn(arm, here, search);
  if (near !== null) return near;
  const all = visibleValue(await lookAt(() => readSubscriptions(arm))) ?? [];
  const others = all.filter((id) => id !== here).slice(0, MOST_SEARCHED);
  const found = await Promise.all(others.map((id) => findIn(arm, id, search)));
  return found.find((one) => one !== null) ?? null;
}

async function findIn<T>(arm: Arm, id: string, { list, row, isWanted }: Search<T>): Promise<T | null> {
  const path = `/subscriptions/${encodeURIComponent(id)}/providers/${list}`;
  const rows = await lookAt(() => readArmPages(arm, path, row));
  return (visibleValue(rows) ?? []).find(isWanted) ?? null;
}
