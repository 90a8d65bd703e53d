import type { CheckpointKind, StoredCheckpoint } from '../../domain/polling/checkpoint';

export type FirstPollDeps = {
  readonly readCheckpoint: (kind: CheckpointKind) => Promise<StoredCheckpoint | null>;
  /** When this deployment was first seen to run; noted by the first call. */
  readonly startedAt: (now: number) => Promise<number>;
};

/** Whether a poll has read everything that is due. */
export async function isPolled({ readCheckpoint }: Pick<FirstPollDeps, 'readCheckpoint'>): Promise<boolean> {
  return (await readCheckpoint('run'))?.behindSince === null;
}
