import type { AzureScope } from '../arm/scopes';
import type { Exchange } from '../exchange/exchange';
import type { GraphCall } from '../graphCall';
import type { Limit } from '../throttle';
import type { WorkspaceWays } from '../workspace/ways';
import type { Deployment } from '../world/deployment';
import type { Policy } from '../world/policies';
import type { World } from '../world/world';

export type Licence = 'free' | 'p1' | 'p2';

/** The tenant as the routes see it. */
export type Service = {
  readonly world: World;
  readonly licence: Licence;
  /** Policies created while the tenant runs, in addition to those of the world. */
  readonly madePolicies: Policy[];
  readonly permissions: ReadonlySet<string>;
  readonly exchange: Exchange;
  /** Ids of the users whose mailboxes the caller may use, by a role of Exchange. */
  readonly mailboxGrants: ReadonlySet<string>;
  /** Where in Azure the caller holds Reader. */
  readonly azureScopes: ReadonlySet<AzureScope>;
  readonly securityDefaults: boolean;
  /** The deployment of this product; `null` if there is none. */
  readonly deployment: Deployment | null;
  /** Template ids of the directory roles that the caller holds. */
  readonly ownRoles: readonly string[];
  /** The most items on a page; `null` for the number of the real service. */
  readonly pageSize: number | null;
  readonly skipTokenMs: number;
  readonly workspace: WorkspaceWays;
};

export type Route = {
  /** GET by default. */
  readonly method?: 'POST' | 'PATCH';
  /** Matches the path after the version; its first group, if any, is an id. */
  readonly pattern: RegExp;
  /** Application permissions; any one of them is enough. `null` if the route decides by itself. */
  readonly permissions: readonly string[] | null;
  readonly limit: Limit | null;
  /** 200 by default. */
  readonly status?: 201 | 202;
  /** @returns JSON, or nothing with status 202. @throws Refusal */
  readonly answer: (service: Service, call: GraphCall, id: string) => string | Buffer;
};
