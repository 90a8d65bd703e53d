import type { Finding } from '../domain/finding/finding';
import { JUDGED_COLUMNS } from '../domain/verdict/judged';
import { csvLines } from './csv';
import { type FindingJson, findingJson } from './findingJson';

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
  'requiredBy',
  'client',
  'place',
] as const satisfies (keyof FindingJson)[];

/** Findings as CSV with a header. Several who required MFA stand in one cell, with a semicolon between them. */
export function findingsCsv(findings: readonly Finding[]): string {
  return csvLines([COLUMNS, ...findings.map(cells)]);
}

function cells(finding: Finding): readonly unknown[] {
  const shown = findingJson(finding);
  return COLUMNS.map((name) => (name === 'requiredBy' ? shown.requiredBy.join('; ') : shown[name]));
}
