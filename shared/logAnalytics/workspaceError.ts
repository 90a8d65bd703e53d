import type { HttpCode, WorkspaceCode, WorkspaceFault } from '../domain/fault';
import { wordOf } from '../domain/word';
import { type Fail, HttpError, type HttpFacts } from '../http/httpError';

/** Log Analytics did not answer as asked. */
export class WorkspaceError extends HttpError<WorkspaceFault> {
  constructor(code: WorkspaceCode, facts: HttpFacts = {}) {
    const { status = null } = facts;
    super({ system: 'workspace', code, status, serviceCode: wordOf(facts.serviceCode) }, facts);
    this.name = 'WorkspaceError';
  }
}

export const workspaceError: Fail = (code, _url, facts) => new WorkspaceError(codeOf(code), facts);

/** Answers of Log Analytics have no pages. */
function codeOf(code: HttpCode): WorkspaceCode {
  return code === 'foreignLink' || code === 'endlessPaging' ? 'badAnswer' : code;
}
