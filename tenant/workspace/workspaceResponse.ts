import type { HttpRequest, HttpResponse } from '../http';
import type { Service } from '../routes/route';
import { answerRows, COLUMNS } from './answer';
import { readQuery } from './query';
import { type WorkspaceRow, workspaceRows } from './rows';
import type { WorkspaceWays } from './ways';

const PATH = /^\/v1\/workspaces\/([^/]+)\/query$/;

/** Whether a request is meant for Log Analytics. */
export function isForWorkspace({ url }: HttpRequest): boolean {
  return url.pathname.startsWith('/v1/workspaces/');
}

type Refused = { readonly status: number; readonly error: object };

/**
 * Answers like the query API of Log Analytics.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/api/response-format (read 2026-11-30)
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/api/errors (read 2026-11-30)
 */
export function workspaceResponder(service: Service): (request: HttpRequest, atMs: number) => HttpResponse {
  let rows: readonly WorkspaceRow[] | null = null;
  return (request, atMs) => {
    const refused = refusalOf(service.workspace, request);
    if (refused !== null) return jsonResponse(refused.status, { error: refused.error });
    const { query = '', timespan } = questionIn(request);
    const asked = readQuery(query);
    if (asked === null) return jsonResponse(400, { error: NOT_OURS });
    rows ??= workspaceRows(service.world.log);
    const found = answerRows({ rows, atMs, generated: boundsIn(timespan) }, asked);
    const columns = COLUMNS.map(([name, type]) => ({ name, type }));
    return jsonResponse(200, { tables: [{ name: 'PrimaryResult', columns, rows: found }] });
  };
}

function refusalOf(workspace: WorkspaceWays, { method, url, authorization }: HttpRequest): Refused | null {
  if (!/^Bearer \S/.test(authorization ?? ''))
    return refused(
      401,
      'AuthenticationFailed',
      "Authentication failed. The 'Authorization' header is missing.",
    );
  const id = PATH.exec(url.pathname)?.[1];
  if (id === undefined || method !== 'POST')
    return refused(404, 'PathNotFoundError', 'The requested path does not exist');
  // Not documented, and not seen: only that a workspace without access answers 403.
  if (id.toLowerCase() !== workspace.id)
    return refused(404, 'WorkspaceNotFoundError', 'The workspace could not be found');
  if (!workspace.granted)
    return refused(
      403,
      'InsufficientAccessError',
      'The provided credentials have insufficient access to perform the requested operation',
    );
  return workspace.hasTables ? null : { status: 400, error: NO_TABLE };
}

function refused(status: number, code: string, message: string): Refused {
  return { status, error: { message, code } };
}

const INVALID = { message: 'The request had some invalid properties', code: 'BadArgumentError' };
const NOT_OURS = {
  ...INVALID,
  innererror: { code: 'SyntaxError', message: 'The simulated workspace knows one query only.' },
};
/** Seen in public questions about missing tables, with other names of tables. */
const NO_TABLE = {
  ...INVALID,
  innererror: {
    code: 'SemanticError',
    message: 'A semantic error occurred.',
    innererror: {
      code: 'SEM0100',
      message: "'where' operator: Failed to resolve table or column expression named 'SigninLogs'",
    },
  },
};

type Question = { readonly query?: string; readonly timespan?: string };

function questionIn({ body }: HttpRequest): Question {
  try {
    return JSON.parse(body ?? '') ?? {};
  } catch {
    return {};
  }
}

function boundsIn(timespan: string | undefined): readonly [number, number] | null {
  const [from, to] = (timespan ?? '').split('/').map(Date.parse);
  return from === undefined || to === undefined || Number.isNaN(from + to) ? null : [from, to];
}

function jsonResponse(status: number, json: object): HttpResponse {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: Buffer.from(JSON.stringify(json)),
  };
}
