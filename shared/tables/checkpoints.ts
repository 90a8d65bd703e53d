import { odata, type TableClient } from '@azure/data-tables';
import { z } from 'zod';
import type { Checkpoint, CheckpointKind, Checkpoints, StoredCheckpoint } from '../domain/polling/checkpoint';
import { columnsOf, jsonIn } from './columns';
import { conditionalWrite } from './conditionalWrite';
import { keyOf } from './keys';
import { storedProblems } from './posture/problems';
import { decodeRow, type RowKeys, rowAt, rowsWhere, type StoredRow } from './rows';

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
  return row && checkpointIn(client, row);
}

/** The checkpoints of these kinds that a source has, in one request. */
export async function readCheckpoints(
  client: TableClient,
  source: string,
  kinds: readonly CheckpointKind[],
): Promise<Checkpoints> {
  const found: Partial<Record<CheckpointKind, StoredCheckpoint>> = {};
  const ofKinds = kinds.map((kind) => odata`RowKey eq ${keyOf(kind)}`).join(' or ');
  const filter = `${odata`PartitionKey eq ${keyOf(source)}`} and (${ofKinds})`;
  for await (const row of rowsWhere(client, { filter })) {
    const kind = kinds.find((one) => keyOf(one) === row.rowKey);
    if (kind !== undefined) found[kind] = checkpointIn(client, row);
  }
  return found;
}

export function checkpointIn(client: TableClient, row: StoredRow): StoredCheckpoint {
  const json = { problems: jsonIn(row, 'problems'), manner: jsonIn(row, 'manner') };
  const { manner, ...checkpoint } = decodeRow(client, storedCheckpoint, { ...row, ...json });
  if (manner === undefined) return checkpoint;
  const { behindSince, ...pace } = manner;
  return { ...checkpoint, pace, behindSince };
}

/**
 * Moves a checkpoint that nobody else has moved since it was read.
 *
 * @returns the etag for the next move; `null` when somebody else was first
 */
export async function moveCheckpoint(client: TableClient, move: CheckpointMove): Promise<string | null> {
  const { source, kind, to, etag } = move;
  const row = {
    ...keysOf(source, kind),
    ...columnsOf({
      at: to.at,
      goOnFrom: to.goOnFrom,
      downTo: to.downTo,
      reconciledAt: to.reconciledAt,
      etags: to.etags,
      problems: to.problems,
      manner: to.pace && { ...to.pace, behindSince: to.behindSince ?? null },
    }),
  };
  return conditionalWrite(client, row, etag);
}

function keysOf(source: string, kind: CheckpointKind): RowKeys {
  return { partitionKey: keyOf(source), rowKey: keyOf(kind) };
}

const manner = z.object({
  lengthMs: z.number().positive(),
  inPiecesSince: z.iso.datetime().nullable(),
  behindSince: z.iso.datetime().nullable().default(null),
});

const storedCheckpoint = z.object({
  at: z.iso.datetime(),
  goOnFrom: z.iso.datetime().optional(),
  downTo: z.iso.datetime().optional(),
  reconciledAt: z.iso.datetime().optional(),
  etags: z.string().optional(),
  problems: storedProblems,
  // It can be found again; a value that another version stored must not stop this one.
  manner: manner.optional().catch(undefined),
  etag: z.string(),
});
