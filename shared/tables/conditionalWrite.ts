import { randomUUID } from 'node:crypto';
import type { TableClient } from '@azure/data-tables';
import { isLostRace, tablesError } from './errors';
import { type Row, rowAt } from './rows';

/**
 * Creates a row, or replaces the one that was read, unless another run did so first.
 *
 * @param etag of the row that was read; `null` to create
 * @returns the new etag; `null` if another run was first
 */
export async function conditionalWrite(
  client: TableClient,
  row: Row,
  etag: string | null,
): Promise<string | null> {
  const writeId = randomUUID();
  const written = await write(client, { ...row, writeId }, etag);
  if (written !== null) return written;
  // The SDK tries again after a lost answer, and then finds its own row: that race was not lost.
  const stored = await rowAt(client, row);
  return stored?.writeId === writeId ? stored.etag : null;
}

async function write(client: TableClient, row: Row, etag: string | null): Promise<string | null> {
  try {
    const { etag: written } =
      etag === null ? await client.createEntity(row) : await client.updateEntity(row, 'Replace', { etag });
    return written ?? null;
  } catch (error) {
    if (isLostRace(error)) return null;
    throw tablesError(error);
  }
}
