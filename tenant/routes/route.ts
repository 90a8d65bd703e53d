import type { AzureScope } from '../arm/scopes';
import type { Call } from '../call';
import type { Limit } from '../throttle';
import type { Deployment } from '../world/deployment';
import type { Policy } from '../world/policies';
import type { World } from '../world/world';

export type Licence = 'free' | 'p1' | 'p2';

/** The tenant as the routes see it. */
export type Service = {
  readonly world: World;
  readonly licence: Licence;
  /** Made while it runs, beside those of the world. */
  readonly madePolicies: Policy[];
  readonly permissions: ReadonlySet<string>;
  /** Where in Azure the caller holds Reader. */
  readonly azureScopes: ReadonlySet<AzureScope>;
  readonly securityDefaults: boolean;
  /** Of this product; `null` before there is one. */
  readonly deployment: Deployment | null;
  /** Template ids of the directory roles that the caller holds. */
  readonly ownRoles: readonly string[];
  /** The most on a page; `null` for what the real service gives. */
  readonly pageSize: number | null;
  readonly skipTokenMs: number;
};

export type Route = {
  /** GET unless told. */
  readonly method?: 'POST';
  /** On the path after the version; the first group, if any, is an id. */
  readonly pattern: RegExp;
  /** Application permissions: any one will do. */
  readonly permissions: readonly string[];
  readonly limit: Limit | null;
  /** @returns JSON. @throws Refusal */
  readonly answer: (service: Service, call: Call, id: string) => string | Buffer;
};
