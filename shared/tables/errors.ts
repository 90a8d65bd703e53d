import { RestError } from '@azure/data-tables';

/** What a caller of the tables may meet; each has a message that says what to do. */
type TablesErrorCode =
  | 'unreachable'
  | 'throttled'
  | 'forbidden'
  | 'noTable'
  | 'tooBig'
  | 'contested'
  | 'badAnswer'
  | 'badRow'
  | 'badContinuation'
  | 'failed';

type Facts = {
  /** In place of what is said of the code in general. */
  readonly message?: string;
  readonly cause?: unknown;
  readonly status?: number | null;
  readonly serviceCode?: string | null;
  readonly row?: TablesError['row'];
};

/** Table Storage did not do what was asked. The message holds no stored data, so that it may be logged. */
export class TablesError extends Error {
  readonly code: TablesErrorCode;
  /** HTTP status; `null` when there was no answer, or none was needed. */
  readonly status: number | null;
  /** Table Storage's own code, for example `EntityAlreadyExists`. */
  readonly serviceCode: string | null;
  /** The stored row that cannot be read. */
  readonly row: { readonly table: string; readonly partitionKey: string; readonly rowKey: string } | null;

  constructor(code: TablesErrorCode, facts: Facts = {}) {
    super(facts.message ?? MESSAGES[code], { cause: facts.cause });
    this.name = 'TablesError';
    this.code = code;
    this.status = facts.status ?? null;
    this.serviceCode = facts.serviceCode ?? null;
    this.row = facts.row ?? null;
  }
}

/** A row with this key is there already. */
export function isTaken(error: unknown): boolean {
  const { status, serviceCode } = answerIn(error);
  return status === 409 && serviceCode === 'EntityAlreadyExists';
}

/** There is no row with this key; a missing table is another matter. */
export function isGone(error: unknown): boolean {
  const { status, serviceCode } = answerIn(error);
  return status === 404 && (serviceCode === 'ResourceNotFound' || serviceCode === 'EntityNotFound');
}

/** The row has changed since it was read. */
export function isStale(error: unknown): boolean {
  return answerIn(error).status === 412;
}

/** Somebody else created, changed or deleted the row first. */
export function isLostRace(error: unknown): boolean {
  return isTaken(error) || isGone(error) || isStale(error);
}

/** What callers see in place of whatever the SDK, the credential or the network threw. */
export function tablesError(error: unknown): TablesError {
  if (error instanceof TablesError) return error;
  const { status, serviceCode } = answerIn(error);
  const code = codeOf(error);
  const what = [status, serviceCode].filter((fact) => fact !== null).join(' ');
  const message = what === '' ? MESSAGES[code] : `${MESSAGES[code]} (${what})`;
  return new TablesError(code, { message, cause: error, status, serviceCode });
}

/** A success that is not one: what came back is not what Table Storage answers. */
export function notTables(status: number): TablesError {
  return new TablesError('badAnswer', { message: `${MESSAGES.badAnswer} (${status})`, status });
}

const MESSAGES: Readonly<Record<TablesErrorCode, string>> = {
  unreachable:
    'Table Storage does not answer: check TABLES_ENDPOINT and the network; on one machine, start Azurite',
  throttled:
    'Table Storage is throttling: the next run tries again; look for another heavy user of the storage account',
  forbidden:
    'Table Storage refuses access: grant the identity "Storage Table Data Contributor" on the storage account, and check AZURE_CLIENT_ID and the account\'s firewall',
  noTable: 'A table is missing: restart the app, which creates it',
  tooBig: 'Table Storage takes no row this big: report it with the version of MFA Watch',
  contested: 'Other runs kept changing the same rows: the next run tries again',
  badAnswer: 'What answers is not Table Storage: check TABLES_ENDPOINT and any proxy in between',
  badRow: 'A stored row cannot be read',
  badContinuation: 'The continuation token is not one that a list of findings gave: start again without it',
  failed: 'A request to Table Storage failed: report it with the version of MFA Watch',
};

const TOO_BIG = ['EntityTooLarge', 'PropertyValueTooLarge', 'RequestBodyTooLarge', 'TooManyProperties'];

function codeOf(error: unknown): TablesErrorCode {
  const { status, serviceCode } = answerIn(error);
  if (isLostRace(error)) return 'contested';
  if (hasNoToken(error)) return 'forbidden';
  if (status === null) return codeWithoutAnswer(error);
  if (status < 300) return 'badAnswer';
  if (status === 401 || status === 403) return 'forbidden';
  if (status === 429 || status === 503) return 'throttled';
  if (status === 408 || status >= 500) return 'unreachable';
  if (serviceCode === 'TableNotFound') return 'noTable';
  if (status === 413 || TOO_BIG.includes(serviceCode ?? '')) return 'tooBig';
  return serviceCode === null ? 'badAnswer' : 'failed';
}

// The credential has errors of its own, some of them with the status that the token service answered.
function hasNoToken(error: unknown): boolean {
  return /^(Aggregate)?(Authentication|CredentialUnavailable)/.test(String(fieldsOf(error).name));
}

function codeWithoutAnswer(error: unknown): TablesErrorCode {
  return error instanceof RestError ? 'unreachable' : 'failed';
}

// A single call carries the service's code in `details`, a transaction in `code` (@azure/data-tables 13.3.2).
function answerIn(error: unknown): { readonly status: number | null; readonly serviceCode: string | null } {
  if (error instanceof TablesError) return error;
  const { statusCode, code, details } = fieldsOf(error);
  if (typeof statusCode !== 'number') return { status: null, serviceCode: null };
  const serviceCode = code ?? fieldsOf(fieldsOf(details).odataError).code ?? fieldsOf(details).errorCode;
  return { status: statusCode, serviceCode: isServiceCode(serviceCode) ? serviceCode : null };
}

// The SDK puts a code of its own in the same place when it cannot read the answer.
function isServiceCode(code: unknown): code is string {
  return typeof code === 'string' && code !== RestError.PARSE_ERROR;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
