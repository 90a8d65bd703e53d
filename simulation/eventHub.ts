import { DAY_MS, HOUR_MS, isoTime, MINUTE_MS } from '../shared/domain/time';
import { auditRecord, type DiagnosticRecord, diagnosticRecord } from '../tenant/stream/diagnosticRecord';
import { type Random, randomFrom } from '../tenant/world/random';
import { wholeRecord } from '../tenant/world/record';
import type { World } from '../tenant/world/world';

/** One event of a hub. */
export type HubEvent = {
  readonly sequence: number;
  readonly enqueuedMs: number;
  readonly body: unknown;
};

/** An event hub in memory. */
export type EventHub = {
  /** The events of each partition, in order. */
  readonly partitions: readonly (readonly HubEvent[])[];
  /** Bodies that are no list of records. */
  readonly poison: readonly string[];
  /** When its last event came, at the latest: milliseconds since 1970-01-01 UTC. */
  readonly endsAt: number;
  /** Events that the host has passed over. */
  readonly lost: Set<HubEvent>;
};

/** From the log to the hub. */
const MOST_PUBLISH_MS = 4 * MINUTE_MS;
const MOST_RECORDS = 6;

/**
 * The stream of a log until `toMs`: each version of each record once it has reached the log, in events of any partition, now and then
 * twice, among records of other logs and bodies that nobody can read.
 */
export function eventHubOf({ log }: World, seed: number, toMs: number): EventHub {
  const random = randomFrom(seed, 'event hub');
  const partitions: HubEvent[][] = Array.from({ length: random.pick([1, 2, 4]) }, () => []);
  const poison: string[] = [];
  const published = log
    .map((row) => ({
      atMs: row.visibleMs + MINUTE_MS + MOST_PUBLISH_MS * random.fraction(),
      // Made when it is delivered: a large log does not fit into memory otherwise.
      record: () => diagnosticRecord(wholeRecord(row), row.visibleMs),
    }))
    .flatMap((one) => (random.chance(0.02) ? [one, { ...one, atMs: one.atMs + HOUR_MS }] : [one]));
  const others = otherLogs(published[0]?.atMs ?? toMs, toMs, random);
  const waiting: { readonly atMs: number; readonly records: (() => DiagnosticRecord)[] }[] = [];
  for (const { atMs, record } of [...published, ...others].sort((a, b) => a.atMs - b.atMs)) {
    const open = waiting.at(-1);
    if (open && atMs - open.atMs < MINUTE_MS && open.records.length < MOST_RECORDS) open.records.push(record);
    else waiting.push({ atMs, records: [record] });
  }
  for (const { atMs, records } of waiting) {
    const enqueuedMs = Math.ceil(atMs + MINUTE_MS);
    put(random.pick(partitions), enqueuedMs, bodyOf(records, random));
    if (random.chance(0.005)) {
      const body = `{"records": [ {"cut off at ${isoTime(enqueuedMs)}`;
      poison.push(body);
      put(random.pick(partitions), enqueuedMs, () => body);
    }
  }
  return { partitions, poison, endsAt: toMs, lost: new Set() };
}

function put(partition: HubEvent[], enqueuedMs: number, body: () => unknown): void {
  partition.push({
    sequence: (partition.at(-1)?.sequence ?? 40) + 1,
    enqueuedMs,
    get body() {
      return body();
    },
  });
}

/** As the Functions worker hands it over: parsed, as text, or as bytes. */
function bodyOf(records: readonly (() => DiagnosticRecord)[], random: Random): () => unknown {
  const hasEnvelope = random.chance(0.9);
  const form = random.pick(['parsed', 'text', 'bytes'] as const);
  return () => {
    const made = records.map((record) => record());
    const body = hasEnvelope ? { records: made } : made;
    if (form === 'parsed') return body;
    return form === 'text' ? JSON.stringify(body) : Buffer.from(JSON.stringify(body));
  };
}

/** So many that the stream is never silent for a day. */
function otherLogs(fromMs: number, toMs: number, random: Random) {
  const count = Math.ceil((6 * (toMs - fromMs)) / DAY_MS);
  return Array.from({ length: count }, () => {
    const atMs = fromMs + (toMs - fromMs) * random.fraction();
    const id = random.guid();
    return { atMs, record: () => auditRecord(id, atMs) };
  });
}

/** The events of a partition until `ms`, and then one more at that instant: the stream is known until then. */
export function endedAt(events: readonly HubEvent[], ms: number): readonly HubEvent[] {
  const sequence = (events.at(-1)?.sequence ?? 0) + 1;
  const body = { records: [auditRecord('e0000001-0000-4000-8000-000000000009', ms)] };
  return [...events.filter(({ enqueuedMs }) => enqueuedMs < ms), { sequence, enqueuedMs: ms, body }];
}
