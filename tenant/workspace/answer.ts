import type { AskedRows } from './query';
import { type Cell, cellsOf, type WorkspaceRow } from './rows';

/** Where a workspace stands when it is asked. */
export type WorkspaceState = {
  /** In the order of ingestion. */
  readonly rows: readonly WorkspaceRow[];
  readonly atMs: number;
  /** Bounds on `TimeGenerated`, `[from, to]`; `null` if the request has none. */
  readonly generated: readonly [number, number] | null;
};

/** The columns of an answer, with their types. */
export const COLUMNS: readonly (readonly [name: string, type: 'string' | 'bool'])[] = [
  'Id',
  'TimeGenerated',
  'CreatedDateTime',
  'CorrelationId',
  'SessionId',
  'UserId',
  'UserPrincipalName',
  'UserDisplayName',
  'UserType',
  'HomeTenantId',
  'ResourceTenantId',
  'CrossTenantAccessType',
  'AppId',
  'AppDisplayName',
  'ResourceIdentity',
  'ResourceDisplayName',
  'IsInteractive',
  'ClientAppUsed',
  'UserAgent',
  'DeviceDetail',
  'LocationDetails',
  'Location',
  'AuthenticationProtocol',
  'IPAddress',
  'Status',
  'ResultType',
  'AuthenticationRequirement',
  'AuthenticationDetails',
  'AuthenticationRequirementPolicies',
  'ConditionalAccessPolicies',
  'TokenIssuerType',
  'ServicePrincipalId',
  'SignInEventTypes',
  'Category',
].map((name) => [name, name === 'IsInteractive' ? 'bool' : 'string'] as const);

/** The latest row of each sign-in that was ingested in the span, as the cells of `COLUMNS`. */
export function answerRows(state: WorkspaceState, asked: AskedRows): (string | boolean)[][] {
  return latestRows(state, asked).slice(0, asked.most).map(answered);
}

function latestRows({ rows, atMs, generated }: WorkspaceState, asked: AskedRows): WorkspaceRow[] {
  const latest = new Map<string, WorkspaceRow>();
  const end = Math.min(asked.lookedUntilMs, atMs + 1);
  for (let index = firstFrom(rows, asked.fromMs); index < rows.length; index++) {
    const row = rows[index];
    if (row === undefined || row.ingestedMs >= end) break;
    if (generated && (row.generatedMs < generated[0] || row.generatedMs > generated[1])) continue;
    if (!isAsked(row, asked)) continue;
    const id = row.own.id.toLowerCase();
    const other = latest.get(id);
    if (other === undefined || !isLater(other, row)) latest.set(id, row);
  }
  return [...latest.values()].filter(({ ingestedMs }) => ingestedMs < asked.toMs);
}

function isAsked({ table, common }: WorkspaceRow, asked: AskedRows): boolean {
  return (
    asked.tables.includes(table) &&
    (asked.appIds.has(common.appId.toLowerCase()) ||
      asked.resourceIds.has(common.resourceId.toLowerCase())) &&
    (asked.userId === null || common.userId.toLowerCase() === asked.userId)
  );
}

function isLater(a: WorkspaceRow, b: WorkspaceRow): boolean {
  return a.ingestedMs > b.ingestedMs || (a.ingestedMs === b.ingestedMs && a.generatedMs > b.generatedMs);
}

/** The first position with a row that was ingested then or later. */
function firstFrom(rows: readonly WorkspaceRow[], fromMs: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.ingestedMs ?? 0) >= fromMs) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The results of policies that this product asks for, each in quotes. */
const TELLING = /"(success|reportOnlyFailure|reportOnlyInterrupted)"/i;

function answered(row: WorkspaceRow): (string | boolean)[] {
  const cells: Readonly<Record<string, Cell>> = { ...cellsOf(row), Id: row.own.id.toLowerCase() };
  return COLUMNS.map(([name, type]) => {
    const cell = cells[name] ?? '';
    if (type === 'bool') return cell === true;
    const text = asText(cell);
    return name === 'ConditionalAccessPolicies' && !TELLING.test(text) ? '' : text;
  });
}

/** Like `tostring`: a time has seven digits after the second. */
function asText(cell: Cell): string {
  if (cell instanceof Date) return cell.toISOString().replace('Z', '0000Z');
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}
