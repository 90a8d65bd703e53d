import { CommanderError } from 'commander';

/** Bad usage, and whatever else keeps a command from starting. */
export const EXIT_USAGE = 2;
/** Some records could not be decoded; all others are reported. */
export const EXIT_BAD_RECORDS = 3;
const EXIT_FAILED = 1;
/** The doctor found something to mend. */
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

const SIGN_IN =
  'Without AZURE_CLIENT_ID your own sign-in is used: run az login (or Connect-AzAccount) first.';

/** What to print of a failure, and what the command ends with. */
export function describeFailure(error: unknown): { readonly message: string; readonly exitCode: number } {
  // Commander has printed its own message by now; help and version are no failures.
  if (error instanceof CommanderError)
    return { message: '', exitCode: error.exitCode === 0 ? 0 : EXIT_USAGE };
  if (!(error instanceof Error)) return { message: String(error), exitCode: EXIT_FAILED };
  const code = 'code' in error ? error.code : null;
  if (code === null) return { message: error.stack ?? error.message, exitCode: EXIT_FAILED };
  return {
    message: `mfa-watch: ${error.message}${code === 'unauthorized' ? `\n${SIGN_IN}` : ''}`,
    exitCode: USAGE_CODES.has(code) ? EXIT_USAGE : EXIT_FAILED,
  };
}

/** The command was called in a way it cannot be. */
export class UsageError extends Error {
  readonly code = 'usage';

  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
