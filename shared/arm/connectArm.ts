import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { readAnswer } from './answer';
import type { Arm } from './arm';
import { ArmError } from './armError';
import { pagesFrom } from './paging';
import { pauseMs } from './retry';

export type ArmOptions = {
  /** Origin of Azure Resource Manager in the cloud, without a slash at the end; it alone gets the token. */
  readonly endpoint: string;
  readonly token: () => Promise<string>;
  readonly fetch?: typeof fetch;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now?: () => number;
  readonly wait?: (ms: number) => Promise<unknown>;
  /** From 0 to below 1. */
  readonly random?: () => number;
  /** For one try, token and body included; 60 seconds unless told. */
  readonly requestTimeoutMs?: number;
  /** The longest `Retry-After` that is waited out; 1 minute unless told. */
  readonly longestWaitMs?: number;
};

/**
 * Connects to Azure Resource Manager, and tries passing faults again.
 *
 * An ArmError is thrown after 4 tries in vain, or at once for a fault that trying again does not mend.
 */
export function connectArm(options: ArmOptions): Arm {
  const { endpoint, now = Date.now, wait = (ms: number) => sleep(ms), random = Math.random } = options;
  const { requestTimeoutMs = 60_000, longestWaitMs = 60_000 } = options;

  async function ask(url: string, until: number): Promise<unknown> {
    for (let tried = 1; ; tried++) {
      const leftMs = until - now();
      if (leftMs <= 0) throw new ArmError('outOfTime', url);
      try {
        return await askOnce(options, url, { now, timeoutMs: Math.min(requestTimeoutMs, leftMs) });
      } catch (error) {
        const pause = error instanceof ArmError ? pauseMs(error, tried, { random, longestWaitMs }) : null;
        if (pause === null) throw error;
        if (now() + pause >= until) throw new ArmError('outOfTime', url, { cause: error });
        await wait(pause);
      }
    }
  }

  return {
    get: (path, until = NEVER) => ask(endpoint + path, until),
    pages: (path, until = NEVER) => pagesFrom(endpoint + path, (url) => ask(url, until)),
  };
}

const NEVER = Number.POSITIVE_INFINITY;

type Try = { readonly now: () => number; readonly timeoutMs: number };

async function askOnce(party: ArmOptions, url: string, { now, timeoutMs }: Try): Promise<unknown> {
  if (new URL(url).origin !== new URL(party.endpoint).origin) throw new ArmError('foreignLink', url);
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    return await readAnswer(await send(party, url, signal), url, now());
  } catch (error) {
    if (error instanceof ArmError) throw error;
    throw new ArmError(signal.aborted ? 'timedOut' : 'unavailable', url, { cause: error });
  }
}

async function send({ token, fetch: send = fetch }: ArmOptions, url: string, signal: AbortSignal) {
  const given = token().catch((error: unknown) => {
    throw new ArmError('unauthorized', url, { cause: error });
  });
  // A token that never comes does not heed the signal.
  const authorization = `Bearer ${await Promise.race([given, rejectWhenAborted(signal)])}`;
  // A redirect is not followed: it could lead to another host.
  return send(url, { headers: { authorization, accept: 'application/json' }, redirect: 'manual', signal });
}

async function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  await once(signal, 'abort');
  throw signal.reason;
}
