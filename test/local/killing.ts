import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type AccountFacts, NOT_IN_LOG } from '../../shared/domain/account/accountFacts';
import { ENFORCED_APPS, indexApps } from '../../shared/domain/apps/enforcedApps';
import { DAY_MS, HOUR_MS, isoTime } from '../../shared/domain/time';
import { allAccounts } from '../../shared/tables/accounts';
import { connectTables } from '../../shared/tables/connect';
import { readDigest, unsentUrgent, updateDigest } from '../../shared/tables/digests';
import { noMemory } from '../../shared/tables/findingSpacing';
import { listFindings } from '../../shared/tables/findings';
import { type Truth, truthOf } from '../../simulation/oracle';
import { randomFrom } from '../../tenant/world/random';
import { makeWorld } from '../../tenant/world/world';
import { collected } from '../tables/world';
import { eventually, type Served, serveProduct } from './servedProduct';

// The built app as a process of its own, killed where it stands. `KILLS=100` asks more of it than every test run needs.
const KILLS = Number(process.env.KILLS ?? 6);
const NOW = Date.now();
/** Where the log begins: all of it can be read, however long the killing takes. */
const DAYS = 29;
const ALL_TIMERS = { poll: true, posture: true, digest: true };

const WORLD = makeWorld({
  nowMs: NOW,
  seed: 11,
  accounts: 60,
  days: DAYS,
  daysAhead: 0,
  signInsPerDay: 25,
  otherSignInsPerDay: 5,
});
const LOG = WORLD.rowsAsOf(NOW).filter(({ createdDateTime }) => Date.parse(createdDateTime) < NOW);
/** The log does not change, but a record in it settles as time goes by: so do some during the test. */
const truthAt = (ms: number) => truthOf(LOG, indexApps(ENFORCED_APPS), ms);
/** With the records that may still change. */
const WHOLE = truthAt(NOW + DAY_MS);
/** Accounts whose last use is recent and will not change: they are named as break-glass accounts. How many depends on the time of day. */
const USED = lastUses(truthAt(NOW))
  .filter(
    ({ userId, upn, at }) =>
      upn?.includes('@') &&
      Date.parse(at) > NOW - 23 * HOUR_MS &&
      lastUses(WHOLE).some((later) => later.userId === userId && later.at === at),
  )
  .slice(0, 3);
/** Never signed in. */
const UNUSED = WORLD.breakGlassUpns.filter(
  (upn) => ![...WHOLE.accounts.values()].some(({ userPrincipalName }) => userPrincipalName === upn),
);

/** A mail service, empty when it starts. */
export type MailSink = {
  /** The settings of the product for it. */
  readonly settings: Readonly<Record<string, string>>;
  /** Mails that went out. */
  readonly mails: (served: Served) => readonly SentMail[];
  readonly close: () => Promise<void>;
};

export type SentMail = {
  readonly subject: string /** Of an urgent mail. */;
  readonly account: string | null;
};

let sink: MailSink;
let served: Served;

type Source = (tenantUrl: string) => Readonly<Record<string, string>>;

async function start(startSink: () => Promise<MailSink>, source: Source): Promise<void> {
  sink = await startSink();
  served = await serveProduct({ now: () => NOW, world: WORLD }, ALL_TIMERS, (tenantUrl) => ({
    BREAK_GLASS_ACCOUNTS: [
      ...USED.map(({ userId, upn }, index) => (index === 0 ? upn : userId)),
      ...UNUSED,
    ].join(','),
    ...sink.settings,
    ...source(tenantUrl),
  }));
}

/** The tables are made here, were the app killed before it could. */
async function openTables() {
  const tables = connectTables({ endpoint: served.tablesEndpoint, credential: null });
  await tables.ensure();
  return tables;
}

/** What a run would find later: nobody can wait for it here. */
async function ageClaims(): Promise<void> {
  const { digests } = await openTables();
  const today = isoTime(Date.now()).slice(0, 10);
  const entries = [await readDigest(digests, 'digest', today), ...(await unsentUrgent(digests, today))];
  for (const entry of entries) {
    if (entry && entry.status !== 'sent')
      await updateDigest(digests, entry, { ...entry, at: isoTime(NOW - HOUR_MS) });
  }
}

/**
 * Kills the product again and again while it sends to this service, and compares all that is left with the truth.
 *
 * @param source the settings of where the sign-in log is read; Graph by default
 */
export function testKills(startSink: () => Promise<MailSink>, source: Source = () => ({})): void {
  beforeAll(() => start(startSink, source), 60_000);
  afterAll(async () => {
    await served?.stop();
    await sink?.close();
  });

  test(
    `after ${KILLS} kills and one clean run the tables hold what the log comes to, and one digest and one urgent mail about each use went out`,
    killAndCompare,
    180_000 + KILLS * 8_000,
  );
}

async function killAndCompare(): Promise<void> {
  const random = randomFrom(KILLS, 'kills');
  for (let kill = 0; kill < KILLS; kill++) {
    await wait(random.whole(100, 3_000));
    if (random.chance(0.3)) await ageClaims();
    await served.kill(ALL_TIMERS);
  }
  await ageClaims();
  const { digests } = await openTables();
  const health = await eventually(
    async () => ({
      ...(await (await served.get('/api/health')).json()),
      unsent: (await unsentUrgent(digests, '')).length,
    }),
    ({ healthy, digest, unsent }) => healthy && digest.status === 'sent' && unsent === 0,
  );
  expect(health).toMatchObject({ healthy: true, digest: { status: 'sent' }, unsent: 0 });
  await served.restart({});
  const truth = truthAt(Date.now());
  const check = await (await served.get('/api/check')).json();
  expect(check.poll).toMatchObject({ complete: true });

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
  const { findings, continuation } = await listFindings(tables.findings, query, {
    now: Date.now(),
    memory: noMemory(),
  });
  expect(continuation).toBeNull();
  expect(byId(findings)).toEqual(byId(truth.findings));
  const accounts = await collected(allAccounts(tables.accounts));
  const seen = accounts.filter(({ namedAt }) => namedAt > NOT_IN_LOG);
  expect(accounts.length - seen.length).toBe(UNUSED.length);
  expect(new Map(seen.map((facts) => [facts.userId, ofLog(facts)]))).toEqual(truth.accounts);
  expect(truth.findings.length).toBeGreaterThan(50);
  expect(USED.length).toBeGreaterThan(0);
  expect(UNUSED.length).toBe(1);
  const sent = sink.mails(served);
  const posted = sent.filter(({ account }) => account === null);
  const urgent = sent.filter(({ account }) => account !== null);
  expect(posted).toHaveLength(1);
  // An administrator may have got in by a password alone, which depends on the time of day.
  expect(urgent.filter(({ subject }) => subject.includes('break-glass'))).toHaveLength(USED.length);
  expect(new Set(urgent.map(({ account }) => account)).size).toBe(urgent.length);
}

function lastUses({ accounts }: Truth) {
  return [...accounts.values()].flatMap(({ userId, userPrincipalName: upn, lastUse }) =>
    lastUse === null ? [] : [{ userId, upn, at: lastUse.at }],
  );
}

/** Registration comes from another report, and is not the log's. */
function ofLog(facts: AccountFacts): AccountFacts {
  return { ...facts, registration: null };
}

function byId<T extends { readonly id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}
