import { checkpointAt, type StoredCheckpoint, timeOf } from '../../domain/polling/checkpoint';
import {
  isLongBehind,
  isReconcileDue,
  nextAfter,
  nextStart,
  paceNow,
  recentSpan,
} from '../../domain/polling/pollPlan';
import type { Problem } from '../../domain/problem';
import { isoTime } from '../../domain/time';
import type { VerdictCounts } from '../../domain/verdict/summary';
import { type CheckpointDeps, type PartCheckpoints, readParts } from './checkpointDeps';
import { type LogReader, type LogReaderDeps, logReader } from './logReader';
import { pollBackfill, pollSweep } from './pollOlder';
import { FormatError, filterInPieces, pollBehind, pollFailed, tenantUnread } from './pollProblems';
import { type PollStore, type PollStoreDeps, pollStore } from './pollStore';

export type PollDeps = LogReaderDeps &
  PollStoreDeps &
  CheckpointDeps & {
    /** The problem to report to an admin for an error; `null` for an error that no admin can fix. */
    readonly problemOf: (error: unknown) => Problem | null;
  };

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
  /** Whether all accounts are to be reconciled, and not only those that this run concerns. */
  readonly isReconcileDue: boolean;
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
  const behindSince = run.last?.behindSince ?? isoTime(run.now);
  let reconciledAt: string | undefined;
  try {
    const complete = await pollInTime(run);
    await run.store.reconcile(run.isReconcileDue);
    reconciledAt = run.isReconcileDue ? isoTime(run.now) : run.last?.reconciledAt;
    requireReadable(run);
    await noteRun(run, [], { behindSince: complete ? null : behindSince, reconciledAt });
    const { until, from } = run.reached;
    return { ...run.store.totals(), readUntil: isoTime(until), readFrom: isoTime(from), complete };
  } catch (error) {
    const problem = deps.problemOf(error) ?? pollFailed(error);
    // If even the note fails, the first error is the one to see.
    await noteRun(run, [problem], { behindSince, reconciledAt }).catch(() => undefined);
    throw error;
  }
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
    isReconcileDue: isReconcileDue(parts.etags(), last, now),
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
    read = slice.span.to;
    reached.until = Math.max(reached.until, read);
    const next = isoTime(nextStart(read, recent()));
    const to = { ...checkpointAt(reached.until), goOnFrom: next };
    // Another run is ahead: it stores the same, so the rest is its work.
    if (!(await parts.move('recent', to))) return ended(false);
  } while (!reader.isOutOfTime());
  return ended(read >= now);
}

/** Fewer may be most of a quiet hour. */
const FEW_REJECTS = 10;

/** One odd record is the log's business; if most records are odd, the watch is blind and must say so. */
function requireReadable({ store }: Run): void {
  const { rejected, read } = store.totals();
  if (rejected >= FEW_REJECTS && rejected > read) throw new FormatError(rejected, read + rejected);
}

type RunNote = { readonly behindSince: string | null; readonly reconciledAt: string | undefined };

/** For health, and for the next run. */
async function noteRun(run: Run, problems: readonly Problem[], note: RunNote): Promise<void> {
  const { deps, now, parts, reader, reached } = run;
  const pace = reader.pace();
  const met = [...problems];
  if (reader.isTenantUnread()) met.push(tenantUnread());
  if (pace.inPiecesSince !== null) met.push(filterInPieces(pace.inPiecesSince));
  // A failure is reported as that alone.
  if (problems.length === 0 && note.behindSince !== null && isLongBehind(note.behindSince, now)) {
    met.push(pollBehind(note.behindSince, isoTime(reached.from)));
  }
  // Another run may have noted its end meanwhile. If this note loses the race, that one is as good.
  const stored = await deps.readCheckpoint('run');
  await deps.moveCheckpoint(
    'run',
    { at: isoTime(deps.clock()), problems: met, pace, etags: parts.etags(), ...note },
    stored?.etag ?? null,
  );
}
