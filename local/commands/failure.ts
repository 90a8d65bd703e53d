import { CommanderError } from 'commander';
import { GraphError } from '../../shared/graph/graphError';
import { isRoleMissing } from '../../shared/graph/missingRole';
import { permissionFor } from '../../shared/graph/permissions';
import { noTokenOf } from '../doctor/noToken';
import { notSignedInInWords, roleMissingInWords } from '../words/failure';

/** The command cannot start: bad usage, for example. */
export const EXIT_USAGE = 2;
/** Some records could not be decoded; all others are reported. */
export const EXIT_BAD_RECORDS = 3;
const EXIT_FAILED = 1;
/** The doctor found something to fix. */
export const EXIT_MISSING = 1;

/** Errors of our own carry a stable code and say what to do; they need no stack trace. */
const USAGE_CODES: ReadonlySet<unknown> = new Set([
  'badSettings',
  'notFound',
  'isFolder',
  'notReadable',
  'badFile',
  'usage',
]);

/** The message to print for a failure, and the exit code. */
export function describeFailure(error: unknown): { readonly message: string; readonly exitCode: number } {
  // Commander has printed its own message already; help and version are no failures.
  if (error instanceof CommanderError)
    return { message: '', exitCode: error.exitCode === 0 ? 0 : EXIT_USAGE };
  if (!(error instanceof Error)) return { message: String(error), exitCode: EXIT_FAILED };
  const code = 'code' in error ? error.code : null;
  if (code === null) return { message: error.stack ?? error.message, exitCode: EXIT_FAILED };
  return {
    message: `mfa-watch: ${inWords(error, code)}`,
    exitCode: USAGE_CODES.has(code) ? EXIT_USAGE : EXIT_FAILED,
  };
}

/** The commands run with an admin's own sign-in, which no grant to an app helps. */
function inWords(error: Error, code: unknown): string {
  const { message } = error;
  if (code === 'unauthorized' && error.cause !== undefined)
    return `${notSignedInInWords(noTokenOf(error.cause))}\n${message}`;
  if (!(error instanceof GraphError) || code !== 'forbidden') return message;
  const permission = permissionFor(error.path);
  if (permission === null || !CARRIED.includes(permission) || isRoleMissing(error.graphCode)) return message;
  return `${roleMissingInWords(permission)}\n${message}`;
}

/**
 * Microsoft decides which permissions the apps of Azure CLI and Azure PowerShell may ask for. Tokens that people have published carry
 * these (seen in several public repositories, 2026-11-29).
 */
const CARRIED: readonly string[] = ['AuditLog.Read.All', 'User.Read.All', 'Organization.Read.All'];

/** The command was called wrongly. */
export class UsageError extends Error {
  readonly code = 'usage';

  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
