import { connectArm } from '../shared/arm/connectArm';
import { compose, type Services } from '../shared/compose';
import { readConfig } from '../shared/config';
import { outboxMailer } from '../shared/email/outbox';
import { connectGraph } from '../shared/graph/connectGraph';
import { pollSignIns } from '../shared/jobs/poll/pollSignIns';
import { connectWorkspace } from '../shared/logAnalytics/connectWorkspace';
import type { Machine } from '../simulation/machine';
import type { TableService } from '../simulation/tableService';
import { throughEvents } from '../simulation/throughEvents';
import { startTenant, type Tenant } from '../tenant/tenant';
import { WORKSPACE } from '../tenant/workspace/ways';
import { TENANTS } from '../tenant/world/places';
import { randomFrom } from '../tenant/world/random';
import type { World } from '../tenant/world/world';

/** A log that is over, and what reads it. */
export type Scene = {
  readonly world: World;
  readonly now: number;
  readonly tables: TableService;
};

/** Reads the whole log through a source, into the tables of the scene. */
type Source = (scene: Scene) => Promise<void>;

/** Each source, as it is deployed. */
export const SOURCES = {
  graph: throughGraph,
  logAnalytics: throughWorkspace,
  eventHub: throughHub,
} as const satisfies Readonly<Record<string, Source>>;
export type SourceName = keyof typeof SOURCES;
export const SOURCE_NAMES = Object.keys(SOURCES) as readonly SourceName[];

const MOST_POLLS = 1_000;

/** The poll, over HTTP. */
function throughGraph(scene: Scene): Promise<void> {
  return throughTenant(scene, {});
}

/** The poll, over the query API of the simulated workspace, with Microsoft's client. */
function throughWorkspace(scene: Scene): Promise<void> {
  return throughTenant(scene, { SIGN_IN_SOURCE: 'logAnalytics', LOG_ANALYTICS_WORKSPACE_ID: WORKSPACE.id });
}

/** The batches of an event hub, and the timer after them. */
async function throughHub(scene: Scene): Promise<void> {
  const { ingest, settle } = servicesOver(scene, NOBODY, {
    SIGN_IN_SOURCE: 'eventHub',
    EVENT_HUB_NAME: 'sign-ins',
    EVENT_HUB__fullyQualifiedNamespace: 'contoso.servicebus.example',
  });
  const readTenantId = async () => TENANTS.contoso.id;
  await throughEvents({ ingest, settle: { ...settle, readTenantId } }, scene.world, scene.now);
}

/** A source that is not asked. */
export const NOBODY = { url: 'http://127.0.0.1:1' };

async function throughTenant(scene: Scene, settings: Readonly<Record<string, string>>): Promise<void> {
  const tenant = await startTenant({ world: scene.world, now: () => scene.now, throttle: false });
  try {
    const { poll } = servicesOver(scene, tenant, settings);
    for (let polls = 0; polls < MOST_POLLS; polls++)
      if ((await pollSignIns(poll, new Date(scene.now))).complete) return;
    throw new Error(`The log was not read after ${MOST_POLLS} polls.`);
  } finally {
    await tenant.stop();
  }
}

/** No mail is sent. */
const NOWHERE = '/nowhere';

/** The product, over tables in memory. Its clock stands still, so that each run has time enough. */
export function servicesOver(
  { tables, now }: Scene,
  { url }: Pick<Tenant, 'url'>,
  settings: Readonly<Record<string, string>>,
): Services {
  const machine: Machine = {
    clock: () => now,
    call: async (carryOut) => carryOut(),
    wait: async () => {},
  };
  const config = readConfig({
    TABLES_ENDPOINT: 'http://127.0.0.1:1',
    MAIL_MODE: 'outbox',
    OUTBOX_DIR: NOWHERE,
    ...settings,
  });
  const client = { endpoint: url, token: async () => 'local', now: machine.clock, wait: machine.wait };
  const { source } = config;
  return compose(config, {
    graph: connectGraph({ ...client, paced: false }),
    arm: connectArm(client),
    tables: tables.reachedFrom(machine, randomFrom(1, 'calm')),
    workspace:
      source.kind === 'logAnalytics'
        ? connectWorkspace({ ...client, workspaceId: source.workspaceId })
        : null,
    mailer: outboxMailer({ folder: NOWHERE, now: () => new Date(now) }),
    clock: machine.clock,
    wait: machine.wait,
  });
}
