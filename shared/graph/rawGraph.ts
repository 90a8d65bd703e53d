import { Client, type Context, GraphClientError, ResponseType } from '@microsoft/microsoft-graph-client';
import { type Addressed, type Party, send } from '../http/send';

/** GET by default; a POST may have no body. */
export type Question = {
  readonly url: string;
  readonly method?: 'POST' | 'PATCH';
  readonly body?: unknown;
};

/** Requests one URL as it is written; returns answers of any status. */
export type RawGraph = (question: Question, signal: AbortSignal) => Promise<Response>;

/**
 * Microsoft's client over our own network code. The client's own code takes URLs apart and joins them again (which loses parts of a
 * nextLink), appends http URLs to its base, and knows six hosts; so the URL travels beside the request.
 */
export function rawGraph(party: Party): RawGraph {
  const client = Client.initWithMiddleware({
    baseUrl: party.endpoint,
    middleware: { execute: (context) => execute(party, context) },
  });
  return async ({ url, method, body }, signal) => {
    const request = client.api('/').options({ url, signal }).responseType(ResponseType.RAW);
    try {
      switch (method) {
        case undefined:
          return await request.get();
        case 'POST':
          return await request.post(body);
        case 'PATCH':
          return await request.patch(body);
      }
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

/** Without it, Graph writes `unknownFutureValue` for the newer values of an enum. */
const NEWER_ENUMS = 'include-unknown-enum-members';
/**
 * Without it, an id changes as soon as the message is in another folder.
 * https://learn.microsoft.com/graph/outlook-immutable-id (read 2026-11-29)
 */
const IMMUTABLE_IDS = 'IdType="ImmutableId"';
const MAILBOX = /^\/[^/]+\/users\/[^/]+\/messages\b/i;

function ask(party: Party, request: Addressed): Promise<Response> {
  return send(party, {
    ...request,
    headers: {
      ...request.headers,
      accept: 'application/json',
      prefer: MAILBOX.test(new URL(request.url).pathname) ? IMMUTABLE_IDS : NEWER_ENUMS,
      // A counted list is an advanced query, which Graph refuses without this header.
      // https://learn.microsoft.com/graph/aad-advanced-queries (read 2026-11-29)
      ...(request.url.includes('$count=true') && { consistencylevel: 'eventual' }),
    },
  });
}
