import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import {
  AUDIT_ACTIONS,
  AUDIT_OUTCOMES,
  AUTHOR_WAYS,
  type AuditEntry,
  type AuditPosition,
} from '../domain/audit/auditEntry';
import { columnsOf } from './columns';
import { decodeRow, type Row, type RowKeys, type StoredRow } from './rows';

/** Milliseconds with this many digits: until the year 2286. */
const LAST_MS = 9_999_999_999_999;

/** The partition of a time: its UTC month, `YYYY-MM`. */
export function auditPartition(at: string): string {
  return at.slice(0, 7);
}

/** The beginning of the row keys of a time, later times first; `earlierMs` counts back from it. Times beyond both ends are taken for these. */
export function auditKeyFrom(at: string, earlierMs = 0): string {
  const backwards = LAST_MS - Date.parse(at) + earlierMs;
  return String(Math.min(Math.max(backwards, 0), LAST_MS)).padStart(13, '0');
}

/** A month is in the order of its keys, which is newest first. */
export function auditKeys({ at, id }: AuditPosition): RowKeys {
  return { partitionKey: auditPartition(at), rowKey: `${auditKeyFrom(at)}_${id}` };
}

/** Plain columns, for tools that query the table. */
export function auditRow(entry: AuditEntry): Row {
  const { before, after, ...plain } = entry;
  return {
    ...auditKeys(entry),
    ...columnsOf({
      ...plain,
      reason: after?.reason ?? null,
      until: after?.until ?? null,
      beforeReason: before?.reason ?? null,
      beforeUntil: before?.until ?? null,
      beforeBy: before?.by ?? null,
      beforeSetAt: before?.setAt ?? null,
    }),
  };
}

const text = z.string().nullable().default(null);

const storedEntry = z.object({
  id: z.string(),
  at: z.iso.datetime({ precision: 3 }),
  action: z.enum(AUDIT_ACTIONS),
  outcome: z.enum(AUDIT_OUTCOMES),
  by: z.string(),
  how: z.enum(AUTHOR_WAYS),
  byId: text,
  userId: text,
  to: text,
  reason: text,
  until: text,
  beforeReason: text,
  beforeUntil: text,
  beforeBy: text,
  beforeSetAt: text,
});

export function auditIn(client: TableClient, row: StoredRow): AuditEntry {
  const { reason, until, beforeReason, beforeUntil, beforeBy, beforeSetAt, ...plain } = decodeRow(
    client,
    storedEntry,
    row,
  );
  const hadOne = beforeReason !== null && beforeUntil !== null && beforeBy !== null && beforeSetAt !== null;
  return {
    ...plain,
    before: hadOne ? { reason: beforeReason, until: beforeUntil, by: beforeBy, setAt: beforeSetAt } : null,
    after: reason !== null && until !== null ? { reason, until } : null,
  };
}
