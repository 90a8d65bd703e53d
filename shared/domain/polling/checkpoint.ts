import type { Problem } from '../problem';

/**
 * `recent`: how far forward the log has been read. `backfill`: how far back the first read has come.
 * `sweep`: when the last 48 hours were last re-read. `run`: when the last poll ended, and what it met.
 */
export type CheckpointKind = 'recent' | 'backfill' | 'sweep' | 'run';

export type Checkpoint = {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly problems: readonly Problem[];
};

/** A checkpoint as read, with the mark that guards its next move. */
export type StoredCheckpoint = Checkpoint & { readonly etag: string };
