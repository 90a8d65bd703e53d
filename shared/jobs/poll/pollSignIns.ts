import { type Checkpoint, type CheckpointKind, checkpointAt, timeOf } from '../../domain/polling/checkpoint';
import { isLongBehind, mannerNow, nextAfter, nextStart, recentSpan } from '../../domain/polling/pollPlan';
import { asSentence, logOf, missingPermission, ownWords, type Problem } from '../../domain/problem';
import { isoTime, utcText } from '../../domain/time';
import type { VerdictCounts } from '../../domain/verdict/summary';
import { pollBackfill, pollSweep } from './pollOlder';
import { isOutOfTime, newRun, type PollDeps, type Run } from './pollRun';
import { readStretch } from './readStretch';

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
  /** False when the backfill, a sweep or a catching up goes on in the next run. */
  readonly complete: boolean;
};

/**
 * Reads what is new in the sign-in log, re-reads what may have changed, goes on with the backfill, stores what it
 * finds. Each checkpoint moves only after all of its stretch is stored, so a run may end anywhere, and the next one goes on.
 */
export async function pollSignIns(deps: PollDeps, now: Date): Promise<PollSummary> {
  const run = newRun(deps, now.getTime());
  try {
    const complete = await pollInTime(run);
    run.manner = {
      ...run.manner,
      behindSince: complete ? null : (run.manner.behindSince ?? isoTime(run.now)),
    };
    reportFormat(run);
    await noteRun(run, []);
    const { until, from } = run.reached;
    return { ...run.totals, readUntil: isoTime(until), readFrom: isoTime(from), complete };
  } catch (error) {
    run.manner = { ...run.manner, behindSince: run.manner.behindSince ?? isoTime(run.now) };
    // Where even the note fails, the first error is the one to see.
    await noteRun(run, [deps.problemOf(error) ?? pollFailed(error)]).catch(() => undefined);
    throw error;
  }
}

/** False when there is more to read in the next run. */
async function pollInTime(run: Run): Promise<boolean> {
  try {
    const start = await begin(run);
    const recent = await pollRecent(run, start);
    const isSwept = await pollSweep(run, recent);
    return (await pollBackfill(run, start.oldest)) && isSwept && recent.complete;
  } catch (error) {
    if (run.deps.remedyOf(error) === 'later') return false;
    throw error;
  }
}

type Start = {
  /** `null` for the first poll. */
  readonly goOnFrom: number | null;
  /** What is older has not been read yet, but for a backfill under way. */
  readonly oldest: number;
  readonly etag: string | null;
};

async function begin(run: Run): Promise<Start> {
  const { deps, now, reached } = run;
  const stored = await deps.readCheckpoint('recent');
  const goOnFrom = stored && Date.parse(stored.goOnFrom ?? stored.at);
  reached.until = Math.min(timeOf(stored) ?? recentSpan(goOnFrom, now, run.keptFrom).from, now);
  reached.from = timeOf(await deps.readCheckpoint('backfill')) ?? reached.until;
  run.manner = mannerNow((await deps.readCheckpoint('run'))?.manner, now);
  run.tenantId = await deps.readTenantId(run.endsAt);
  run.isTenantUnread = run.tenantId === null;
  return { goOnFrom, oldest: reached.until, etag: stored?.etag ?? null };
}

type Recent = { readonly isFirst: boolean; readonly oldest: number; readonly complete: boolean };

async function pollRecent(run: Run, { goOnFrom, etag: first }: Start): Promise<Recent> {
  const { deps, now, reached } = run;
  const recent = () => recentSpan(goOnFrom, now, run.keptFrom);
  const ended = (complete: boolean) => ({ isFirst: goOnFrom === null, oldest: recent().from, complete });
  let etag = first;
  let read = recent().from;
  // At least one stretch a run, or a slow tenant would never get ahead.
  do {
    const plan = (length: number) => nextAfter(Math.max(read, run.keptFrom), recent(), length);
    const stretch = await readStretch(run, plan, reached.until);
    if (stretch === null) return ended(true);
    read = stretch.to;
    const next = isoTime(nextStart(read, recent()));
    etag = await deps.moveCheckpoint('recent', { ...checkpointAt(reached.until), goOnFrom: next }, etag);
    // Another run is ahead: it stores the same, so the rest is its work.
    if (etag === null) return ended(false);
  } while (!isOutOfTime(run));
  return ended(read >= now);
}

/** Fewer may be most of a quiet hour. */
const FEW_REJECTS = 10;

/** One odd record is the log's business; where most are, the watch is blind and must say so. */
function reportFormat({ totals }: Run): void {
  if (totals.rejected >= FEW_REJECTS && totals.rejected > totals.read)
    throw new FormatError(totals.rejected, totals.read + totals.rejected);
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

/** For health, and for the next run. */
async function noteRun(run: Run, problems: readonly Problem[]): Promise<void> {
  const { deps, manner, now, reached } = run;
  const met = [...problems];
  if (run.isTenantUnread) met.push(tenantUnread());
  if (manner.inPiecesSince !== null) met.push(filterInPieces(manner.inPiecesSince));
  // What has failed is told as that.
  if (problems.length === 0 && manner.behindSince !== null && isLongBehind(manner, now)) {
    met.push(pollBehind(manner.behindSince, isoTime(reached.from)));
  }
  await move(deps, 'run', { at: isoTime(deps.clock()), problems: met, manner });
}

/** A lost race is another run's word, which is as good. */
async function move(deps: PollDeps, kind: CheckpointKind, to: Checkpoint): Promise<void> {
  const stored = await deps.readCheckpoint(kind);
  await deps.moveCheckpoint(kind, to, stored?.etag ?? null);
}

function tenantUnread(): Problem {
  return missingPermission(
    'Organization.Read.All',
    "The app may not use Organization.Read.All, so sign-ins to other tenants' resources are counted as if they were to this tenant's.",
  );
}

function filterInPieces(since: string): Problem {
  return {
    code: 'filterInPieces',
    sentence: `Since ${utcText(since)}, Graph does not answer one query for all enforced apps, so each is asked for by itself.`,
    mend: 'Nothing is missing, but a poll takes longer; the one query is tried again after a day. Report it to the project.',
  };
}

function pollBehind(since: string, from: string): Problem {
  return {
    code: 'pollBehind',
    sentence: `Since ${utcText(since)}, no poll has come to the end of what there is to read: what is older than ${utcText(from)}, or has changed since it was read, may be missing.`,
    mend: 'Each poll goes on. If it stays: see whether another app takes the pace of the sign-in log, and set POLL_SCHEDULE to polls more often.',
  };
}

function pollFailed(error: unknown): Problem {
  const said = ownWords(error);
  return {
    code: 'pollFailed',
    sentence:
      said === null
        ? 'The last poll of the sign-in log failed.'
        : `The last poll failed: ${asSentence(said)}`,
    mend: `The next poll tries again; if it stays, look at ${logOf('pollSignIns')}.`,
  };
}
