import { connectArm } from '../shared/arm/connectArm';
import { compose, type Services } from '../shared/compose';
import { readConfig } from '../shared/config';
import { DAY_MS, HOUR_MS, isoTime } from '../shared/domain/time';
import { outboxMailer } from '../shared/email/outbox';
import { connectGraph } from '../shared/graph/connectGraph';
import { judgePages } from '../shared/jobs/poll/judgePages';
import { pollSignIns } from '../shared/jobs/poll/pollSignIns';
import { reconcile } from '../shared/jobs/poll/reconcile';
import { storeReading } from '../shared/jobs/poll/storeReading';
import { connectWorkspace } from '../shared/logAnalytics/connectWorkspace';
import type { Machine } from '../simulation/machine';
import { isAskedFor } from '../simulation/oracle';
import { type TableService, tableService } from '../simulation/tableService';
import { startTenant, type Tenant } from '../tenant/tenant';
import { WORKSPACE } from '../tenant/workspace/ways';
import { isFinal, type LogRow } from '../tenant/world/log';
import { TENANTS } from '../tenant/world/places';
import { randomFrom } from '../tenant/world/random';
import { wholeRecord } from '../tenant/world/record';
import { makeWorld, type World } from '../tenant/world/world';

export type SameState = {
  readonly signIns: number;
  /** Rows of the log, with the earlier versions and the copies of sign-ins. */
  readonly rows: number;
  readonly findings: number;
  readonly accounts: number;
  /** Rows of `Findings` and `Accounts` that are not the same in both ways; the first few. */
  readonly differences: readonly string[];
  readonly seconds: number;
};

/** A log that is over, and what reads it. */
type Scene = {
  readonly world: World;
  readonly now: number;
  readonly tables: TableService;
};

/** Reads the whole log through a source, into the tables of the scene. */
type Source = (scene: Scene) => Promise<void>;

/** Each source, as it is deployed. */
const SOURCES = { logAnalytics: throughWorkspace } as const satisfies Readonly<Record<string, Source>>;
export type SourceName = keyof typeof SOURCES;
export const SOURCE_NAMES = Object.keys(SOURCES) as readonly SourceName[];

/**
 * Stores a log twice: read through a source, and its final records judged at once, as `scan` reads files. Then it compares
 * the rows of `Findings` and `Accounts`.
 */
export async function sameState(source: SourceName, signIns: number): Promise<SameState> {
  const world = largeWorld(signIns);
  const startedAt = performance.now();
  const read = { world, now: NOW, tables: tableService() };
  await SOURCES[source](read);
  const seconds = (performance.now() - startedAt) / 1_000;
  const whole = { world, now: NOW, tables: tableService() };
  await atOnce(whole);
  const differences = (['findings', 'accounts'] as const).flatMap((table) =>
    differencesIn(table, read.tables, whole.tables),
  );
  return {
    signIns: finalRows(world).length,
    rows: world.log.length,
    findings: whole.tables.rows('findings').length,
    accounts: whole.tables.rows('accounts').length,
    differences: differences.slice(0, 5),
    seconds,
  };
}

const NOW = Date.parse('2026-03-30T12:00:00Z');
const DAYS = 28;

/** The log of a tenant again and again, each time with ids of its own, and some seconds later. All of it is settled. */
function largeWorld(signIns: number): World {
  const base = makeWorld({
    ...{ seed: 1, nowMs: NOW - DAY_MS, accounts: 200, days: DAYS, daysAhead: 0 },
    ...{ signInsPerDay: 90, otherSignInsPerDay: 15 },
  });
  const copies = Math.ceil(signIns / finalRows(base).length);
  const log: LogRow[] = [];
  for (let copy = 0; copy < copies; copy++) for (const row of base.log) log.push(copyOf(row, copy));
  return { ...base, log: log.sort((a, b) => a.createdMs - b.createdMs) };
}

function copyOf(row: LogRow, copy: number): LogRow {
  const { own, createdMs, visibleMs, replacedMs } = row;
  const laterMs = (copy % 600) * 1_000;
  const another = (id: string) => copy.toString(16).padStart(8, '0') + id.slice(8);
  return {
    ...row,
    own: {
      ...own,
      id: another(own.id),
      sessionId: own.sessionId && another(own.sessionId),
      createdDateTime: isoTime(createdMs + laterMs),
    },
    createdMs: createdMs + laterMs,
    visibleMs: visibleMs + laterMs,
    replacedMs: replacedMs + laterMs,
  };
}

function finalRows({ log }: World): LogRow[] {
  return [...new Map(log.filter(isFinal).map((row) => [row.own.id, row])).values()];
}

/** Judges the final records at once, and stores the result. */
async function atOnce(scene: Scene): Promise<void> {
  const { world, now } = scene;
  const { poll } = servicesOver(scene, { url: 'http://127.0.0.1:1' }, {});
  const pages = async function* () {
    for (const row of finalRows(world)) {
      const record = wholeRecord(row);
      // A source is asked for no others.
      if (isAskedFor(record, poll.apps)) yield [record];
    }
  };
  const { apps, breakGlass, sessionsOf } = poll;
  const tenantId = TENANTS.contoso.id;
  const reading = await judgePages(pages(), { apps, breakGlass, sessionsOf, tenantId, now });
  const span = { from: 0, to: now + HOUR_MS };
  await storeReading(poll, { span, reading }, now);
  await reconcile(poll, span, null);
}

const MOST_POLLS = 1_000;

/** The poll, over the query API of the simulated workspace, with Microsoft's client. */
async function throughWorkspace(scene: Scene): Promise<void> {
  const tenant = await startTenant({ world: scene.world, now: () => scene.now, throttle: false });
  try {
    const { poll } = servicesOver(scene, tenant, {
      SIGN_IN_SOURCE: 'logAnalytics',
      LOG_ANALYTICS_WORKSPACE_ID: WORKSPACE.id,
    });
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
function servicesOver(
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

type Row = Readonly<Record<string, unknown>>;

function differencesIn(table: 'findings' | 'accounts', read: TableService, whole: TableService): string[] {
  const [a, b] = [byKey(read.rows(table)), byKey(whole.rows(table))];
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((key) => {
    const [one = {}, other = {}] = [a.get(key), b.get(key)];
    const columns = [...new Set([...Object.keys(one), ...Object.keys(other)])];
    return columns
      .filter((column) => one[column] !== other[column])
      .map((column) => `${table} ${key} ${column}: ${one[column]}, and at once ${other[column]}`);
  });
}

/** The columns of each row as text, but for those that every write changes. */
function byKey(rows: readonly Row[]): Map<string, Record<string, string>> {
  return new Map(
    rows.map(({ etag: _etag, timestamp: _timestamp, ...row }) => [
      `${row.partitionKey} ${row.rowKey}`,
      Object.fromEntries(Object.entries(row).map(([column, value]) => [column, inOrder(value)])),
    ]),
  );
}

/** Members of an object in JSON are in the order in which they were met. */
function inOrder(value: unknown): string {
  const sorted = (_key: string, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member;
  const isJson = typeof value === 'string' && value.startsWith('{');
  return JSON.stringify(isJson ? JSON.parse(value) : value, sorted);
}
