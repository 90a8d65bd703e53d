import type { BatchPlace, EventBatch } from '../../decode/stream/eventBatch';
import { recordsIn } from '../../decode/stream/recordsIn';
import { versionIn, type Wanted } from '../../decode/stream/versionIn';
import { dayOf } from '../../domain/finding/finding';
import type { Reject } from '../../domain/signIn/reject';
import {
  gapBefore,
  isAhead,
  type PartitionMark,
  type StoredMark,
  type StreamGap,
} from '../../domain/stream/partition';
import type { SignInVersion } from '../../domain/stream/version';
import { isoTime, MINUTE_MS } from '../../domain/time';

export type IngestDeps = Wanted & {
  /** Each call may be repeated without harm, and answers how many transactions it took. */
  readonly saveVersions: (versions: readonly SignInVersion[]) => Promise<number>;
  readonly saveRejects: (day: string, rejects: readonly Reject[]) => Promise<number>;
  readonly readMark: (partition: string) => Promise<StoredMark | null>;
  /** False if another run moved it first. */
  readonly moveMark: (mark: PartitionMark, etag: string | null) => Promise<boolean>;
  readonly noteGap: (gap: StreamGap) => Promise<void>;
  readonly wait: (ms: number) => Promise<void>;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly clock: () => number;
};

/** What a batch of events came to. */
export type IngestSummary = {
  readonly events: number;
  readonly records: number;
  /** Versions of sign-ins that were stored. */
  readonly stored: number;
  /** Sign-ins to apps that are not enforced, and those that the settings leave out. */
  readonly unwanted: number;
  readonly otherLogs: number;
  readonly rejected: number;
  readonly transactions: number;
  /** Events between the last batch and this one that were never stored. */
  readonly missing: number;
  /** 1 if the tables took everything at once. */
  readonly tries: number;
};

type Decoded = {
  readonly versions: SignInVersion[];
  readonly rejects: Reject[];
  records: number;
  unwanted: number;
  otherLogs: number;
};

/**
 * Stores the sign-ins of a batch of events, for the timer to judge. What cannot be read goes to the rejects, and never stops the
 * partition.
 *
 * The host moves on after a run, even after one that failed. Therefore a run tries for minutes, and only then fails, so that the
 * host's retry policy runs it again.
 */
export async function ingestEvents(deps: IngestDeps, batch: EventBatch, now: Date): Promise<IngestSummary> {
  const decoded = decodeBatch(batch.bodies, deps);
  const { versions, rejects, records, unwanted, otherLogs } = decoded;
  const { value, tries } = await inTries(deps, () => store(deps, { decoded, place: batch.place, now }));
  return {
    events: batch.bodies.length,
    records,
    stored: versions.length,
    unwanted,
    otherLogs,
    rejected: rejects.length,
    ...value,
    tries,
  };
}

function decodeBatch(bodies: readonly unknown[], wanted: Wanted): Decoded {
  const decoded: Decoded = { versions: [], rejects: [], records: 0, unwanted: 0, otherLogs: 0 };
  for (const body of bodies) {
    const event = recordsIn(body);
    if (event.kind === 'rejected') decoded.rejects.push(event.reject);
    else for (const record of event.records) take(decoded, record, wanted);
  }
  return decoded;
}

function take(decoded: Decoded, record: unknown, wanted: Wanted): void {
  decoded.records++;
  const read = versionIn(record, wanted);
  switch (read.kind) {
    case 'version':
      decoded.versions.push(read.version);
      break;
    case 'rejected':
      decoded.rejects.push(read.reject);
      break;
    case 'otherLog':
      decoded.otherLogs++;
      break;
    case 'unwanted':
      decoded.unwanted++;
  }
}

type Storing = {
  readonly decoded: Pick<Decoded, 'versions' | 'rejects'>;
  readonly place: BatchPlace | null;
  readonly now: Date;
};

async function store(deps: IngestDeps, { decoded, place, now }: Storing) {
  const { versions, rejects } = decoded;
  const transactions = versions.length === 0 ? 0 : await deps.saveVersions(versions);
  if (rejects.length > 0) await deps.saveRejects(dayOf(isoTime(now.getTime())), rejects);
  const counts = { read: versions.length, rejected: rejects.length };
  // Last: it says that everything before it is stored.
  return { transactions, missing: place === null ? 0 : await notePlace(deps, place, counts) };
}

/** Only another owner of the partition moves its mark, and it reads the same events. */
const MOST_RACES = 10;

type Counts = Pick<PartitionMark, 'read' | 'rejected'>;

/** Moves the mark of the partition, and answers how many events are missing before this batch. */
async function notePlace(deps: IngestDeps, { partition, first, last }: BatchPlace, counts: Counts) {
  let missing = 0;
  for (let tries = 1; tries <= MOST_RACES; tries++) {
    const mark = await deps.readMark(partition);
    const gap = gapBefore(mark, first);
    // Before the mark moves: after that, nothing shows the gap.
    if (gap !== null) await deps.noteGap(gap);
    missing = gap?.events ?? 0;
    if (!isAhead(mark, last)) break;
    const { read = 0, rejected = 0 } = mark ?? {};
    const next = { partition, ...last, read: read + counts.read, rejected: rejected + counts.rejected };
    if (await deps.moveMark(next, mark?.etag ?? null)) break;
  }
  return missing;
}

/** With the tries of the last call, this ends before the host ends the run. */
const TRY_FOR_MS = 5 * MINUTE_MS;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = MINUTE_MS;

/** @throws the last error */
async function inTries<T>({ clock, wait }: IngestDeps, work: () => Promise<T>) {
  const giveUpAt = clock() + TRY_FOR_MS;
  for (let tries = 1, waitMs = FIRST_WAIT_MS; ; tries++, waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
    try {
      return { value: await work(), tries };
    } catch (error) {
      if (clock() + waitMs > giveUpAt) throw error;
      await wait(waitMs);
    }
  }
}
