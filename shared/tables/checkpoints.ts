import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { storedProblems } from '../decode/problems';
import type { Checkpoint, CheckpointKind, StoredCheckpoint } from '../domain/polling/checkpoint';
import { jsonColumns, jsonIn, plainColumns } from './columns';
import { writeGuarded } from './guarded';
import { keyOf } from './keys';
import { decodeRow, type RowKeys, rowAt } from './rows';

export type CheckpointMove = {
  readonly source: string;
  readonly kind: CheckpointKind;
  readonly to: Checkpoint;
  /** Of the checkpoint as it was read; `null` when there was none. */
  readonly etag: string | null;
};

/** How far a source has been read; `null` before the first move. */
export async function readCheckpoint(
  client: TableClient,
  source: string,
  kind: CheckpointKind,
): Promise<StoredCheckpoint | null> {
  const row = await rowAt(client, keysOf(source, kind));
  return row && decodeRow(client, storedCheckpoint, { ...row, problems: jsonIn(row, 'problems') });
}

/** Moves a checkpoint that nobody else has moved since it was read; false when somebody has. */
export async function moveCheckpoint(client: TableClient, move: CheckpointMove): Promise<boolean> {
  const { source, kind, to, etag } = move;
  const columns = { ...plainColumns({ at: to.at }), ...jsonColumns('problems', to.problems) };
  return (await writeGuarded(client, { ...keysOf(source, kind), ...columns }, etag)) !== null;
}

function keysOf(source: string, kind: CheckpointKind): RowKeys {
  return { partitionKey: keyOf(source), rowKey: keyOf(kind) };
}

const storedCheckpoint: z.ZodType<StoredCheckpoint, unknown> = z.object({
  at: z.iso.datetime(),
  problems: storedProblems,
  etag: z.string(),
});
