import type { Failure, Fault, FaultCode } from './fault';

/** Every code that an error of ours can have. */
export type WatchErrorCode = FaultCode | CommandLineCode;

/** Of the errors that only the command line throws; their messages are the sentences that it prints. */
export type CommandLineCode =
  | 'alreadyRunning'
  | 'azuriteFailed'
  | 'badFile'
  | 'badRoute'
  | 'badSchedule'
  | 'damagedGzip'
  | 'dateOrder'
  | 'duplicateFunction'
  | 'empty'
  | 'forbidden'
  | 'isFolder'
  | 'loadFailed'
  | 'missingSetting'
  | 'noEntryPoint'
  | 'noFunctions'
  | 'noneInFolder'
  | 'notCreated'
  | 'notFound'
  | 'notReadable'
  | 'notRecords'
  | 'notSignedIn'
  | 'portTaken'
  | 'portalSteps'
  | 'stopped'
  | 'tooLate'
  | 'unjudgeable'
  | 'unknownFunction'
  | 'unsupported'
  | 'usage';

/** The same symbol in every copy of this module: the deployed app has one in `main.js` and one in the files that it loads later. */
const MARK = Symbol.for('mfa-watch.WatchError');

/** An error of ours. `isWatchError` recognises it, and nothing else does: errors of Node and of SDKs have a `code` as well. */
export abstract class WatchError extends Error {
  abstract readonly code: WatchErrorCode;
  /** `null` for an error that only the command line throws. */
  readonly fault: Fault | null = null;
  readonly [MARK] = true;
}

/** Whether an error is ours. The class alone does not show it, because the deployed app has two copies of it. */
export function isWatchError(error: unknown): error is WatchError {
  return error instanceof Error && MARK in error;
}

/** An error of ours that deployed code can throw. Its message is a line for the log, of code and facts. */
export abstract class FaultError<F extends Fault = Fault> extends WatchError {
  readonly code: F['code'];
  override readonly fault: F;

  /** @param line in place of one with all facts, which must identify nobody */
  constructor(
    fault: F,
    { line = lineOf(fault), cause }: { readonly line?: string; readonly cause?: unknown } = {},
  ) {
    super(line, { cause });
    this.code = fault.code;
    this.fault = fault;
  }
}

/** The fault of an error of ours; `null` for any other error. */
export function faultOf(error: unknown): Fault | null {
  return isWatchError(error) ? error.fault : null;
}

/** Any error, as it is kept and shown. */
export function failureOf(error: unknown): Failure {
  return faultOf(error) ?? { system: 'unknown' };
}

function lineOf({ system, code, ...facts }: Fault): string {
  const known = Object.entries(facts).filter(([, fact]) => fact !== null && fact !== false);
  const details = known.map(([name, fact]) => `${name} ${inText(fact)}`).join(', ');
  return `${system}: ${code}${details === '' ? '' : ` (${details})`}`;
}

function inText(fact: unknown): string {
  return typeof fact === 'string' ? fact : JSON.stringify(fact);
}
