import { setTimeout as sleep } from 'node:timers/promises';
import { reasonNoToken, withoutSignIn } from '../commands/failure';
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
    (error: unknown): TokenFound => ({ kind: 'none', why: reasonNoToken(error) }),
  );
  try {
    return await Promise.race([asked, late]);
  } finally {
    done.abort();
  }
}

/** @param to a service, by its name */
export function judgeSignIn(found: TokenFound, to: string, who: string | null): Check {
  const name = `sign-in to ${to}`;
  if (found.kind === 'token') return ok(name, who === null ? 'Your sign-in works.' : `You are ${who}.`);
  const { sentence, command } = withoutSignIn(found.why, to);
  return missing(name, sentence, command);
}
