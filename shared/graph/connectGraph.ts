import { type AskLimits, ask } from '../http/ask';
import { type Clock, SYSTEM_CLOCK } from '../http/clock';
import type { WireFetch } from '../http/wireFetch';
import type { WritableGraph } from './graph';
import { graphError } from './graphError';
import { pacer } from './pacer';
import { pagesFrom } from './paging';
import { type Question, rawGraph } from './rawGraph';
import { triesFor, triesToChange } from './tries';

export type GraphOptions = Partial<Clock> & {
  /** Origin of Graph in the cloud, without a slash at the end; it alone gets the token. */
  readonly endpoint: string;
  readonly token: () => Promise<string>;
  readonly fetch?: WireFetch;
  /** Whether to keep to Microsoft's limits, which a simulated tenant does not have; true by default. */
  readonly paced?: boolean;
  /** For one try, token and body included; 60 seconds by default. */
  readonly requestTimeoutMs?: number;
  /** The longest `Retry-After` that is honoured; 2 minutes by default. */
  readonly longestWaitMs?: number;
};

const REQUEST_TIMEOUT_MS = 60_000;
const LONGEST_WAIT_MS = 120_000;
const NEVER = Number.POSITIVE_INFINITY;

/**
 * Connects to Microsoft Graph: keeps to its pace, and repeats a request after a passing fault.
 *
 * A GraphError is thrown after 5 failed tries, or at once for a fault that lasts.
 */
export function connectGraph(options: GraphOptions): WritableGraph {
  const { endpoint, token, requestTimeoutMs = REQUEST_TIMEOUT_MS, longestWaitMs = LONGEST_WAIT_MS } = options;
  const clock: Clock = { ...SYSTEM_CLOCK, ...options };
  const limits: AskLimits = { clock, fail: graphError, requestTimeoutMs, longestWaitMs };
  const raw = rawGraph({ endpoint, token, fetch: options.fetch, fail: graphError });
  const pace = options.paced === false ? () => 0 : pacer(clock);
  const put = (question: Question, until: number, tries = triesFor) =>
    ask(
      {
        url: question.url,
        until,
        send: (signal) => raw(question, signal),
        triesFor: tries,
        pace: () => pace(new URL(question.url).pathname),
      },
      limits,
    );

  return {
    get: (path, until = NEVER) => put({ url: endpoint + path }, until),
    post: (path, body, until = NEVER) => put({ url: endpoint + path, method: 'POST', body }, until),
    create: (path, body, until = NEVER) =>
      put({ url: endpoint + path, method: 'POST', body }, until, triesToChange),
    change: (path, body, until = NEVER) =>
      put({ url: endpoint + path, method: 'PATCH', body }, until, triesToChange),
    act: (path, until = NEVER) => put({ url: endpoint + path, method: 'POST' }, until, triesToChange),
    pages: (path, until = NEVER) => pagesFrom(endpoint + path, (url) => put({ url }, until)),
  };
}
