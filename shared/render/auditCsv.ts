import type { AuditEntry } from '../domain/audit/auditEntry';
import { csvLines } from './csv';

const COLUMNS = [
  'at',
  'action',
  'outcome',
  'by',
  'how',
  'byId',
  'userId',
  'to',
  'reason',
  'until',
  'reasonBefore',
  'untilBefore',
  'byBefore',
  'setAtBefore',
  'id',
] as const;

/** The changes as CSV with a header. */
export function auditCsv(entries: readonly AuditEntry[]): string {
  return csvLines([COLUMNS, ...entries.map(cells)]);
}

function cells({ before, after, ...entry }: AuditEntry): readonly unknown[] {
  const { at, action, outcome, by, how, byId, userId, to, id } = entry;
  return [
    ...[at, action, outcome, by, how, byId, userId, to],
    ...[after?.reason, after?.until],
    ...[before?.reason, before?.until, before?.by, before?.setAt],
    id,
  ];
}
