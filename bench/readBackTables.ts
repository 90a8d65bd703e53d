/**
 * A program that `npm run bench -- readBack` and `load` start: Azurite's table service with a tenant and so many findings.
 * `npm run bench -- poll` starts it with 0 findings: then all tables are empty.
 *
 * The rows are those that the product stores, but they are put into Azurite's store by the process itself. Over HTTP, Azurite takes
 * 2,700 rows a second and fewer with each row: it looks through a whole partition for each row it writes. It answers reads as ever.
 *
 * Arguments: the number of findings; the accounts (10,000 by default), their sign-ins a day (2,000) and the end of the log in
 * milliseconds since 1970-01-01 UTC. It sends its URL to the program that started it, and then what it has used, when asked.
 */

import type { AddressInfo } from 'node:net';
import { ENFORCED_APPS, indexApps } from '../shared/domain/apps/enforcedApps';
import type { Finding } from '../shared/domain/finding/finding';
import { DAY_MS, isoTime } from '../shared/domain/time';
import { judgePages } from '../shared/jobs/poll/judgePages';
import { accountRow } from '../shared/tables/accountRow';
import { connectTables } from '../shared/tables/connect';
import { findingRow } from '../shared/tables/findingRow';
import type { Row } from '../shared/tables/rows';
import { makeWorld } from '../tenant/world/world';
import { NOW } from './page';
import { answerUsage } from './programUsage';

const ACCOUNT = 'devstoreaccount1';
const LOG_DAYS = 30;
/** Retention keeps so many times the days of the log. */
const REPEATS = 3;

/** The part of Azurite's store that fills it. */
type Store = {
  readonly db: { readonly getCollection: (name: string) => Collection };
  readonly getTableCollectionName: (account: string, table: string) => string;
};
/** The part of its server that knows the port: it prints the one that it was asked for, which is 0. */
type Listening = { readonly httpServer: { readonly address: () => AddressInfo } };
type Collection = {
  adaptiveBinaryIndices: boolean;
  readonly insert: (rows: readonly object[]) => unknown;
  readonly ensureAllIndexes: (force: boolean) => void;
};

function fill(store: Store, table: string, rows: Iterable<Row>): void {
  const collection = store.db.getCollection(store.getTableCollectionName(ACCOUNT, table));
  const lastModifiedTime = new Date(NOW).toISOString();
  // Keeping the rows in order after each one would take a minute for each 100,000.
  collection.adaptiveBinaryIndices = false;
  let waiting: object[] = [];
  let count = 0;
  for (const { partitionKey, rowKey, ...columns } of rows) {
    // JSON leaves out what a row leaves empty, as on the way over HTTP.
    const given = JSON.parse(JSON.stringify(columns)) as object;
    const properties = { ...given, Timestamp: lastModifiedTime, 'Timestamp@odata.type': 'Edm.DateTime' };
    const eTag = `W/"datetime'${encodeURIComponent(lastModifiedTime)}-${++count}'"`;
    waiting.push({ PartitionKey: partitionKey, RowKey: rowKey, properties, lastModifiedTime, eTag });
    if (waiting.length === 10_000) {
      collection.insert(waiting);
      waiting = [];
    }
  }
  collection.insert(waiting);
  collection.ensureAllIndexes(true);
  collection.adaptiveBinaryIndices = true;
}

async function tenant(accounts: number, signInsPerDay: number, nowMs: number) {
  const options = { seed: 1, nowMs, accounts, days: LOG_DAYS, daysAhead: 0 };
  const rows = makeWorld({ ...options, signInsPerDay, otherSignInsPerDay: 0 }).finalRows();
  const apps = indexApps(ENFORCED_APPS);
  return judgePages(pagesOf(rows), { apps, tenantId: null, now: nowMs });
}

async function* pagesOf(rows: readonly unknown[]): AsyncGenerator<readonly unknown[]> {
  yield rows;
}

/** The findings over and over, each with an id of its own, spread over the days that retention keeps. */
function* repeated(findings: readonly Finding[], count: number): Generator<Finding> {
  for (let n = 0; n < count; n++) {
    const finding = findings[n % findings.length];
    if (finding === undefined) return;
    const round = Math.floor(n / findings.length);
    const ms = Date.parse(finding.createdDateTime) - (round % REPEATS) * LOG_DAYS * DAY_MS - round;
    yield {
      ...finding,
      id: `${spread(n)}${finding.id.slice(8)}`,
      createdDateTime: isoTime(ms),
    };
  }
}

/** Another number for each, in eight hexadecimal digits: the ids of Microsoft are in no order either. */
function spread(n: number): string {
  return (Math.imul(n, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
}

async function main([
  count = 0,
  accounts = 10_000,
  signInsPerDay = 2_000,
  nowMs = NOW,
]: readonly number[]): Promise<void> {
  answerUsage();
  process.argv.push('--tableHost', '127.0.0.1', '--tablePort', '0', '--inMemoryPersistence');
  process.argv.push('--silent', '--skipApiVersionCheck', '--disableTelemetry');
  const azurite = (file: string) => require(require.resolve(`azurite/dist/src/table/${file}`)).default;
  const { prototype: metadata } = azurite('persistence/LokiTableMetadataStore.js');
  const { init } = metadata;
  let store: Store | undefined;
  metadata.init = function keep(this: Store) {
    store = this;
    return init.call(this);
  };
  const { prototype: server } = azurite('TableServer.js');
  const { start } = server;
  const listening = new Promise<number>((resolve) => {
    server.start = async function tell(this: Listening) {
      await start.call(this);
      resolve(this.httpServer.address().port);
    };
  });
  azurite('main.js');
  const tablesUrl = `http://127.0.0.1:${await listening}/${ACCOUNT}`;
  await connectTables({ endpoint: tablesUrl, credential: null }).ensure();
  if (store === undefined) throw new Error('Azurite has no store.');
  if (count > 0) {
    const { findings, book } = await tenant(accounts, signInsPerDay, nowMs);
    fill(store, 'Findings', findingRows(findings, count));
    fill(
      store,
      'Accounts',
      [...book.facts().values()].map((facts) => accountRow(facts, null)),
    );
  }
  process.once('disconnect', () => process.exit());
  process.send?.(tablesUrl);
}

function* findingRows(findings: readonly Finding[], count: number): Generator<Row> {
  for (const finding of repeated(findings, count)) yield findingRow(finding);
}

void main(process.argv.slice(2).map(Number));
