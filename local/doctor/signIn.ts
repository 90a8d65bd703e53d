import { setTimeout as sleep } from 'node:timers/promises';
import { type Check, missing, ok } from './check';

/** A token of the admin's own sign-in, or why there is none. */
export type TokenFound =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'none'; readonly why: string };

/** A command line tool that hangs is not waited for. */
const TIMEOUT_MS = 30_000;

export async function findToken(token: () => Promise<string>): Promise<TokenFound> {
  const done = new AbortController();
  const late = sleep(TIMEOUT_MS, undefined, { signal: done.signal }).then(
    (): TokenFound => ({ kind: 'none', why: `No answer in ${TIMEOUT_MS / 1000} seconds.` }),
    (): TokenFound => ({ kind: 'none', why: '' }),
  );
  const asked = token().then(
    (found): TokenFound => ({ kind: 'token', token: found }),
    (error: unknown): TokenFound => ({ kind: 'none', why: reasonOf(error) }),
  );
  try {
    return await Promise.race([asked, late]);
  } finally {
    done.abort();
  }
}

/** What the first tool, Azure CLI, says: the one that README.md asks for. */
function reasonOf(error: unknown): string {
  const errors: unknown = error instanceof Error && 'errors' in error ? error.errors : null;
  const first: unknown = Array.isArray(errors) ? errors[0] : error;
  return (first instanceof Error ? first.message : String(first)).trim();
}

/** @param to a service, by its name */
export function judgeSignIn(found: TokenFound, to: string, who: string | null): Check {
  const name = `sign-in to ${to}`;
  if (found.kind === 'token') return ok(name, who === null ? 'Your sign-in works.' : `You are ${who}.`);
  const { why } = found;
  if (/could not be found|not recognized|ENOENT/i.test(why))
    return missing(
      name,
      'Nobody is signed in on this machine: install Azure CLI (https://aka.ms/azure-cli), then sign in.',
      'az login',
    );
  if (/run '?az login'?|Connect-AzAccount/i.test(why) && !why.includes('--scope'))
    return missing(name, 'Nobody is signed in to Azure CLI.', 'az login');
  return missing(name, `Azure CLI gives no token for ${to}: ${firstLine(why)}`, loginIn(why));
}

function firstLine(text: string): string {
  return text.split(/\r?\n/).find((line) => line.trim() !== '') ?? 'it does not say why.';
}

/** The sign-in that Azure CLI itself asks for, where that is plain enough to be pasted. */
function loginIn(text: string): string {
  return /az login(?: --[a-z-]+ "?[\w.:/-]+"?)+/.exec(text)?.[0] ?? 'az login';
}
