import { afterEach } from '@jest/globals';
import { graphError } from '../shared/graph/graphError';
import { type WireFetch, wireFetch } from '../shared/http/wireFetch';
import { type LoopbackServer, loopbackServer, type Reply } from './loopbackServer';

export type Replying = Parameters<typeof loopbackServer>[0];

const open: LoopbackServer[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** A server on this machine, closed after the test even if that fails. */
export async function served(reply: Replying): Promise<LoopbackServer> {
  const server = await loopbackServer(reply);
  open.push(server);
  return server;
}

/** Gives the replies in turn, and then always the last one. */
export function inTurn(...replies: readonly [Reply, ...Reply[]]): () => Reply {
  let next = 0;
  return () => replies[Math.min(next++, replies.length - 1)] ?? replies[0];
}

/** A refusal like those of Graph, Azure Resource Manager and the mail service, with a name that our errors must not repeat. */
export function refusal(status: number, code: string, headers: Record<string, string> = {}): Reply {
  return { status, headers, body: { error: { code, message: 'Not for alex@contoso.example.' } } };
}

/** The real requests, but the first one stays without an answer until its caller gives up. */
export function hangingOnce(): WireFetch {
  let isFirst = true;
  return async (url, request) => {
    if (!isFirst) return wireFetch(graphError)(url, { ...request, signal: new AbortController().signal });
    isFirst = false;
    return new Promise((_, reject) => {
      request.signal.addEventListener('abort', () => reject(request.signal.reason));
    });
  };
}

const NOON = Date.parse('2026-11-21T12:00:00Z');

/** A clock that starts at noon and moves only by waits, which it lists in milliseconds. Its jitter is always the whole backoff. */
export function waitingClock() {
  const waits: number[] = [];
  let now = NOON;
  const wait = async (ms: number) => {
    waits.push(ms);
    now += ms;
  };
  return { waits, clock: { now: () => now, wait, random: () => 1 } };
}

export async function everyPage(pages: AsyncIterable<readonly unknown[]>): Promise<unknown[]> {
  const rows: unknown[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}
