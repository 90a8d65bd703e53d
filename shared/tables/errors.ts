import { RestError } from '@azure/data-tables';
import type { TablesCode, TablesFault } from '../domain/fault';
import { FaultError } from '../domain/watchError';
import { wordOf } from '../domain/word';
import { GuardError } from '../http/guard';
import { isOfProxy } from '../http/proxy';

/** Where a stored row is that cannot be read; its keys may identify a user, so they stay out of logs. */
type BadRow = { readonly table: string; readonly partitionKey: string; readonly rowKey: string };

/** Table Storage did not do what was asked. */
export class TablesError extends FaultError<TablesFault> {
  readonly row: BadRow | null;

  constructor(fault: TablesFault, { cause, row }: { readonly cause?: unknown; readonly row?: BadRow } = {}) {
    super(fault, { cause });
    this.name = 'TablesError';
    this.row = row ?? null;
  }
}

/** A fault that is no answer of the service. */
export function unanswered(code: TablesCode): TablesFault {
  return { system: 'tables', code, ...NO_ANSWER };
}

/** A row with this key exists already. */
export function isTaken(error: unknown): boolean {
  const { status, serviceCode } = answerIn(error);
  return status === 409 && serviceCode === 'EntityAlreadyExists';
}

/** No row has this key; a missing table is a different fault. */
export function isGone(error: unknown): boolean {
  const { status, serviceCode } = answerIn(error);
  return status === 404 && (serviceCode === 'ResourceNotFound' || serviceCode === 'EntityNotFound');
}

/** The row has changed since it was read. */
export function isStale(error: unknown): boolean {
  return answerIn(error).status === 412;
}

/** Another run created, changed or deleted the row first. */
export function isLostRace(error: unknown): boolean {
  return isTaken(error) || isGone(error) || isStale(error);
}

/** The error for callers, in place of any error of the SDK, the credential or the network. */
export function tablesError(error: unknown): TablesError {
  if (error instanceof TablesError) return error;
  const { status, serviceCode } = answerIn(error);
  const fault: TablesFault = {
    system: 'tables',
    code: codeOf(error),
    status,
    serviceCode: wordOf(serviceCode),
  };
  return new TablesError(fault, { cause: error });
}

/** A success that is none: the answer is not one of Table Storage. */
export function notTables(status: number): TablesError {
  return new TablesError({ system: 'tables', code: 'badAnswer', status, serviceCode: null });
}

const TOO_BIG = ['EntityTooLarge', 'PropertyValueTooLarge', 'RequestBodyTooLarge', 'TooManyProperties'];

function codeOf(error: unknown): TablesCode {
  const { status, serviceCode } = answerIn(error);
  if (error instanceof GuardError) return error.code === 'tooLarge' ? 'tooLarge' : 'badAnswer';
  if (isLostRace(error)) return 'contested';
  if (hasNoToken(error)) return 'forbidden';
  if (status === null) return codeWithoutAnswer(error);
  if (status < 300 || isRefusedByProxy(error)) return 'badAnswer';
  if (status === 401 || status === 403) return 'forbidden';
  if (status === 429 || status === 503) return 'throttled';
  if (status === 408 || status >= 500) return 'unreachable';
  if (serviceCode === 'TableNotFound') return 'noTable';
  if (status === 413 || TOO_BIG.includes(serviceCode ?? '')) return 'tooBig';
  return serviceCode === null ? 'badAnswer' : 'failed';
}

// The credential throws its own errors, some of them with the status of the token service.
function hasNoToken(error: unknown): boolean {
  return /^(Aggregate)?(Authentication|CredentialUnavailable)/.test(String(fieldsOf(error).name));
}

function codeWithoutAnswer(error: unknown): TablesCode {
  return error instanceof RestError ? 'unreachable' : 'failed';
}

type Answer = { readonly status: number | null; readonly serviceCode: string | null };
const NO_ANSWER: Answer = { status: null, serviceCode: null };

// A single call carries the service's code in `details`, a transaction in `code` (@azure/data-tables 13.3.2).
function answerIn(error: unknown): Answer {
  if (error instanceof TablesError) return 'status' in error.fault ? error.fault : NO_ANSWER;
  if (error instanceof GuardError) return { status: error.status, serviceCode: null };
  const { statusCode, code, details } = fieldsOf(error);
  if (typeof statusCode !== 'number') return NO_ANSWER;
  const serviceCode = code ?? fieldsOf(fieldsOf(details).odataError).code ?? fieldsOf(details).errorCode;
  return { status: statusCode, serviceCode: isServiceCode(serviceCode) ? serviceCode : null };
}

/** The service refuses in JSON, or with an empty body; no role helps against a page of somebody in between. */
function isRefusedByProxy(error: unknown): boolean {
  if (!(error instanceof RestError) || error.response === undefined) return false;
  const { status, headers, bodyAsText } = error.response;
  return isOfProxy({ status, contentType: headers.get('content-type') ?? null, text: bodyAsText ?? '' });
}

// If the SDK cannot read the answer, it puts its own code in the same place.
function isServiceCode(code: unknown): code is string {
  return typeof code === 'string' && code !== RestError.PARSE_ERROR;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
