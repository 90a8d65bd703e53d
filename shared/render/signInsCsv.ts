import { csvLines } from './csv';
import type { PageSignIn } from './report/pageData';
import { requirersInWords } from './words/requirement';

const COLUMNS = [
  'id',
  'createdDateTime',
  'userId',
  'app',
  'verdict',
  'because',
  'detail',
  'evidence',
  'provisional',
  'interactive',
  'ipAddress',
  'resourceId',
  'resourceDisplayName',
  'client',
  'place',
] as const satisfies (keyof PageSignIn)[];

/** The findings of a page as CSV with a header, in the columns of `/api/findings?format=csv` that the page has. */
export function signInsCsv(signIns: readonly PageSignIn[]): string {
  const rows = signIns.map((signIn) => [
    ...COLUMNS.map((name) => signIn[name]),
    requirersInWords(signIn.requirements).join('; '),
  ]);
  return csvLines([[...COLUMNS, 'requiredBy'], ...rows]);
}
