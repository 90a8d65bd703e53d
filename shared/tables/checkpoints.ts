import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import type { Checkpoint, CheckpointKind, StoredCheckpoint } from '../domain/polling/checkpoint';
import { PROBLEM_CODES, type Problem } from '../domain/problem';
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

const problem = z.object({ code: z.enum(PROBLEM_CODES), sentence: z.string(), mend: z.string() });

const storedCheckpoint: z.ZodType<StoredCheckpoint, unknown> = z.object({
  at: z.iso.datetime(),
  // A problem that only another version knows must not keep this one from reading on.
  problems: z.array(z.unknown()).transform((list) => list.filter(isProblem)),
  etag: z.string(),
});

function isProblem(value: unknown): value is Problem {
  return problem.safeParse(value).success;
}
