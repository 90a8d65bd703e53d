import { once } from 'node:events';
import { Client, type Context, GraphClientError, ResponseType } from '@microsoft/microsoft-graph-client';
import { GraphError } from './graphError';

/** A body makes it a POST. */
export type Question = { readonly url: string; readonly body?: unknown };

/** Asks for one URL, as it is written; answers of any status are returned. */
export type Exchange = (question: Question, signal: AbortSignal) => Promise<Response>;

export type Party = {
  readonly endpoint: string;
  readonly token: () => Promise<string>;
  readonly fetch: typeof fetch;
};

/**
 * Microsoft's client with our own way to the network. Its own takes URLs apart and joins them anew (which loses parts of a
 * nextLink), appends http URLs to its base, and knows six hosts; so the URL travels beside the request.
 */
export function exchangeWith(party: Party): Exchange {
  const client = Client.initWithMiddleware({
    baseUrl: party.endpoint,
    middleware: { execute: (context) => execute(party, context) },
  });
  return async ({ url, body }, signal) => {
    const request = client.api('/').options({ url, signal }).responseType(ResponseType.RAW);
    try {
      return await (body === undefined ? request.get() : request.post(body));
    } catch (error) {
      throw error instanceof GraphClientError ? error.customError : error;
    }
  };
}

async function execute(party: Party, context: Context): Promise<void> {
  try {
    context.response = await send(party, context.options as Addressed);
  } catch (error) {
    // The client lets only this class through as it is, and drops the cause of any other.
    throw Object.assign(new GraphClientError(), { customError: error });
  }
}

type Addressed = RequestInit & { readonly url: string; readonly signal: AbortSignal };

async function send(party: Party, { url, ...init }: Addressed): Promise<Response> {
  if (new URL(url).origin !== new URL(party.endpoint).origin) throw new GraphError('foreignLink', url);
  const token = party.token().catch((error: unknown) => {
    throw new GraphError('unauthorized', url, { cause: error });
  });
  const headers = {
    ...(init.headers as Readonly<Record<string, string>>),
    // A token that never comes does not heed the signal. Only it is raced: a race keeps in memory what it was won by.
    authorization: `Bearer ${await Promise.race([token, rejectWhenAborted(init.signal)])}`,
    accept: 'application/json',
    // Without it, Graph writes `unknownFutureValue` for the newer values of an enum.
    prefer: 'include-unknown-enum-members',
  };
  // A redirect is not followed: Graph sends none here, and it could lead to another host.
  return party.fetch(url, { ...init, headers, redirect: 'manual' });
}

async function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  await once(signal, 'abort');
  throw signal.reason;
}
