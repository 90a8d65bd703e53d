import { plainText } from '../../shared/domain/plainText';

/** Why Azure CLI gives no token for the admin's own sign-in. */
export type NoToken =
  | { readonly code: 'notInstalled' | 'nobodySignedIn' | 'timedOut' }
  /** Its first line; empty if it says nothing. */
  | { readonly code: 'refused'; readonly says: string; readonly login: string };

/**
 * @param error of a chain of command line tools; Azure CLI, which docs/deploy.md asks for, is the first of them
 */
export function noTokenOf(error: unknown): NoToken {
  const says = firstMessage(error);
  if (/could not be found|not recognized|ENOENT/i.test(says)) return { code: 'notInstalled' };
  if (/run '?az login'?|Connect-AzAccount/i.test(says) && !says.includes('--scope'))
    return { code: 'nobodySignedIn' };
  return { code: 'refused', says: plainText(firstLine(says), LONGEST), login: loginIn(says) };
}

/** The command that signs the admin in. */
export function loginCommand(noToken: NoToken): string {
  return noToken.code === 'refused' ? noToken.login : LOGIN;
}

const LOGIN = 'az login';

function firstMessage(error: unknown): string {
  const errors: unknown = error instanceof Error && 'errors' in error ? error.errors : null;
  const first: unknown = Array.isArray(errors) ? errors[0] : error;
  return (first instanceof Error ? first.message : String(first)).trim();
}

/** In characters. */
const LONGEST = 500;

function firstLine(text: string): string {
  return text.split(/\r?\n/).find((line) => line.trim() !== '') ?? '';
}

/** The sign-in that Azure CLI itself asks for, if it is plain enough to be pasted. */
function loginIn(text: string): string {
  return /az login(?: --[a-z-]+ "?[\w.:/-]+"?)+/.exec(text)?.[0] ?? LOGIN;
}
