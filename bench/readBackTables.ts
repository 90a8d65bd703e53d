/**
 * A program that `npm run bench -- read-back` starts: Azurite's table service with a tenant of 10,000 accounts and so many findings.
 * `npm run bench -- poll` starts it with 0 findings: then all tables are empty.
 *
 * The rows are those that the product stores, but they are put into Azurite's store by the process itself. Over HTTP, Azurite takes
 * 2,700 rows a second and fewer with each row: it looks through a whole partition for each row it writes. It answers reads as ever.
 *
 * Argument: the number of findings. It sends its URL to the program that started it.
 */

import { once } from 'node:events';
import { createServer } from 'node:net';
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

const ACCOUNT = 'devstoreaccount1';
const ACCOUNTS = 10_000;
const LOG_DAYS = 30;
/** Retention keeps so many times the days of the log. */
const REPEATS = 3;

/** The part of Azurite's store that fills it. */
type Store = {
  readonly db: { readonly getCollection: (name: string) => Collection };
  readonly getTableCollectionName: (account: string, table: string) => string;
};
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

async function tenant() {
  const options = { seed: 1, nowMs: NOW, accounts: ACCOUNTS, days: LOG_DAYS, daysAhead: 0 };
  const rows = makeWorld({ ...options, signInsPerDay: 2_000, otherSignInsPerDay: 0 }).finalRows();
  const apps = indexApps(ENFORCED_APPS);
  return judgePages(pagesOf(rows), { apps, tenantId: null, now: NOW });
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
      id: `${n.toString(16).padStart(8, '0')}${finding.id.slice(8)}`,
      createdDateTime: isoTime(ms),
    };
  }
}

async function main(): Promise<void> {
  const port = await freePort();
  process.argv.push('--tableHost', '127.0.0.1', '--tablePort', `${port}`, '--inMemoryPersistence');
  process.argv.push('--silent', '--skipApiVersionCheck', '--disableTelemetry');
  const azurite = (file: string) => require(require.resolve(`azurite/dist/src/table/${file}`));
  const { prototype } = azurite('persistence/LokiTableMetadataStore.js').default;
  const { init } = prototype;
  let store: Store | undefined;
  prototype.init = function keep(this: Store) {
    store = this;
    return init.call(this);
  };
  azurite('main.js');
  const tablesUrl = `http://127.0.0.1:${port}/${ACCOUNT}`;
  await connectTables({ endpoint: tablesUrl, credential: null }).ensure();
  if (store === undefined) throw new Error('Azurite has no store.');
  const count = Number(process.argv[2]);
  if (count > 0) {
    const { findings, book } = await tenant();
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

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

void main();
