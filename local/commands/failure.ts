import { CommanderError } from 'commander';
import { GraphError } from '../../shared/graph/graphError';
import { isRoleMissing, ROLE_MEND } from '../../shared/graph/missingRole';
import { permissionFor } from '../../shared/graph/permissions';

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

/** What to print of a failure, and what the command ends with. */
export function describeFailure(error: unknown): { readonly message: string; readonly exitCode: number } {
  // Commander has printed its own message by now; help and version are no failures.
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

/** The commands run with somebody's own sign-in: what an app is granted does not help there. */
function inWords(error: Error, code: unknown): string {
  if (code === 'unauthorized' && error.cause !== undefined) {
    const { sentence, command } = withoutSignIn(reasonNoToken(error.cause), 'Microsoft Graph');
    return `${sentence} Run: ${command}\n${error.message}`;
  }
  if (error instanceof GraphError && code === 'forbidden') return forbiddenInWords(error);
  return error.message;
}

/**
 * What the apps of Azure CLI and Azure PowerShell may ask for is fixed by Microsoft. Tokens that people have published carry these
 * (seen in several public repositories, 2026-11-29).
 */
const CARRIED: readonly (string | null)[] = ['AuditLog.Read.All', 'User.Read.All', 'Organization.Read.All'];

function forbiddenInWords({ message, path, graphCode }: GraphError): string {
  const permission = permissionFor(path);
  if (isRoleMissing(graphCode) || !CARRIED.includes(permission)) return message;
  return `Your sign-in may not read this. By Azure CLI (az login) it carries ${permission}, so most likely a directory role is missing. ${ROLE_MEND} Or ask the deployed app (/api/check), or run mfa-watch scan on a download of the log.\n${message}`;
}

export type WithoutSignIn = {
  readonly sentence: string;
  /** To be pasted. */
  readonly command: string;
};

/**
 * Why there is no token of somebody's own sign-in, and the command that gives one.
 *
 * @param why as the tool that was asked for the token said it
 * @param to a service, by its name
 */
export function withoutSignIn(why: string, to: string): WithoutSignIn {
  if (/could not be found|not recognized|ENOENT/i.test(why))
    return {
      sentence:
        'Nobody is signed in on this machine: install Azure CLI (https://aka.ms/azure-cli), then sign in.',
      command: 'az login',
    };
  if (/run '?az login'?|Connect-AzAccount/i.test(why) && !why.includes('--scope'))
    return { sentence: 'Nobody is signed in to Azure CLI.', command: 'az login' };
  return { sentence: `Azure CLI gives no token for ${to}: ${firstLine(why)}`, command: loginIn(why) };
}

/** What the first tool, Azure CLI, says: the one that README.md asks for. */
export function reasonNoToken(error: unknown): string {
  const errors: unknown = error instanceof Error && 'errors' in error ? error.errors : null;
  const first: unknown = Array.isArray(errors) ? errors[0] : error;
  return (first instanceof Error ? first.message : String(first)).trim();
}

function firstLine(text: string): string {
  return text.split(/\r?\n/).find((line) => line.trim() !== '') ?? 'it does not say why.';
}

/** The sign-in that Azure CLI itself asks for, where that is plain enough to be pasted. */
function loginIn(text: string): string {
  return /az login(?: --[a-z-]+ "?[\w.:/-]+"?)+/.exec(text)?.[0] ?? 'az login';
}

/** The command was called in a way it cannot be. */
export class UsageError extends Error {
  readonly code = 'usage';

  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
