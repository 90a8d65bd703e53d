import { afterEach } from '@jest/globals';
import { connectGraph, type GraphOptions } from '../../shared/graph/connectGraph';
import type { Graph } from '../../shared/graph/graph';
import { type LoopbackServer, loopbackServer, type Reply } from '../loopbackServer';

export type Connected = {
  readonly graph: Graph;
  readonly server: LoopbackServer;
  /** Milliseconds of each wait, in order. */
  readonly waits: readonly number[];
};

const NOON = Date.parse('2026-11-21T12:00:00Z');
const open: LoopbackServer[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** A server on this machine, closed after the test however it ends. */
export async function served(reply: Parameters<typeof loopbackServer>[0]): Promise<LoopbackServer> {
  const server = await loopbackServer(reply);
  open.push(server);
  return server;
}

/** A Graph over such a server; its clock moves by waiting only, and its jitter is the whole backoff. */
export async function connected(
  reply: Parameters<typeof loopbackServer>[0],
  options: Partial<GraphOptions> = {},
): Promise<Connected> {
  const server = await served(reply);
  const waits: number[] = [];
  let now = NOON;
  const graph = connectGraph({
    endpoint: server.endpoint,
    token: async () => 'secret',
    now: () => now,
    wait: async (ms) => {
      waits.push(ms);
      now += ms;
    },
    random: () => 1,
    ...options,
  });
  return { graph, server, waits };
}

/** Replies in turn; the last one stays. */
export function inTurn(...replies: readonly [Reply, ...Reply[]]): () => Reply {
  let next = 0;
  return () => replies[Math.min(next++, replies.length - 1)] ?? replies[0];
}

export function refusal(status: number, code: string, headers: Record<string, string> = {}): Reply {
  return { status, headers, body: { error: { code, message: 'Not for alex@contoso.example.' } } };
}

export async function everyPage(pages: AsyncIterable<readonly unknown[]>): Promise<unknown[]> {
  const rows: unknown[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}
