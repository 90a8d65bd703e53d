import type { Checkpoint } from '../domain/polling/checkpoint';
import {
  FIRST_LENGTH_MS,
  isSweepDue,
  nextAfter,
  nextLength,
  recentSpan,
  SWEEP_MS,
} from '../domain/polling/pollPlan';
import { isoTime } from '../domain/polling/span';
import type { Problem } from '../domain/problem';
import type { VerdictCounts } from '../domain/verdict/summary';
import { type PollDeps, type Run, readAndStore, readBackwards, startRun } from './pollRun';

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
  readonly readUntil: string;
  /** How far back the log has been read. */
  readonly readFrom: string;
  /** False when the backfill, or a catching up, goes on in the next run. */
  readonly complete: boolean;
};

/**
 * Reads what is new in the sign-in log, re-reads what may have changed, goes on with the backfill, stores what it
 * finds. Each checkpoint moves only after all of its span is stored.
 */
export async function pollSignIns(deps: PollDeps, now: Date): Promise<PollSummary> {
  try {
    const summary = await poll(deps, now.getTime());
    await noteRun(deps, []);
    return summary;
  } catch (error) {
    // Where even the note fails, the first error is the one to see.
    await noteRun(deps, [deps.problemOf(error) ?? pollFailed(error)]).catch(() => undefined);
    throw error;
  }
}

async function poll(deps: PollDeps, now: number): Promise<PollSummary> {
  const run = startRun(deps, now, await deps.readTenantId());
  const recent = await pollRecent(run);
  const swept = await pollSweep(run, recent);
  const readFrom = await pollBackfill(run, recent.oldest);
  reportFormat(run);
  return {
    ...run.totals,
    readUntil: isoTime(recent.until),
    readFrom: isoTime(readFrom),
    complete: recent.complete && swept && readFrom <= run.keptFrom,
  };
}

type Recent = {
  readonly isFirst: boolean;
  readonly until: number;
  readonly oldest: number;
  readonly complete: boolean;
};

async function pollRecent(run: Run): Promise<Recent> {
  const { deps, now } = run;
  const stored = await deps.readCheckpoint('recent');
  const recent = timeOf(stored);
  const whole = recentSpan(recent, now, run.keptFrom);
  const isFirst = recent === null;
  let etag = stored?.etag ?? null;
  let until = Math.min(recent ?? whole.from, now);
  let reached = whole.from;
  let length = FIRST_LENGTH_MS;
  for (let span = nextAfter(reached, whole, length); span; span = nextAfter(reached, whole, length)) {
    const ended = { isFirst, until, oldest: whole.from, complete: false };
    // At least one span a run, or a slow tenant would never get ahead.
    if (reached > whole.from && run.outOfTime()) return ended;
    const tookMs = await readAndStore(run, span, until);
    until = Math.max(until, span.to);
    const moved = await deps.moveCheckpoint('recent', { at: isoTime(until), problems: [] }, etag);
    // Another run is ahead: it stores the same, so the rest is its work.
    if (!moved) return { ...ended, until };
    etag = (await deps.readCheckpoint('recent'))?.etag ?? null;
    reached = span.to;
    length = nextLength(length, tookMs);
  }
  return { isFirst, until, oldest: whole.from, complete: true };
}

/** What is older than the overlap; it comes after the newest, which must not wait for it. */
async function pollSweep(run: Run, recent: Recent): Promise<boolean> {
  const { deps, now } = run;
  const stored = await deps.readCheckpoint('sweep');
  if (!isSweepDue(timeOf(stored), now)) return true;
  const downTo = Math.max(now - SWEEP_MS, run.keptFrom);
  // The first poll reads it all by its backfill.
  const reached = recent.isFirst ? downTo : await readBackwards(run, { from: recent.oldest, downTo });
  if (reached > downTo) return false;
  await deps.moveCheckpoint('sweep', { at: isoTime(now), problems: [] }, stored?.etag ?? null);
  return true;
}

/** Goes back in time until all that is kept has been read; returns how far back it is now. */
async function pollBackfill(run: Run, oldestRead: number): Promise<number> {
  const { deps } = run;
  let stored = await deps.readCheckpoint('backfill');
  const from = timeOf(stored) ?? oldestRead;
  return readBackwards(run, { from, downTo: run.keptFrom }, async (reached) => {
    const moved = await deps.moveCheckpoint(
      'backfill',
      { at: isoTime(reached), problems: [] },
      stored?.etag ?? null,
    );
    stored = await deps.readCheckpoint('backfill');
    return moved;
  });
}

/** One odd record is the log's business; where most are, the watch is blind and must say so. */
function reportFormat({ totals }: Run): void {
  if (totals.rejected > totals.read) throw new FormatError(totals.rejected, totals.read + totals.rejected);
}

class FormatError extends Error {
  readonly code = 'formatChanged';

  constructor(rejected: number, all: number) {
    super(
      `${rejected} of ${all} sign-in records could not be read: see the table Rejects, and upgrade MFA Watch`,
    );
    this.name = 'FormatError';
  }
}

/** For health: a lost race is another run's word, which is as good. */
async function noteRun(deps: PollDeps, problems: readonly Problem[]): Promise<void> {
  const stored = await deps.readCheckpoint('run');
  await deps.moveCheckpoint('run', { at: isoTime(deps.clock()), problems }, stored?.etag ?? null);
}

function timeOf(checkpoint: Checkpoint | null): number | null {
  return checkpoint && Date.parse(checkpoint.at);
}

/** Errors of our own say what to do and name nobody; any other is left to the log. */
function pollFailed(error: unknown): Problem {
  const known = error instanceof Error && 'code' in error;
  return {
    code: 'pollFailed',
    sentence: known ? `The last poll failed: ${error.message}` : 'The last poll of the sign-in log failed.',
    mend: 'Look at the log of the function pollSignIns; the next poll tries again.',
  };
}
