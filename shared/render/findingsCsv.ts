import { stringify } from 'csv-stringify/sync';
import type { Finding } from '../domain/finding/finding';

/** Columns in the order of a finding's fields, for tools that read by position. */
const COLUMNS = [
  'id',
  'createdDateTime',
  'userId',
  'userPrincipalName',
  'userDisplayName',
  'app',
  'verdict',
  'because',
  'detail',
  'evidence',
  'provisional',
  'signal',
  'interactive',
  'ipAddress',
  'leansOn',
] as const satisfies (keyof Finding)[];

/** Findings as CSV (RFC 4180) with a header; a cell that a spreadsheet would run as a formula is defused. */
export function findingsCsv(findings: readonly Finding[]): string {
  return stringify([...findings], {
    header: true,
    columns: [...COLUMNS],
    escape_formulas: true,
    cast: { boolean: String },
  });
}
