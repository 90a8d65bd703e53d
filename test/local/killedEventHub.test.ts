import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { EventDelivery } from '../../local/host/eventHubs';
import { type AccountFacts, NOT_IN_LOG } from '../../shared/domain/account/accountFacts';
import { ENFORCED_APPS, indexApps } from '../../shared/domain/apps/enforcedApps';
import { HOUR_MS, isoTime, MINUTE_MS } from '../../shared/domain/time';
import { allAccounts } from '../../shared/tables/accounts';
import { connectTables } from '../../shared/tables/connect';
import { noMemory } from '../../shared/tables/findingSpacing';
import { listFindings } from '../../shared/tables/findings';
import { noteHearing } from '../../shared/tables/streamMarks';
import { markedBuckets } from '../../shared/tables/unsettled';
import { endedAt, eventHubOf, type HubEvent } from '../../simulation/eventHub';
import { truthOf } from '../../simulation/oracle';
import type { LogRow } from '../../tenant/world/log';
import { randomFrom } from '../../tenant/world/random';
import { wholeRecord } from '../../tenant/world/record';
import { makeWorld } from '../../tenant/world/world';
import { collected } from '../tables/world';
import { eventually, type Served, serveProduct } from './servedProduct';

// The built app as a process of its own, killed where it stands. `KILLS=100` asks more of it than every test run needs.
const KILLS = Number(process.env.KILLS ?? 6);
const TIMERS = { poll: true };
/** How far the stream comes: then no bucket is settled in part. */
const NOW = Math.floor(Date.now() / (10 * MINUTE_MS)) * 10 * MINUTE_MS;
const MOST_EVENTS = 8;

const WHOLE = makeWorld({
  nowMs: NOW,
  seed: 12,
  accounts: 60,
  days: 4,
  daysAhead: 0,
  signInsPerDay: 25,
  otherSignInsPerDay: 5,
});
const LOG = rowsInTime(WHOLE.log);
const HUB = eventHubOf({ ...WHOLE, log: LOG }, 12, NOW);
const TRUTH = truthOf(lastOf(LOG).map(wholeRecord), indexApps(ENFORCED_APPS), NOW);

/** The rows that have reached the hub, of sign-ins whose records change before they count as settled. */
function rowsInTime(log: readonly LogRow[]): readonly LogRow[] {
  const late = new Set(
    log.filter((row) => row.visibleMs - row.createdMs > 100 * MINUTE_MS).map(({ own }) => own.id),
  );
  return log.filter(({ own, visibleMs }) => !late.has(own.id) && visibleMs < NOW - 2 * HOUR_MS);
}

function lastOf(log: readonly LogRow[]): readonly LogRow[] {
  const inOrder = log.toSorted((a, b) => a.visibleMs - b.visibleMs);
  return [...new Map(inOrder.map((row) => [row.own.id, row])).values()];
}

let served: Served;

beforeAll(async () => {
  served = await serveProduct({ now: () => NOW, world: WHOLE }, TIMERS, {
    SIGN_IN_SOURCE: 'eventHub',
    EVENT_HUB_NAME: 'insights-logs-signinlogs',
    EVENT_HUB__fullyQualifiedNamespace: 'contoso.servicebus.example',
  });
}, 60_000);
afterAll(() => served?.stop());

/**
 * Delivers a partition as the hub's host does: batch by batch, each until it is taken. Answers how often a batch was repeated.
 *
 * @param killing the first kill, for which the last batch waits: a quick machine would have delivered all before
 */
async function deliver(index: number, events: readonly HubEvent[], killing: Promise<void>): Promise<number> {
  let repeated = 0;
  for (let start = 0; start < events.length; start += MOST_EVENTS) {
    if (start + MOST_EVENTS >= events.length) await killing;
    const delivery = deliveryOf(index, events.slice(start, start + MOST_EVENTS));
    while (!(await isTaken(delivery))) {
      repeated++;
      await wait(100);
    }
  }
  return repeated;
}

async function isTaken(delivery: EventDelivery): Promise<boolean> {
  try {
    return (await served.post('/admin/eventHubs/ingestSignIns', JSON.stringify(delivery))).status === 202;
  } catch {
    return false;
  }
}

function deliveryOf(index: number, events: readonly HubEvent[]): EventDelivery {
  return {
    partition: String(index),
    events: events.map(({ sequence, enqueuedMs, body }) => ({
      sequence,
      enqueuedAt: isoTime(enqueuedMs),
      body: typeof body === 'object' && !Buffer.isBuffer(body) ? JSON.stringify(body) : String(body),
    })),
  };
}

test(
  `after ${KILLS} kills of an app that an event hub delivers to, the tables hold what the log comes to`,
  async () => {
    const tables = connectTables({ endpoint: served.tablesEndpoint, credential: null });
    await tables.ensure();
    // As if it had listened for hours: nobody can wait for that here.
    await noteHearing(tables.checkpoints, { at: Date.now(), watchedMs: 9 * HOUR_MS, partitions: {} }, null);
    const random = randomFrom(KILLS, 'kills');
    let begin = () => {};
    const killing = new Promise<void>((resolve) => (begin = resolve));
    const delivering = Promise.all(
      HUB.partitions.map((events, index) => deliver(index, endedAt(events, NOW), killing)),
    );
    for (let kill = 0; kill < KILLS; kill++) {
      await wait(random.whole(100, 3_000));
      const restarted = served.kill(TIMERS);
      begin();
      await restarted;
    }
    const repeated = (await delivering).reduce((sum, count) => sum + count, 0);
    await eventually(
      () => markedBuckets(tables.unsettled),
      (marked) => marked.length === 0,
    );
    await served.restart({});
    const check = await (await served.get('/api/check')).json();
    expect(check.poll).toMatchObject({ complete: true });
    const query = { from: null, to: null, user: null, app: null, verdict: null };
    const { findings, continuation } = await listFindings(
      tables.findings,
      { ...query, limit: 1_000, continuation: null },
      { now: Date.now(), memory: noMemory() },
    );
    expect(continuation).toBeNull();
    expect(byId(findings)).toEqual(byId(TRUTH.findings));
    const accounts = (await collected(allAccounts(tables.accounts))).filter(
      ({ namedAt }) => namedAt > NOT_IN_LOG,
    );
    expect(new Map(accounts.map((facts) => [facts.userId, ofLog(facts)]))).toEqual(TRUTH.accounts);
    expect(TRUTH.findings.length).toBeGreaterThan(20);
    expect(repeated).toBeGreaterThan(0);
  },
  180_000 + KILLS * 8_000,
);

/** Registration comes from another report, and is not the log's. */
function ofLog(facts: AccountFacts): AccountFacts {
  return { ...facts, registration: null };
}

function byId<T extends { readonly id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}
