import type { TableClient, TransactionAction } from '@azure/data-tables';
import { compose, type Services } from '../shared/compose';
import { readConfig } from '../shared/config';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../shared/domain/time';
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
import { monthlyBill, type Usage } from './prices';

const START = Date.parse('2026-11-19T00:00:00Z');
const USERS = 10_000;
const SIGN_INS_A_DAY = 3_000;
/**
 * The simulated tenant is smaller by this factor, and each of its requests counts so often. Requests that do not grow with the
 * tenant count too often.
 */
const SCALE = 20;
const ROWS_A_PAGE = 1_000 / SCALE;

const WAYS: GraphWays = {
  keptDays: 30,
  takesWhole: true,
  longestMs: Number.POSITIVE_INFINITY,
  linkMs: HOUR_MS,
  pageSize: 999,
  refusal: null,
};

/**
 * The monthly cost of a tenant of 10,000 users: counts the requests of one day of the real jobs over simulated services, and
 * applies the price list. Graph costs nothing. Each row of a batch counts as an operation and each run as `RUN_SECONDS`: both
 * are upper bounds.
 */
export async function benchCost(): Promise<string> {
  const random = randomFrom(1, 'cost');
  const { on, time, during } = calmMachine({ startMs: START, latencyMs: 1_000, random });
  const world = makeWorld({
    seed: 1,
    nowMs: START,
    accounts: USERS / SCALE,
    days: 3,
    daysAhead: 2,
    signInsPerDay: SIGN_INS_A_DAY / SCALE,
    otherSignInsPerDay: 0,
  });
  const usage: Usage = { tableOperations: 0, mailsToOne: 0, executions: 96 + 24 + 1 };
  const mailer = mailService(time.now, random, { dropped: 0, until: START }).reachedFrom(on);
  const services = compose(
    readConfig({ TABLES_ENDPOINT: 'http://127.0.0.1:1', MAIL_MODE: 'outbox', OUTBOX_DIR: '/nowhere' }),
    {
      graph: graphService(
        { world, exchange: makeExchange(randomFrom(1, 'exchange')) },
        time.now,
        WAYS,
      ).reachedFrom(on, random),
      arm: armService(world, time.now, 999).reachedFrom(on),
      tables: countedTables(tableService().reachedFrom(on, random), usage),
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
  // The first poll reads all that Graph keeps, once in the life of a deployment.
  await during(day(services, time.now, 1));
  Object.assign(usage, { tableOperations: 0, mailsToOne: 0 });
  for (let tick = 0; tick < 96; tick++) {
    await time.passUntil(START + DAY_MS + tick * 15 * MINUTE_MS);
    await during(day(services, time.now, tick));
  }
  return monthlyBill(usage, { users: USERS, signInsADay: SIGN_INS_A_DAY });
}

/** Runs the timers that are due at one quarter of an hour of a day. */
async function day(services: Services, now: () => number, tick: number): Promise<void> {
  await pollSignIns(services.poll, new Date(now()));
  if (tick === 13) await refreshPosture(services.posture, new Date(now()));
  if (tick % (HOUR_MS / (15 * MINUTE_MS)) === 0) await sendDigest(services.digest, new Date(now()));
}

function countedTables(tables: Tables, usage: Usage): Tables {
  const counted = TABLE_NAMES.map((name) => [name, countedTable(tables[name], usage)]);
  return { ...tables, ...Object.fromEntries(counted) };
}

function countedTable(table: TableClient, usage: Usage): TableClient {
  const add = (count: number) => {
    usage.tableOperations += count * SCALE;
  };
  return new Proxy(table, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        add(name === 'submitTransaction' ? (args[0] as readonly TransactionAction[]).length : 1);
        const answer: unknown = Reflect.apply(value, target, args);
        return name === 'listEntities' ? countedRows(answer as Listing, add) : answer;
      };
    },
  });
}

/** Counts one more operation for each page of a listing after the first. The simulated service cuts pages as it likes, so this counts rows. */
function countedRows<T extends Listing>(rows: T, add: (count: number) => void): T {
  const { byPage } = rows;
  return Object.assign(rows, {
    byPage: async function* (...options: unknown[]) {
      let read = 0;
      for await (const page of byPage.apply(rows, options)) {
        const before = Math.floor(read / ROWS_A_PAGE);
        read += page.length;
        add(Math.floor(read / ROWS_A_PAGE) - before);
        yield page;
      }
    },
  });
}

type Listing = { readonly byPage: (...options: unknown[]) => AsyncIterable<readonly unknown[]> };
