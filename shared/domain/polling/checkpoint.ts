import type { Problem } from '../problem';
import { isoTime } from '../time';

/**
 * `recent`: how far forward the log has been read. `backfill`: how far back the first read has come.
 * `sweep`: the start of the last re-read of the last days. `run`: the end of the last poll, and its problems.
 * `start`: the first time that this deployment was seen to run.
 */
export type CheckpointKind = 'recent' | 'backfill' | 'sweep' | 'run' | 'start';

export type Checkpoint = {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly problems: readonly Problem[];
  /** Of `recent` and `sweep`: the start of the next poll, ISO 8601 UTC. */
  readonly goOnFrom?: string | undefined;
  /** Of a `sweep` only: how far back it is to go, ISO 8601 UTC. */
  readonly downTo?: string | undefined;
  /** Of a `run` only: how this tenant's log is best read. */
  readonly pace?: Pace | undefined;
  /** Of a `run` only: since when no run has read all there is, ISO 8601 UTC; absent or `null` if the last one did. */
  readonly behindSince?: string | null | undefined;
  /** Of a `run` only: when all accounts were last reconciled, ISO 8601 UTC; absent if they have to be again. */
  readonly reconciledAt?: string | undefined;
  /** Of a `run` only: the etags of `recent`, `sweep` and `backfill` as the run left them; absent if another run was ahead. */
  readonly etags?: string | undefined;
};

/** How a log is best read, as a run has found, for the next one to go on with. */
export type Pace = {
  /** How much of the log to ask for at once, in milliseconds. */
  readonly lengthMs: number;
  /** Since when the log takes one query per clause, ISO 8601 UTC; `null` if it takes one for all clauses. */
  readonly inPiecesSince: string | null;
};

/** A checkpoint as read, with the etag for its next conditional write. */
export type StoredCheckpoint = Checkpoint & { readonly etag: string };

/** Those that there are. */
export type Checkpoints = Readonly<Partial<Record<CheckpointKind, StoredCheckpoint>>>;

/** @param ms milliseconds since 1970-01-01 UTC */
export function checkpointAt(ms: number): Checkpoint {
  return { at: isoTime(ms), problems: [] };
}

/** Milliseconds since 1970-01-01 UTC; `null` before the first move. */
export function timeOf(checkpoint: Checkpoint | null): number | null {
  return checkpoint && Date.parse(checkpoint.at);
}
