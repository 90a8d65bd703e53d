import { type AskLimits, ask } from '../http/ask';
import { type Clock, SYSTEM_CLOCK } from '../http/clock';
import type { HttpError } from '../http/httpError';
import { type Party, send } from '../http/send';
import type { WireFetch } from '../http/wireFetch';
import type { Arm } from './arm';
import { armError } from './armError';
import { pagesFrom } from './paging';

export type ArmOptions = Partial<Clock> & {
  /** Origin of Azure Resource Manager in the cloud, without a slash at the end; it alone gets the token. */
  readonly endpoint: string;
  readonly token: () => Promise<string>;
  readonly fetch?: WireFetch;
  /** For one try, token and body included; 60 seconds by default. */
  readonly requestTimeoutMs?: number;
  /** The longest `Retry-After` that is honoured; 1 minute by default. */
  readonly longestWaitMs?: number;
};

const HEADERS = { accept: 'application/json' };
const TRIES: Readonly<Record<string, number>> = { throttled: 4, unavailable: 4, timedOut: 2 };
const NEVER = Number.POSITIVE_INFINITY;

/**
 * Connects to Azure Resource Manager, and repeats a request after a passing fault.
 *
 * An ArmError is thrown after 4 failed tries, or at once for a fault that lasts.
 */
export function connectArm(options: ArmOptions): Arm {
  const { endpoint, token, requestTimeoutMs = 60_000, longestWaitMs = 60_000 } = options;
  const party: Party = { endpoint, token, fetch: options.fetch, fail: armError };
  const clock: Clock = { ...SYSTEM_CLOCK, ...options };
  const limits: AskLimits = { clock, fail: armError, requestTimeoutMs, longestWaitMs };
  const get = (url: string, until: number) =>
    ask({ url, until, send: (signal) => send(party, { url, signal, headers: HEADERS }), triesFor }, limits);

  return {
    get: (path, until = NEVER) => get(endpoint + path, until),
    pages: (path, until = NEVER) => pagesFrom(endpoint + path, (url) => get(url, until)),
  };
}

function triesFor({ code }: HttpError): number {
  return TRIES[code] ?? 1;
}
