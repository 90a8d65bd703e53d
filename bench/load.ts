import { join } from 'node:path';
import { isoTime } from '../shared/domain/time';
import type { Met } from './loadClients';
import { type Route, routesOf } from './loadRoutes';
import { storeHealthyRuns } from './loadTenant';
import { median } from './measure';
import { answerOf, type Server, startServer } from './programs';
import { atLeast, atMost, type Measured } from './row';

type LoadOptions = {
  /** How often each route is asked, and its floor, by turns; the medians count. */
  readonly rounds: number;
  /** Of each round. */
  readonly seconds: number;
  /** Stored findings, a tenant for each number. */
  readonly findings: readonly number[];
};

/** What a run of callers met, and what each answer took. */
type Run = Pick<Met, 'p50' | 'p99'> & {
  readonly answersASecond: number;
  /** Requests to the tables. */
  readonly requests: number;
  /** Processor time of the app or the floor, and of Azurite. */
  readonly serverMs: number;
  readonly tablesMs: number;
};

const CALLERS = 16;
const TARGET_A_SECOND = 200;
const TARGET_P99_MS = 250;
const FINDINGS_AN_ACCOUNT = 8;
/** About half of the sign-ins of the simulated tenant are findings; the log has 30 days. */
const SIGN_INS_A_DAY_A_FINDING = 1 / 14;

/**
 * Asks the deployed app for pages of 100 findings and for health, 16 callers at once, and compares it with a server that answers with
 * the rows of one request to the tables. App, floor, Azurite and callers are processes of their own: on two cores they share these.
 */
export async function benchLoad({ rounds, seconds, findings }: LoadOptions): Promise<Measured> {
  const measured: Measured[] = [];
  for (const count of findings) {
    const now = Date.now();
    const accounts = Math.ceil(count / FINDINGS_AN_ACCOUNT);
    const sizes = [count, accounts, Math.ceil(count * SIGN_INS_A_DAY_A_FINDING), now];
    const tables = await startServer(program('readBackTables'), sizes.map(String));
    await storeHealthyRuns(tables.url, now);
    const env = settingsFor(tables.url);
    const app = await startServer(program('loadApp'), [JSON.stringify(env)], { env });
    const floor = await startServer(program('loadFloor'), [tables.url]);
    try {
      const routes = await routesOf(app.url, isoTime(now).slice(0, 10));
      measured.push(await measuredTenant(routes, { app, floor, tables, rounds, seconds, count }));
    } finally {
      await Promise.all([app.stop(), floor.stop()]);
      await tables.stop();
    }
  }
  return {
    rows: measured.flatMap(({ rows }) => rows),
    lines: [
      `${CALLERS} callers; median of ${rounds} rounds of ${seconds} s; ms of processor time for each answer`,
      ...measured.flatMap(({ lines }) => lines),
    ],
  };
}

const NEVER = '0 0 0 31 12 *';

function settingsFor(tablesUrl: string): Readonly<Record<string, string>> {
  return {
    TABLES_ENDPOINT: tablesUrl,
    // Nothing listens there: a request to Graph would fail at once.
    GRAPH_ENDPOINT: 'http://127.0.0.1:9',
    ARM_ENDPOINT: 'http://127.0.0.1:9',
    MAIL_MODE: 'outbox',
    OUTBOX_DIR: '/nowhere',
    POLL_SCHEDULE: NEVER,
    POSTURE_SCHEDULE: NEVER,
    DIGEST_SCHEDULE: NEVER,
  };
}

type Servers = { readonly app: Server; readonly floor: Server; readonly tables: Server };

async function measuredTenant(
  routes: readonly Route[],
  {
    rounds,
    seconds,
    count,
    ...servers
  }: Servers & Omit<LoadOptions, 'findings'> & { readonly count: number },
): Promise<Measured> {
  const rows: Measured['rows'][number][] = [];
  const lines = [`${count} findings`];
  for (const route of routes.filter(({ product }) => product.length > 0)) {
    const runs: Record<'floor' | 'product', Run[]> = { floor: [], product: [] };
    for (let round = 0; round < rounds; round++) {
      runs.floor.push(await runOf(servers.floor, servers.tables, { paths: route.floor, seconds }));
      runs.product.push(await runOf(servers.app, servers.tables, { paths: route.product, seconds }));
    }
    const [floor, product] = [medians(runs.floor), medians(runs.product)];
    lines.push(line(`${route.name}: floor`, floor), line(route.name, product));
    const name = `load: ${route.name}, ${count} findings`;
    rows.push(
      atLeast(TARGET_A_SECOND, `${name}: answers a second`, product.answersASecond),
      atMost(TARGET_P99_MS, `${name}: 99 of 100 within ms`, product.p99),
    );
  }
  return { rows, lines };
}

type Asked = { readonly paths: readonly string[]; readonly seconds: number };

async function runOf(server: Server, tables: Server, { paths, seconds }: Asked): Promise<Run> {
  // Once before it counts: code becomes quick, and connections are opened.
  await callers(server, { paths, seconds: seconds / 2 });
  const before = [await server.usage(), await tables.usage()] as const;
  const { answers, failures, seconds: took, p50, p99 } = await callers(server, { paths, seconds });
  const after = [await server.usage(), await tables.usage()] as const;
  if (failures > 0) throw new Error(`${failures} of ${answers} answers of ${paths[0]} failed.`);
  return {
    answersASecond: answers / took,
    p50,
    p99,
    requests: (after[0].sent - before[0].sent) / answers,
    serverMs: (after[0].processorMs - before[0].processorMs) / answers,
    tablesMs: (after[1].processorMs - before[1].processorMs) / answers,
  };
}

function callers({ url }: Server, { paths, seconds }: Asked): Promise<Met> {
  return answerOf<Met>(program('loadClients'), [url, `${CALLERS}`, `${seconds}`, ...paths]);
}

function medians(runs: readonly Run[]): Run {
  const of = (key: keyof Run) => median(runs.map((run) => run[key]));
  return {
    answersASecond: of('answersASecond'),
    p50: of('p50'),
    p99: of('p99'),
    requests: of('requests'),
    serverMs: of('serverMs'),
    tablesMs: of('tablesMs'),
  };
}

function line(name: string, { answersASecond, p50, p99, requests, serverMs, tablesMs }: Run): string {
  return [
    name.padEnd(22),
    `${answersASecond.toFixed(0).padStart(5)} a second`,
    `p50 ${p50.toFixed(0).padStart(4)} ms  p99 ${p99.toFixed(0).padStart(4)} ms`,
    `table requests ${requests.toFixed(2).padStart(5)}`,
    `processor ${serverMs.toFixed(2).padStart(6)} ms, Azurite ${tablesMs.toFixed(2).padStart(6)} ms`,
  ].join('  ');
}

function program(name: string): string {
  return join(__dirname, `${name}.js`);
}
