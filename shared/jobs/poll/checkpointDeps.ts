import type { Checkpoint, CheckpointKind, StoredCheckpoint } from '../../domain/polling/checkpoint';

export type CheckpointDeps = {
  readonly readCheckpoint: (kind: CheckpointKind) => Promise<StoredCheckpoint | null>;
  /** The etag for the next move; `null` if another run moved it first. */
  readonly moveCheckpoint: (
    kind: CheckpointKind,
    to: Checkpoint,
    etag: string | null,
  ) => Promise<string | null>;
};

/** The checkpoints that say how far each part of the log has been read. */
export type PartKind = 'recent' | 'sweep' | 'backfill';

/** The parts of the log as a run finds them, and as it leaves them. */
export type PartCheckpoints = {
  readonly found: Readonly<Record<PartKind, StoredCheckpoint | null>>;
  /** False if another run moved it first. */
  readonly move: (kind: PartKind, to: Checkpoint) => Promise<boolean>;
  /** The etags of all three as the run leaves them; undefined if another run was ahead. */
  readonly etags: () => string | undefined;
};

export async function readParts({
  readCheckpoint,
  moveCheckpoint,
}: CheckpointDeps): Promise<PartCheckpoints> {
  const found = {
    // First of all: moved by another run since this one began, it would look like one ahead of the clock.
    recent: await readCheckpoint('recent'),
    sweep: await readCheckpoint('sweep'),
    backfill: await readCheckpoint('backfill'),
  };
  const etags: Record<PartKind, string | null> = {
    recent: found.recent?.etag ?? null,
    sweep: found.sweep?.etag ?? null,
    backfill: found.backfill?.etag ?? null,
  };
  let isAlone = true;
  return {
    found,
    move: async (kind, to) => {
      const etag = await moveCheckpoint(kind, to, etags[kind]);
      if (etag === null) isAlone = false;
      else etags[kind] = etag;
      return etag !== null;
    },
    etags: () => (isAlone ? JSON.stringify(etags) : undefined),
  };
}
