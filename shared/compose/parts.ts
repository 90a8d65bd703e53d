import { setTimeout as sleep } from 'node:timers/promises';
import type { Arm } from '../arm/arm';
import type { Config } from '../config';
import { type AppIndex, indexApps, withExtraApps } from '../domain/apps/enforcedApps';
import type { Mailer } from '../domain/digest/mail';
import type { FindingPage, FindingQuery } from '../domain/finding/findingQuery';
import type { Graph } from '../graph/graph';
import type { Workspace } from '../logAnalytics/workspace';
import type { Tables } from '../tables/connect';
import { noMemory } from '../tables/findingSpacing';
import { listFindings } from '../tables/findings';

/** The outside systems, and time. */
export type Outside = {
  readonly graph: Graph;
  readonly arm: Arm;
  readonly tables: Tables;
  /** Of the sign-in log, if that is the source; `null` by default. */
  readonly workspace?: Workspace | null;
  readonly mailer: Mailer;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly clock: () => number;
  /** Waits in real time by default. */
  readonly wait?: (ms: number) => Promise<void>;
};

/** The things that runs are made of: settings, outside systems, and what follows from the settings. */
export type Parts = Required<Outside> & {
  readonly config: Config;
  readonly catalogue: ReturnType<typeof withExtraApps>;
  readonly apps: AppIndex;
  /** Names of the enforced apps by key. */
  readonly appNames: Readonly<Record<string, string>>;
  readonly breakGlass: ReadonlySet<string>;
  readonly listFindings: (query: FindingQuery) => Promise<FindingPage>;
};

export function partsOf(config: Config, outside: Outside): Parts {
  const catalogue = withExtraApps(config.extraApps);
  // Kept from search to search, so that most pages take one request.
  const memory = noMemory();
  return {
    wait: (ms) => sleep(ms),
    workspace: null,
    ...outside,
    config,
    catalogue,
    apps: indexApps(catalogue),
    appNames: Object.fromEntries(catalogue.map(({ key, name }) => [key, name])),
    breakGlass: new Set(config.breakGlassAccounts),
    listFindings: (query) => listFindings(outside.tables.findings, query, { now: outside.clock(), memory }),
  };
}

/** A function of a client, with the client given. */
export function over<C, A extends unknown[], R>(client: C, run: (client: C, ...args: A) => R) {
  return (...args: A): R => run(client, ...args);
}
