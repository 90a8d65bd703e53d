import { readAnswer } from './answer';
import { type Clock, SYSTEM_CLOCK } from './clock';
import { type Exchange, exchangeWith, type Question } from './exchange';
import type { WritableGraph } from './graph';
import { GraphError } from './graphError';
import { pacer } from './pacer';
import { pagesFrom } from './paging';
import { pauseMs } from './retry';

export type GraphOptions = Partial<Clock> & {
  /** Origin of Graph in the cloud, without a slash at the end; it alone gets the token. */
  readonly endpoint: string;
  readonly token: () => Promise<string>;
  readonly fetch?: typeof fetch;
  /** Whether to keep to Microsoft's limits, which a tenant simulated on this machine does not have; true unless told. */
  readonly paced?: boolean;
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
export function connectGraph(options: GraphOptions): WritableGraph {
  const { endpoint, token, requestTimeoutMs = REQUEST_TIMEOUT_MS, longestWaitMs = LONGEST_WAIT_MS } = options;
  const { now, wait, random } = { ...SYSTEM_CLOCK, ...options };
  const clock: Clock = { now, wait, random };
  const exchange = exchangeWith({ endpoint, token, fetch: options.fetch ?? fetch });
  const pace = options.paced === false ? () => 0 : pacer(clock);

  async function ask(question: Question, until: number, isRepeatable = true): Promise<unknown> {
    const { url } = question;
    const rest = async (ms: number, cause?: unknown) => {
      if (now() + ms >= until) throw new GraphError('outOfTime', url, { cause });
      if (ms > 0) await wait(ms);
    };
    for (let tried = 1; ; tried++) {
      await rest(pace(new URL(url).pathname));
      try {
        const timeoutMs = Math.max(Math.min(requestTimeoutMs, until - now()), 1);
        return await askOnce(question, { exchange, clock, timeoutMs });
      } catch (error) {
        const pause = error instanceof GraphError ? pauseMs(error, tried, { random, longestWaitMs }) : null;
        if (pause === null || !(isRepeatable || isUntouched(error))) throw error;
        await rest(pause, error);
      }
    }
  }

  return {
    get: (path, until = NEVER) => ask({ url: endpoint + path }, until),
    post: (path, body, until = NEVER) => ask({ url: endpoint + path, body }, until),
    create: (path, body) => ask({ url: endpoint + path, body }, NEVER, false),
    pages: (path, until = NEVER) => pagesFrom(endpoint + path, (url) => ask({ url }, until)),
  };
}

/** What is throttled has not been carried out; after any other fault it may have been. */
function isUntouched(error: unknown): boolean {
  return error instanceof GraphError && error.code === 'throttled';
}

const NEVER = Number.POSITIVE_INFINITY;

type Try = { readonly exchange: Exchange; readonly clock: Clock; readonly timeoutMs: number };

async function askOnce(question: Question, { exchange, clock, timeoutMs }: Try): Promise<unknown> {
  const { url } = question;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    return await readAnswer(await exchange(question, signal), url, clock.now());
  } catch (error) {
    if (error instanceof GraphError) throw error;
    throw new GraphError(signal.aborted ? 'timedOut' : 'unavailable', url, { cause: error });
  }
}
