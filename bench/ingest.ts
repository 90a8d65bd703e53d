import { compose } from '../shared/compose';
import { readConfig } from '../shared/config';
import type { StoredMark } from '../shared/domain/stream/partition';
import { isoTime } from '../shared/domain/time';
import { type IngestDeps, ingestEvents } from '../shared/jobs/ingest/ingestEvents';
import { connectTables } from '../shared/tables/connect';
import { NOW } from './page';
import { atMost, type Measured } from './row';
import { EVENTS_PER_BATCH, streamDay } from './streamDay';

/**
 * Of a tenant's sign-ins, those at enforced apps: 2 % of the users of a tenant of 300,000 administer or develop, and each signs in some 60 times
 * a day to the portals, Azure CLI and Azure Resource Manager, against 33 sign-ins of everybody: 3.6 %. Rounded up.
 */
const ENFORCED = 0.04;
/** Records of the other logs that a diagnostic setting mostly streams too. */
const OTHERS = 0.1;
const TARGET_MEMORY = 1.2;
/** The bodies of every so many batches are parsed alone, for the floor. */
const FLOOR_EVERY = 10;

/**
 * A day of sign-ins through the job of `ingestSignIns`, in this process, in batches as the host delivers them. The tables count and answer at once:
 * the SDK serializes each request, and nothing is sent. The floor is `JSON.parse` of the same bodies.
 */
export async function benchIngest(signIns: number): Promise<Measured> {
  const tables = countingTables();
  const { ingest: composed } = compose(CONFIG, { ...OUTSIDE, tables: tables.tables });
  const marks = markInMemory();
  const ingest = { ...composed, ...marks.deps };
  const day = { signIns, enforced: ENFORCED, others: OTHERS };
  const used = { ms: 0, floorMs: 0, bytes: 0, floorBytes: 0, batches: 0, records: 0, stored: 0 };
  const peaks: number[] = [];
  for (const bodies of streamDay(day)) {
    const bytes = bodies.reduce((sum, { length }) => sum + length, 0);
    if (used.batches % FLOOR_EVERY === 0) {
      used.floorMs += await cpuMs(async () => bodies.forEach((body) => void JSON.parse(body)));
      used.floorBytes += bytes;
    }
    const from = used.batches * EVENTS_PER_BATCH;
    const place = (sequence: number) => ({ sequence, enqueuedAt: isoTime(NOW) });
    used.ms += await cpuMs(async () => {
      const batch = {
        bodies,
        place: { partition: '0', first: place(from), last: place(from + bodies.length - 1) },
      };
      const { records, stored } = await ingestEvents(ingest, batch, new Date(NOW));
      used.records += records;
      used.stored += stored;
    });
    used.bytes += bytes;
    used.batches++;
    const tenth = Math.floor((10 * used.records) / (day.signIns * (1 + OTHERS)));
    peaks[tenth] = Math.max(peaks[tenth] ?? 0, process.memoryUsage.rss());
  }
  const perSecond = (day.signIns / used.ms) * 1_000;
  const floor = (used.floorMs / used.floorBytes) * used.bytes;
  const lines = [
    `${day.signIns.toLocaleString('en')} sign-ins and ${(used.records - day.signIns).toLocaleString('en')} records of other logs in ${used.batches.toLocaleString('en')} batches, ${mib(used.bytes)} MiB`,
    `${Math.round(perSecond).toLocaleString('en')} sign-ins a second of one core: ${(used.ms / 1_000).toFixed(0)} s, ${(used.ms / floor).toFixed(2)} times JSON.parse of the same bodies (${(floor / 1_000).toFixed(0)} s)`,
    `${used.stored.toLocaleString('en')} stored (${(100 * ENFORCED).toFixed(0)} % at enforced apps) in ${tables.counts.transactions.toLocaleString('en')} transactions of ${mib(tables.counts.bytes)} MiB, and ${marks.calls().toLocaleString('en')} calls for the marks of partitions`,
    `peak memory in each tenth, MiB: ${peaks.map(mib).join(' ')}`,
  ];
  const growth = (peaks.at(-1) ?? Number.NaN) / (peaks[1] ?? Number.NaN);
  return {
    lines,
    rows: [atMost(TARGET_MEMORY, 'peak memory of ingesting a day: its end, of its second tenth', growth)],
  };
}

/** Processor time of this process, of one core: the machine may be busy otherwise. */
async function cpuMs(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function mib(bytes: number): string {
  return Math.round(bytes / 2 ** 20).toLocaleString('en');
}

const CONFIG = readConfig({
  SIGN_IN_SOURCE: 'eventHub',
  EVENT_HUB_NAME: 'sign-ins',
  EVENT_HUB__fullyQualifiedNamespace: 'contoso.servicebus.example',
  TABLES_ENDPOINT: 'http://127.0.0.1:1',
  MAIL_MODE: 'outbox',
  OUTBOX_DIR: '/nowhere',
});

const OUTSIDE = {
  ...{ graph: {} as never, arm: {} as never, mailer: {} as never },
  clock: () => NOW,
  wait: () => Promise.reject(new Error('Nothing fails here.')),
};

/** The mark of the one partition. */
function markInMemory() {
  let mark: StoredMark | null = null;
  let calls = 0;
  const deps: Pick<IngestDeps, 'readMark' | 'moveMark'> = {
    readMark: async () => {
      calls++;
      return mark;
    },
    moveMark: async (to) => {
      calls++;
      mark = { ...to, etag: String(calls) };
      return true;
    },
  };
  return { deps, calls: () => calls };
}

/** The tables of the SDK, whose requests are made and answered here. */
function countingTables() {
  const tables = connectTables({ endpoint: 'http://127.0.0.1:1', credential: null });
  const counts = { transactions: 0, bytes: 0 };
  const { ensure: _, pause: __, ...clients } = tables;
  for (const client of Object.values(clients)) {
    client.pipeline.addPolicy({
      name: 'answered here',
      sendRequest: async (request) => {
        const body = typeof request.body === 'string' ? request.body : '';
        counts.bytes += body.length;
        if (!request.url.includes('$batch')) throw new Error('Only batches are answered here.');
        counts.transactions++;
        const actions = body.split('HTTP/1.1').length - 1;
        return {
          request,
          headers: request.headers,
          status: 202,
          bodyAsText: `${ANSWER.repeat(actions)}--changesetresponse_1--`,
        };
      },
    });
  }
  return { tables, counts };
}

const ANSWER = '--changesetresponse_1\r\n\r\nHTTP/1.1 204 No Content\r\nETag: W/"1"\r\n\r\n';
