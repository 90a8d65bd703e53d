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
