import { once } from 'node:events';
import type { Fail } from './httpError';
import { type WireFetch, type WireRequest, wireFetch } from './wireFetch';

/** The service that is asked. */
export type Party = {
  /** Its origin, without a slash at the end; no other host gets the token. */
  readonly endpoint: string;
  readonly token: () => Promise<string>;
  readonly fail: Fail;
  /** `wireFetch` by default. */
  readonly fetch?: WireFetch | undefined;
};

export type Addressed = WireRequest & { readonly url: string };

/**
 * Requests one URL as it is written; returns answers of any status.
 *
 * @throws HttpError `foreignLink` for another host, `unauthorized` without a token
 */
export async function send(
  { endpoint, token, fail, fetch = wireFetch(fail) }: Party,
  { url, ...init }: Addressed,
): Promise<Response> {
  if (new URL(url).origin !== new URL(endpoint).origin) throw fail('foreignLink', url);
  const given = token().catch((error: unknown) => {
    throw fail('unauthorized', url, { cause: error });
  });
  // A token request that hangs ignores the signal, so it is raced. Nothing else is: a race keeps its winner in memory.
  const authorization = `Bearer ${await Promise.race([given, rejectWhenAborted(init.signal)])}`;
  return fetch(url, { ...init, headers: { ...init.headers, authorization } });
}

async function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  await once(signal, 'abort');
  throw signal.reason;
}
