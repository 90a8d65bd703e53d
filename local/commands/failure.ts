import { CommanderError } from 'commander';
import { plainLines } from '../../shared/domain/plainText';
import { faultOf, isWatchError, WatchError, type WatchErrorCode } from '../../shared/domain/watchError';
import { faultInWords } from '../../shared/render/words/faults';
import { noTokenOf } from '../doctor/noToken';
import { notSignedInInWords, roleMissingInWords } from '../words/failure';
import { printableLines } from './printable';

/** The command cannot start: bad usage, for example. */
export const EXIT_USAGE = 2;
/** Some records could not be decoded, or were not read; all others are reported. */
export const EXIT_BAD_RECORDS = 3;
const EXIT_FAILED = 1;
/** The doctor found something to fix. */
export const EXIT_MISSING = 1;

const USAGE_CODES: ReadonlySet<WatchErrorCode> = new Set([
  'badSettings',
  'notFound',
  'isFolder',
  'notReadable',
  'badFile',
  'severalUsers',
  'usage',
]);

/** The message to print for a failure, and the exit code. */
export function describeFailure(error: unknown): { readonly message: string; readonly exitCode: number } {
  // Commander has printed its own message already; help and version are no failures.
  if (error instanceof CommanderError)
    return { message: '', exitCode: error.exitCode === 0 ? 0 : EXIT_USAGE };
  if (!(error instanceof Error)) return { message: plainLines(String(error)), exitCode: EXIT_FAILED };
  // An error of ours says what to do, and needs no stack trace.
  if (!isWatchError(error))
    return { message: plainLines(error.stack ?? error.message), exitCode: EXIT_FAILED };
  return {
    message: `mfa-watch: ${printableLines(inWords(error))}`,
    exitCode: USAGE_CODES.has(error.code) ? EXIT_USAGE : EXIT_FAILED,
  };
}

/** The commands run with an admin's own sign-in, which no grant to an app helps. */
function inWords(error: WatchError): string {
  const fault = faultOf(error);
  if (fault === null) return error.message;
  const message = faultInWords(fault);
  if (fault.code === 'unauthorized' && error.cause !== undefined)
    return `${notSignedInInWords(noTokenOf(error.cause))}\n${message}`;
  if (fault.system !== 'graph' || fault.code !== 'forbidden' || fault.isRoleMissing) return message;
  const { permission } = fault;
  if (permission === null || !CARRIED.includes(permission)) return message;
  return `${roleMissingInWords(permission)}\n${message}`;
}

/**
 * Microsoft decides which permissions the apps of Azure CLI and Azure PowerShell may ask for. Tokens that people have published carry
 * these (seen in several public repositories, 2026-11-29).
 */
const CARRIED: readonly string[] = ['AuditLog.Read.All', 'User.Read.All', 'Organization.Read.All'];

/** The command was called wrongly. */
export class UsageError extends WatchError {
  readonly code = 'usage';

  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
