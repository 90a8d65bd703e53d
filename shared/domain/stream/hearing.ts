import { HOUR_MS } from '../time';
import type { StoredMark } from './partition';

/** What the timer has noticed of each partition, for its next run to compare. */
export type Hearing = {
  /** When the run noted it: milliseconds since 1970-01-01 UTC. */
  readonly at: number;
  /** How long the stream has been watched, counted like `silentMs`. */
  readonly watchedMs: number;
  /** By partition. */
  readonly partitions: Readonly<Record<string, Heard>>;
};

type Heard = {
  /** Of the partition's mark. */
  readonly etag: string;
  /** How long nothing has come, as far as runs of the timer have seen it. */
  readonly silentMs: number;
  readonly read: number;
  readonly rejected: number;
};

/** A partition from which nothing has come for this long has nothing that waits. */
const SILENT_MS = 3 * HOUR_MS;
/** The most that counts from one run to the next. If the app was off, the stream was not silent: nobody listened. */
const MOST_BETWEEN_MS = HOUR_MS;

/** The hearing of a run. */
export function hearingNow(last: Hearing | null, marks: readonly StoredMark[], now: number): Hearing {
  const passedMs = last === null ? 0 : Math.min(Math.max(now - last.at, 0), MOST_BETWEEN_MS);
  const partitions = marks.map(({ partition, etag, read, rejected }): [string, Heard] => {
    const before = last?.partitions[partition];
    const silentMs = before?.etag === etag ? before.silentMs + passedMs : 0;
    return [partition, { etag, silentMs, read, rejected }];
  });
  return {
    at: now,
    watchedMs: (last?.watchedMs ?? 0) + passedMs,
    partitions: Object.fromEntries(partitions),
  };
}

/**
 * Up to when the log is known: every version that reached the hub before has been stored. Milliseconds since 1970-01-01 UTC.
 *
 * A later version of a sign-in may come by another partition, so the partition that is furthest behind counts. One of which nothing is
 * stored yet is not known at all: therefore nothing is final in the first hours.
 */
export function knownUntil(
  { watchedMs, partitions }: Hearing,
  marks: readonly StoredMark[],
  now: number,
): number {
  const waiting = marks.filter(({ partition }) => (partitions[partition]?.silentMs ?? 0) < SILENT_MS);
  if (watchedMs < SILENT_MS) return 0;
  return Math.min(now, ...waiting.map(({ enqueuedAt }) => Date.parse(enqueuedAt)));
}

/** The numbers of records that were read and rejected since the last run. */
export function heardSince(last: Hearing | null, { partitions }: Hearing) {
  const total = { read: 0, rejected: 0 };
  for (const [partition, { read, rejected }] of Object.entries(partitions)) {
    const before = last?.partitions[partition];
    total.read += read - (before?.read ?? 0);
    total.rejected += rejected - (before?.rejected ?? 0);
  }
  return total;
}
