import { checkpointAt, type StoredCheckpoint, timeOf } from '../../domain/polling/checkpoint';
import { nextAfter, nextStart, paceNow, recentSpan } from '../../domain/polling/pollPlan';
import type { Problem } from '../../domain/problem';
import { isoTime } from '../../domain/time';
import type { VerdictCounts } from '../../domain/verdict/summary';
import { type PartCheckpoints, readParts } from './checkpointDeps';
import { type LogReader, type LogReaderDeps, logReader } from './logReader';
import { type NotedRunDeps, notedRun } from './notedRun';
import { pollBackfill, pollSweep } from './pollOlder';
import { filterInPieces, tenantUnread } from './pollProblems';
import { type PollStore, type PollStoreDeps, pollStore } from './pollStore';

export type PollDeps = LogReaderDeps & PollStoreDeps & NotedRunDeps;

export type PollSummary = {
  readonly spans: number;
  readonly read: number;
  readonly rejected: number;
  /** Of what was read in this run, the overlap with earlier ones included. */
  readonly byVerdict: VerdictCounts;
  readonly findings: number;
  readonly written: number;
  readonly removed: number;
  readonly transactions: number;
  /** Accounts that did not list the findings that are stored, and do now. */
  readonly corrected: number;
  readonly readUntil: string;
  /** How far back the log has been read. */
  readonly readFrom: string;
  /** False if the backfill, a sweep or the catching up goes on in the next run. */
  readonly complete: boolean;
};

/** One run of a poll. */
type Run = {
  readonly deps: PollDeps;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
  readonly parts: PartCheckpoints;
  readonly last: StoredCheckpoint | null;
  readonly reader: LogReader;
  readonly store: PollStore;
  /** How far the log has been read: milliseconds since 1970-01-01 UTC. */
  readonly reached: { until: number; from: number };
};

/**
 * Reads the new part of the sign-in log, re-reads the part that may have changed, goes on with the backfill, stores the
 * findings, and lets the accounts list them. Each checkpoint moves only after all of its slice is stored, so a run may end
 * anywhere, and the next one goes on.
 */
export async function pollSignIns(deps: PollDeps, now: Date): Promise<PollSummary> {
  const run = await begin(deps, now.getTime());
  const { parts, last, reader, store, reached } = run;
  const complete = await notedRun(deps, {
    ...{ now: run.now, parts, last, store },
    work: () => pollInTime(run),
    readable: store.totals,
    readFrom: () => reached.from,
    pace: reader.pace,
    problems: () => problemsMet(reader),
  });
  return {
    ...store.totals(),
    readUntil: isoTime(reached.until),
    readFrom: isoTime(reached.from),
    complete,
  };
}

async function begin(deps: PollDeps, now: number): Promise<Run> {
  const parts = await readParts(deps);
  const last = await deps.readCheckpoint('run');
  const reader = logReader(deps, now, paceNow(last?.pace, now));
  const until = Math.min(timeOf(parts.found.recent) ?? recentSpan(null, now, reader.keptFrom()).from, now);
  return {
    deps,
    now,
    parts,
    last,
    reader,
    store: pollStore(deps, now),
    reached: { until, from: timeOf(parts.found.backfill) ?? until },
  };
}

/** False if there is more to read in the next run. */
async function pollInTime(run: Run): Promise<boolean> {
  const unread = run.reached.until;
  try {
    const recent = await pollRecent(run);
    const isSwept = await pollSweep(run, recent);
    return (await pollBackfill(run, unread)) && isSwept && recent.complete;
  } catch (error) {
    if (run.deps.retryAdviceOf(error) === 'later') return false;
    throw error;
  }
}

type Recent = { readonly isFirst: boolean; readonly oldest: number; readonly complete: boolean };

async function pollRecent(run: Run): Promise<Recent> {
  const { parts, now, reader, store, reached } = run;
  const stored = parts.found.recent;
  const goOnFrom = stored && Date.parse(stored.goOnFrom ?? stored.at);
  const recent = () => recentSpan(goOnFrom, now, reader.keptFrom());
  const ended = (complete: boolean) => ({ isFirst: stored === null, oldest: recent().from, complete });
  let read = recent().from;
  // At least one slice a run, or a slow tenant would never get ahead.
  do {
    const slice = await reader.next((length) =>
      nextAfter(Math.max(read, reader.keptFrom()), recent(), length),
    );
    if (slice === null) return ended(true);
    await store.add(slice);
    reader.stored(slice);
    read = slice.span.to;
    reached.until = Math.max(reached.until, read);
    const next = isoTime(nextStart(read, recent()));
    const to = { ...checkpointAt(reached.until), goOnFrom: next };
    // Another run is ahead: it stores the same, so the rest is its work.
    if (!(await parts.move('recent', to))) return ended(false);
  } while (!reader.isOutOfTime());
  return ended(read >= now);
}

function problemsMet(reader: LogReader): readonly Problem[] {
  const { inPiecesSince } = reader.pace();
  return [
    ...(reader.isTenantUnread() ? [tenantUnread()] : []),
    ...(inPiecesSince === null ? [] : [filterInPieces(inPiecesSince)]),
  ];
}
