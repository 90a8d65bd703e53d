import { z } from 'zod';
import type { Arm } from '../../../shared/arm/arm';
import { readResource } from '../armPages';
import { type CheckResult, missing, ok, unknown } from '../checkResult';
import type { Commands } from '../commands';
import { lookAt, notVisible, type Visible } from '../visible';
import { findResource, type PlacedResource, placed } from './resource';

const VERSION = 'api-version=2026-01-01';

const namespaceRow = z
  .object({ id: z.string(), properties: z.object({ serviceBusEndpoint: z.string().nullish() }) })
  .transform(({ id, properties }) => ({
    at: placed(id),
    host: hostOf(properties.serviceBusEndpoint ?? ''),
  }));

/** Azure writes `https://NAME.servicebus.windows.net:443/`. */
function hostOf(endpoint: string): string {
  return URL.canParse(endpoint) ? new URL(endpoint).hostname.toLowerCase() : '';
}

/** The settings of the trigger. */
export type HubNames = {
  /** Host name of the namespace. */
  readonly namespace: string;
  readonly hubName: string;
  readonly consumerGroup: string;
};

/**
 * The namespace with this host name; `null` if none is visible.
 * https://learn.microsoft.com/rest/api/eventhub/namespaces/list (read 2026-11-30)
 */
export async function findNamespace(
  arm: Arm,
  { namespace }: HubNames,
  subscription: string,
): Promise<PlacedResource | null> {
  const wanted = namespace.toLowerCase();
  const found = await findResource(arm, {
    subscription,
    list: `Microsoft.EventHub/namespaces?${VERSION}`,
    row: namespaceRow,
    isWanted: ({ host }) => host === wanted,
  });
  return found?.at ?? null;
}

export type Hub = {
  readonly hub: Visible<unknown>;
  readonly consumerGroup: Visible<unknown>;
};

export function hubId(namespace: PlacedResource, hubName: string): string {
  return `${namespace.id}/eventhubs/${encodeURIComponent(hubName)}`;
}

/** https://learn.microsoft.com/rest/api/eventhub/consumer-groups/get (read 2026-11-30) */
export async function lookAtHub(arm: Arm, namespace: PlacedResource, names: HubNames): Promise<Hub> {
  const id = hubId(namespace, names.hubName);
  const exists = (path: string) =>
    lookAt(() => readResource(arm, `${path}?${VERSION}`, z.object({ name: z.string() })));
  const [hub, consumerGroup] = await Promise.all([
    exists(id),
    exists(`${id}/consumergroups/${encodeURIComponent(names.consumerGroup)}`),
  ]);
  return { hub, consumerGroup };
}

export function judgeNamespace(names: HubNames, commands: Commands): CheckResult {
  return unknown(
    { check: 'source', code: 'namespaceNotFound', host: names.namespace },
    commands.listNamespaces,
  );
}

export function judgeHub(
  found: Hub,
  namespace: PlacedResource,
  { names, commands }: { readonly names: HubNames; readonly commands: Commands },
): CheckResult {
  const check = 'source';
  const { hubName: hub, consumerGroup } = names;
  if (found.hub.kind === 'absent')
    return missing(
      { check, code: 'hubNotFound', hub, namespace: namespace.name },
      commands.createHub(namespace, hub),
    );
  if (found.hub.kind !== 'visible') return notVisible({ check, thing: 'hub', name: hub, why: found.hub });
  if (found.consumerGroup.kind === 'absent')
    return missing(
      { check, code: 'groupNotFound', hub, consumerGroup },
      commands.createConsumerGroup(namespace, hub, consumerGroup),
    );
  return ok({ check, code: 'hubFound', hub, namespace: namespace.name });
}
