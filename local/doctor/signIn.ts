import { setTimeout as sleep } from 'node:timers/promises';
import { type CheckResult, missing, ok } from './checkResult';
import { loginCommand, type NoToken, noTokenOf } from './noToken';
import type { Service } from './outcome';

/** A token of the admin's own sign-in, or why there is none. */
export type TokenFound =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'none'; readonly noToken: NoToken };

/** A command line tool may hang. */
export const TOKEN_TIMEOUT_MS = 30_000;

export async function findToken(token: () => Promise<string>): Promise<TokenFound> {
  const done = new AbortController();
  const timedOut: TokenFound = { kind: 'none', noToken: { code: 'timedOut' } };
  const late = sleep(TOKEN_TIMEOUT_MS, timedOut, { signal: done.signal }).catch(() => timedOut);
  const asked = token().then(
    (found): TokenFound => ({ kind: 'token', token: found }),
    (error: unknown): TokenFound => ({ kind: 'none', noToken: noTokenOf(error) }),
  );
  try {
    return await Promise.race([asked, late]);
  } finally {
    done.abort();
  }
}

export type Who = { readonly person: string | null; readonly tenant: string | null };

const UNKNOWN: Who = { person: null, tenant: null };

export function judgeSignIn(found: TokenFound, service: Service, who: Who = UNKNOWN): CheckResult {
  if (found.kind === 'token') return ok({ check: 'signIn', code: 'signedIn', service, ...who });
  const { noToken } = found;
  return missing({ check: 'signIn', code: 'notSignedIn', service, noToken }, loginCommand(noToken));
}
