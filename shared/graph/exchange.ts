import { Client, type Context, GraphClientError, ResponseType } from '@microsoft/microsoft-graph-client';
import { type Addressed, type Party, send } from '../http/send';

/** A body makes it a POST. */
export type Question = { readonly url: string; readonly body?: unknown };

/** Requests one URL as it is written; returns answers of any status. */
export type Exchange = (question: Question, signal: AbortSignal) => Promise<Response>;

/**
 * Microsoft's client over our own network code. The client's own code takes URLs apart and joins them again (which loses parts of a
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
    context.response = await ask(party, context.options as Addressed);
  } catch (error) {
    // The client lets only this class through as it is, and drops the cause of any other.
    throw Object.assign(new GraphClientError(), { customError: error });
  }
}

function ask(party: Party, request: Addressed): Promise<Response> {
  return send(party, {
    ...request,
    headers: {
      ...request.headers,
      accept: 'application/json',
      // Without it, Graph writes `unknownFutureValue` for the newer values of an enum.
      prefer: 'include-unknown-enum-members',
      // A counted list is an advanced query, which Graph refuses without this header.
      // https://learn.microsoft.com/graph/aad-advanced-queries (read 2026-11-29)
      ...(request.url.includes('$count=true') && { consistencylevel: 'eventual' }),
    },
  });
}
