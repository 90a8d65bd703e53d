import { OVERLAP_MS } from '../domain/polling/pollPlan';
import type { SignInQuery } from '../domain/signIn/signInQuery';
import { DAY_MS, type Span } from '../domain/time';
import { signInQuery } from './signInQuery';
import type { Workspace } from './workspace';
import { WorkspaceError } from './workspaceError';

/**
 * The most sign-ins of one answer. The service returns at most 500,000 rows and 100 MB, in 10 minutes at most; a row of these
 * columns has about 1.6 kB in exports of June 2026, so this is about 16 MB, which an instance of 512 MB can hold.
 * https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#query-api (read 2026-11-30)
 */
const MOST_ROWS = 10_000;

/** Rows become objects by so many, so that most of them live only shortly. */
const PAGE_SIZE = 500;

/** Entra keeps a sign-in for 30 days, so none reaches a workspace later. */
const LATEST_MS = 30 * DAY_MS;

/**
 * The sign-ins whose latest rows were ingested in the span of the query, in no order, each once, as rows of Log Analytics.
 *
 * @param most sign-ins, in place of 10,000
 * @throws WorkspaceError, for example `tooBig` if the span has more sign-ins than are read at once
 */
export async function* signInRowPages(
  workspace: Workspace,
  asked: SignInQuery,
  { until, most = MOST_ROWS }: { readonly until?: number; readonly most?: number } = {},
): AsyncGenerator<readonly unknown[]> {
  const query = signInQuery(asked, most);
  if (query === null) return;
  const { columns, rows } = await workspace.ask({ query, generated: generatedBy(asked.span) }, until);
  if (rows.length > most) throw new WorkspaceError('tooBig', { status: 200 });
  for (let start = 0; start < rows.length; start += PAGE_SIZE)
    yield rows.slice(start, start + PAGE_SIZE).map((cells) => objectOf(columns, cells));
}

/** Without these bounds the workspace would look at all that it holds. `TimeGenerated` may be ahead by the error of a clock. */
function generatedBy({ from, to }: Span): Span {
  return { from: from - LATEST_MS, to: to + OVERLAP_MS + DAY_MS };
}

function objectOf(columns: readonly string[], cells: readonly unknown[]): Readonly<Record<string, unknown>> {
  const row: Record<string, unknown> = {};
  columns.forEach((column, index) => {
    row[column] = cells[index];
  });
  return row;
}
