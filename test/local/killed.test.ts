import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AccountFacts } from '../../shared/domain/account/accountFacts';
import { ENFORCED_APPS, indexApps } from '../../shared/domain/apps/enforcedApps';
import { HOUR_MS, isoTime } from '../../shared/domain/time';
import { allAccounts } from '../../shared/tables/accounts';
import { connectTables } from '../../shared/tables/connect';
import { readDigest, updateDigest } from '../../shared/tables/digests';
import { listFindings } from '../../shared/tables/findings';
import { truthOf } from '../../simulation/oracle';
import { randomFrom } from '../../tenant/world/random';
import { type LoopbackServer, loopbackServer } from '../loopbackServer';
import { collected } from '../tables/world';
import { eventually, type Served, serveProduct } from './servedProduct';

// The built app as a process of its own, killed where it stands. `KILLS=100` asks more of it than every test run needs.
const KILLS = Number(process.env.KILLS ?? 6);
const NOW = Date.now();
/** Where the log begins: all of it can be read, however long the killing takes. */
const DAYS = 29;
const ALL_TIMERS = { poll: true, posture: true, digest: true };

let service: LoopbackServer;
let served: Served;

beforeAll(async () => {
  const taken = new Set<string>();
  service = await loopbackServer(({ method, url, headers }, endpoint) => {
    const id = String(headers['operation-id'] ?? /operations\/([^?]+)/.exec(url)?.[1]);
    if (method === 'GET' && !taken.has(id))
      return { status: 404, body: { error: { code: 'NotFound', message: 'x' } } };
    if (method === 'GET') return { body: { id, status: 'Succeeded' } };
    taken.add(id);
    const location = `${endpoint}/emails/operations/${id}?api-version=2025-09-01`;
    return { status: 202, headers: { 'operation-location': location }, body: { id, status: 'Running' } };
  });
  served = await serveProduct(
    { now: () => NOW, seed: 11, days: DAYS, signInsPerDay: 25, otherSignInsPerDay: 5 },
    ALL_TIMERS,
    {
      MAIL_MODE: 'acs',
      EMAIL_ENDPOINT: service.endpoint,
      EMAIL_SENDER: 'DoNotReply@mail.contoso.example',
    },
  );
}, 60_000);
afterAll(async () => {
  await served?.stop();
  await service?.close();
});

/** The tables are made here, were the app killed before it could. */
async function openTables() {
  const tables = connectTables({ endpoint: served.tablesEndpoint, credential: null });
  await tables.ensure();
  return tables;
}

/** What a run would find later: nobody can wait for it here. */
async function ageClaims(): Promise<void> {
  const { digests } = await openTables();
  const entry = await readDigest(digests, 'digest', isoTime(Date.now()).slice(0, 10));
  if (entry && entry.status !== 'sent')
    await updateDigest(digests, entry, { ...entry, at: isoTime(NOW - HOUR_MS) });
}

test(
  `after ${KILLS} kills and one clean run the tables hold what the log comes to, and one digest went out`,
  async () => {
    const random = randomFrom(KILLS, 'kills');
    for (let kill = 0; kill < KILLS; kill++) {
      await wait(random.whole(100, 3_000));
      if (random.chance(0.3)) await ageClaims();
      await served.kill(ALL_TIMERS);
    }
    await ageClaims();
    const health = await eventually(
      async () => (await served.get('/api/health')).json(),
      ({ healthy, digest }) => healthy && digest.status === 'sent',
    );
    expect(health).toMatchObject({ healthy: true, digest: { status: 'sent' } });
    await served.restart({});
    const check = await (await served.get('/api/check')).json();
    expect(check.poll).toMatchObject({ complete: true });

    const log = served.tenant.world
      .rowsAsOf(NOW)
      .filter(({ createdDateTime }) => Date.parse(createdDateTime) < NOW);
    const truth = truthOf(log, indexApps(ENFORCED_APPS), NOW);
    const query = {
      from: null,
      to: null,
      user: null,
      app: null,
      verdict: null,
      limit: 1_000,
      continuation: null,
    };
    const tables = await openTables();
    const { findings, continuation } = await listFindings(tables.findings, query);
    expect(continuation).toBeNull();
    expect(byId(findings)).toEqual(byId(truth.findings));
    const accounts = await collected(allAccounts(tables.accounts));
    expect(new Map(accounts.map((facts) => [facts.userId, ofLog(facts)]))).toEqual(truth.accounts);
    expect(truth.findings.length).toBeGreaterThan(50);
    expect(service.asked.filter(({ method }) => method === 'POST')).toHaveLength(1);
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
