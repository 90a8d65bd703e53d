import type { TableClient, TransactionAction } from '@azure/data-tables';
import { compose, type Services } from '../shared/compose';
import { readConfig } from '../shared/config';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../shared/domain/time';
import type { WritableGraph } from '../shared/graph/graph';
import { sendDigest } from '../shared/jobs/digest/sendDigest';
import { pollSignIns } from '../shared/jobs/poll/pollSignIns';
import { refreshPosture } from '../shared/jobs/posture/refreshPosture';
import type { Tables } from '../shared/tables/connect';
import { armService } from '../simulation/armService';
import { calmMachine } from '../simulation/calmMachine';
import { type GraphWays, graphService } from '../simulation/graphService';
import { mailService } from '../simulation/mailService';
import { TABLE_NAMES, tableService } from '../simulation/tableService';
import { makeExchange } from '../tenant/exchange/exchange';
import { randomFrom } from '../tenant/world/random';
import { makeWorld } from '../tenant/world/world';

export type TenantSize = {
  readonly accounts: number;
  /** At enforced apps. */
  readonly signInsADay: number;
  /** Rows in a page of a table: fewer than the real 1,000 if the tenant stands for a larger one. */
  readonly rowsAPage?: number;
};

/** What the real jobs did in one day. */
export type Usage = {
  /** Each row of a batch counts as an operation, each page of a list too: an upper bound. */
  tableOperations: number;
  /** Mails, each to one recipient. */
  mailsToOne: number;
  /** Answers of Graph, by the path without its query, with `{id}` for each id. */
  readonly graph: Map<string, number>;
};

const START = Date.parse('2026-11-19T00:00:00Z');
const TICK_MS = 15 * MINUTE_MS;
const TICKS_A_DAY = DAY_MS / TICK_MS;

const WAYS: GraphWays = {
  keptDays: 30,
  takesWhole: true,
  longestMs: Number.POSITIVE_INFINITY,
  linkMs: HOUR_MS,
  pageSize: 999,
  refusal: null,
};

/**
 * Runs the real jobs over simulated services for the second day of a deployment, and counts. The first poll is left out: it reads
 * all that Graph keeps, once in the life of a deployment.
 *
 * @param ticks quarters of an hour; the posture is refreshed in the fourteenth
 */
export async function tenantDay(size: TenantSize, ticks = TICKS_A_DAY): Promise<Usage> {
  const random = randomFrom(1, 'cost');
  const { on, time, during } = calmMachine({ startMs: START, latencyMs: 1_000, random });
  const { accounts, signInsADay, rowsAPage = 1_000 } = size;
  const world = makeWorld({
    seed: 1,
    nowMs: START,
    accounts,
    days: 3,
    daysAhead: 2,
    signInsPerDay: signInsADay,
    otherSignInsPerDay: 0,
  });
  const usage: Usage = { tableOperations: 0, mailsToOne: 0, graph: new Map() };
  const mailer = mailService(time.now, random, { dropped: 0, until: START }).reachedFrom(on);
  const graph = graphService({ world, exchange: makeExchange(randomFrom(1, 'exchange')) }, time.now, WAYS);
  const services = compose(
    readConfig({ TABLES_ENDPOINT: 'http://127.0.0.1:1', MAIL_MODE: 'outbox', OUTBOX_DIR: '/nowhere' }),
    {
      graph: countedGraph(graph.reachedFrom(on, random), usage),
      arm: armService(world, time.now, 999).reachedFrom(on),
      tables: countedTables(tableService().reachedFrom(on, random), usage, rowsAPage),
      mailer: {
        ...mailer,
        send: (mail, name) => {
          usage.mailsToOne += mail.to.length;
          return mailer.send(mail, name);
        },
      },
      clock: on.clock,
    },
  );
  await during(tick(services, time.now, 1));
  usage.graph.clear();
  Object.assign(usage, { tableOperations: 0, mailsToOne: 0 });
  for (let number = 0; number < ticks; number++) {
    await time.passUntil(START + DAY_MS + number * TICK_MS);
    await during(tick(services, time.now, number));
  }
  return usage;
}

/** Runs the timers that are due at one quarter of an hour of a day. */
async function tick(services: Services, now: () => number, number: number): Promise<void> {
  await pollSignIns(services.poll, new Date(now()));
  if (number === 13) await refreshPosture(services.posture, new Date(now()));
  if (number % (HOUR_MS / TICK_MS) === 0) await sendDigest(services.digest, new Date(now()));
}

function countedGraph(graph: WritableGraph, { graph: counts }: Usage): WritableGraph {
  const count = (path: string) => {
    const kind = path.replace(/\?.*$/, '').replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/gi, '{id}');
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  };
  return {
    get: (path, until) => {
      count(path);
      return graph.get(path, until);
    },
    post: (path, body, until) => {
      count(path);
      return graph.post(path, body, until);
    },
    pages: async function* (path, until) {
      for await (const page of graph.pages(path, until)) {
        count(path);
        yield page;
      }
    },
    create: (path, body, until) => {
      count(path);
      return graph.create(path, body, until);
    },
    change: (path, body, until) => {
      count(path);
      return graph.change(path, body, until);
    },
    act: (path, until) => {
      count(path);
      return graph.act(path, until);
    },
  };
}

function countedTables(tables: Tables, usage: Usage, rowsAPage: number): Tables {
  const counted = TABLE_NAMES.map((name) => [name, countedTable(tables[name], usage, rowsAPage)]);
  return { ...tables, ...Object.fromEntries(counted) };
}

function countedTable(table: TableClient, usage: Usage, rowsAPage: number): TableClient {
  const add = (count: number) => {
    usage.tableOperations += count;
  };
  return new Proxy(table, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        add(name === 'submitTransaction' ? (args[0] as readonly TransactionAction[]).length : 1);
        const answer: unknown = Reflect.apply(value, target, args);
        return name === 'listEntities' ? countedRows(answer as Listing, add, rowsAPage) : answer;
      };
    },
  });
}

type Listing = { readonly byPage: (...options: unknown[]) => AsyncIterable<readonly unknown[]> };

/** Counts one more operation for each page of a list after the first. The simulated service cuts pages as it likes, so this counts rows. */
function countedRows<T extends Listing>(rows: T, add: (count: number) => void, rowsAPage: number): T {
  const { byPage } = rows;
  return Object.assign(rows, {
    byPage: async function* (...options: unknown[]) {
      let read = 0;
      for await (const page of byPage.apply(rows, options)) {
        const before = Math.floor(read / rowsAPage);
        read += page.length;
        add(Math.floor(read / rowsAPage) - before);
        yield page;
      }
    },
  });
}
