import type { Checkpoint, StoredCheckpoint } from '../../domain/polling/checkpoint';
import { isLongBehind, isReconcileDue } from '../../domain/polling/pollPlan';
import type { Problem } from '../../domain/problem';
import { isoTime } from '../../domain/time';
import type { CheckpointDeps, PartCheckpoints } from './checkpointDeps';
import { pollBehind, pollFailed, requireReadable } from './pollProblems';
import type { PollStore } from './pollStore';

export type NotedRunDeps = CheckpointDeps & {
  /** The problem to report to an admin for an error; `null` for an error that no admin can fix. */
  readonly problemOf: (error: unknown) => Problem | null;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly clock: () => number;
};

/** The end of a run that reads the log, as its note and the next run have it. */
export type NotedRun = {
  /** When it began: milliseconds since 1970-01-01 UTC. */
  readonly now: number;
  readonly parts: PartCheckpoints;
  readonly last: StoredCheckpoint | null;
  readonly store: PollStore;
  /** Reads and stores; false if there is more to do in the next run. */
  readonly work: () => Promise<boolean>;
  /** Records that were read and that could not be, as far as the work has come. */
  readonly readable: () => { readonly read: number; readonly rejected: number };
  /** How far back the log has been read: milliseconds since 1970-01-01 UTC. */
  readonly readFrom: () => number;
  readonly pace: () => Checkpoint['pace'];
  /** Problems that do not stop the run. */
  readonly problems: () => readonly Problem[];
};

/**
 * Does the work of a run, reconciles accounts and findings, and notes how it ended, for health and for the next run.
 *
 * @returns whether there is nothing left to do
 */
export async function notedRun(deps: NotedRunDeps, run: NotedRun): Promise<boolean> {
  const { now, parts, last, store } = run;
  // Whether all accounts are to be reconciled, and not only those that this run concerns.
  const isDue = isReconcileDue(parts.etags(), last, now);
  const behindSince = last?.behindSince ?? isoTime(now);
  let reconciledAt: string | undefined;
  try {
    const complete = await run.work();
    await store.reconcile(isDue);
    reconciledAt = isDue ? isoTime(now) : last?.reconciledAt;
    requireReadable(run.readable());
    await noteEnd(deps, run, { failure: null, behindSince: complete ? null : behindSince, reconciledAt });
    return complete;
  } catch (error) {
    const failure = deps.problemOf(error) ?? pollFailed(error);
    // If even the note fails, the first error is the one to see.
    await noteEnd(deps, run, { failure, behindSince, reconciledAt }).catch(() => undefined);
    throw error;
  }
}

type End = {
  readonly failure: Problem | null;
  readonly behindSince: string | null;
  readonly reconciledAt: string | undefined;
};

async function noteEnd(deps: NotedRunDeps, run: NotedRun, end: End): Promise<void> {
  const { failure, behindSince, reconciledAt } = end;
  const pace = run.pace();
  const problems = [...(failure === null ? [] : [failure]), ...run.problems()];
  // A failure is reported as that alone.
  if (failure === null && behindSince !== null && isLongBehind(behindSince, run.now)) {
    problems.push(pollBehind(behindSince, isoTime(run.readFrom())));
  }
  // Another run may have noted its end meanwhile. If this note loses the race, that one is as good.
  const stored = await deps.readCheckpoint('run');
  await deps.moveCheckpoint(
    'run',
    { at: isoTime(deps.clock()), problems, pace, etags: run.parts.etags(), behindSince, reconciledAt },
    stored?.etag ?? null,
  );
}
