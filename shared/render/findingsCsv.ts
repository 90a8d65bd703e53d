import type { Finding } from '../domain/finding/finding';
import { JUDGED_COLUMNS } from '../domain/verdict/judged';
import { csvLines } from './csv';

/** The columns of a judged sign-in come first, so that tools read both alike. */
const COLUMNS = [
  ...JUDGED_COLUMNS,
  'userDisplayName',
  'interactive',
  'ipAddress',
  'resourceId',
  'resourceDisplayName',
  'correlationId',
  'leansOn',
] as const satisfies (keyof Finding)[];

/** Findings as CSV with a header. */
export function findingsCsv(findings: readonly Finding[]): string {
  return csvLines([COLUMNS, ...findings.map((finding) => COLUMNS.map((name) => finding[name]))]);
}
