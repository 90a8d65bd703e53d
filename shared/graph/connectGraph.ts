import { readAnswer } from './answer';
import { type Clock, SYSTEM_CLOCK } from './clock';
import { type Exchange, exchangeWith } from './exchange';
import type { Graph } from './graph';
import { GraphError } from './graphError';
import { pacer } from './pacer';
import { pagesFrom } from './paging';
import { pauseMs } from './retry';

export type GraphOptions = Partial<Clock> & {
  /** Origin of Graph in the cloud, without a slash at the end; it alone gets the token. */
  readonly endpoint: string;
  readonly token: () => Promise<string>;
  readonly fetch?: typeof fetch;
  /** For one try, token and body included; 60 seconds unless told. */
  readonly requestTimeoutMs?: number;
  /** The longest `Retry-After` that is waited out; 2 minutes unless told. */
  readonly longestWaitMs?: number;
};

const REQUEST_TIMEOUT_MS = 60_000;
const LONGEST_WAIT_MS = 120_000;

/**
 * Connects to Microsoft Graph: keeps to its pace, and tries passing faults again.
 *
 * A GraphError is thrown after 5 tries in vain, or at once for a fault that trying again does not mend.
 */
export function connectGraph(options: GraphOptions): Graph {
  const { endpoint, token, requestTimeoutMs = REQUEST_TIMEOUT_MS, longestWaitMs = LONGEST_WAIT_MS } = options;
  const { now, wait, random } = { ...SYSTEM_CLOCK, ...options };
  const clock: Clock = { now, wait, random };
  const exchange = exchangeWith({ endpoint, token, fetch: options.fetch ?? fetch });
  const pace = pacer(clock);

  async function ask(url: string): Promise<unknown> {
    for (let tried = 1; ; tried++) {
      await pace(new URL(url).pathname);
      try {
        return await askOnce(url, { exchange, clock, requestTimeoutMs });
      } catch (error) {
        const pause = error instanceof GraphError ? pauseMs(error, tried, { random, longestWaitMs }) : null;
        if (pause === null) throw error;
        await wait(pause);
      }
    }
  }

  return {
    get: (path) => ask(endpoint + path),
    pages: (path) => pagesFrom(endpoint + path, ask),
  };
}

type Try = { readonly exchange: Exchange; readonly clock: Clock; readonly requestTimeoutMs: number };

async function askOnce(url: string, { exchange, clock, requestTimeoutMs }: Try): Promise<unknown> {
  const signal = AbortSignal.timeout(requestTimeoutMs);
  try {
    return await readAnswer(await exchange(url, signal), url, clock.now());
  } catch (error) {
    if (error instanceof GraphError) throw error;
    throw new GraphError(signal.aborted ? 'timedOut' : 'unavailable', url, { cause: error });
  }
}
