import { CommanderError } from 'commander';
import type { GraphFault } from '../../shared/domain/fault';
import { faultOf, WatchError, type WatchErrorCode } from '../../shared/domain/watchError';
import { faultInWords } from '../../shared/render/words/faults';
import { ROLE_FIX } from '../../shared/render/words/serviceFaults';

/** Bad usage, and whatever else keeps a command from starting. */
export const EXIT_USAGE = 2;
/** Some records could not be decoded; all others are reported. */
export const EXIT_BAD_RECORDS = 3;
const EXIT_FAILED = 1;
/** The doctor found something to mend. */
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

/** What to print of a failure, and what the command ends with. */
export function describeFailure(error: unknown): { readonly message: string; readonly exitCode: number } {
  // Commander has printed its own message by now; help and version are no failures.
  if (error instanceof CommanderError)
    return { message: '', exitCode: error.exitCode === 0 ? 0 : EXIT_USAGE };
  if (!(error instanceof Error)) return { message: String(error), exitCode: EXIT_FAILED };
  // An error of ours says what to do, and needs no stack trace.
  if (!(error instanceof WatchError)) return { message: error.stack ?? error.message, exitCode: EXIT_FAILED };
  return {
    message: `mfa-watch: ${inWords(error)}`,
    exitCode: USAGE_CODES.has(error.code) ? EXIT_USAGE : EXIT_FAILED,
  };
}

/** The commands run with somebody's own sign-in: the permissions of an app do not help there. */
function inWords(error: WatchError): string {
  const fault = faultOf(error);
  if (fault === null) return error.message;
  const message = faultInWords(fault);
  if (fault.code === 'unauthorized' && error.cause !== undefined) {
    const { sentence, command } = withoutSignIn(reasonNoToken(error.cause), 'Microsoft Graph');
    return `${sentence} Run: ${command}\n${message}`;
  }
  return fault.system === 'graph' && fault.code === 'forbidden' ? forbiddenInWords(fault) : message;
}

/**
 * What the apps of Azure CLI and Azure PowerShell may ask for is fixed by Microsoft. Tokens that people have published carry these
 * (seen in several public repositories, 2026-11-29).
 */
const CARRIED: readonly (string | null)[] = ['AuditLog.Read.All', 'User.Read.All', 'Organization.Read.All'];

function forbiddenInWords(fault: GraphFault): string {
  const { permission, isRoleMissing } = fault;
  const message = faultInWords(fault);
  if (isRoleMissing || !CARRIED.includes(permission)) return message;
  return `Your sign-in may not read this. By Azure CLI (az login) it carries ${permission}, so most likely a directory role is missing. ${ROLE_FIX} Or ask the deployed app (/api/check), or run mfa-watch scan on a download of the log.\n${message}`;
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
export class UsageError extends WatchError {
  readonly code = 'usage';

  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
