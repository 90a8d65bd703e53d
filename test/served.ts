import { afterEach } from '@jest/globals';
import { type LoopbackServer, loopbackServer, type Reply } from './loopbackServer';

export type Replying = Parameters<typeof loopbackServer>[0];

const open: LoopbackServer[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** A server on this machine, closed after the test however it ends. */
export async function served(reply: Replying): Promise<LoopbackServer> {
  const server = await loopbackServer(reply);
  open.push(server);
  return server;
}

/** Replies in turn; the last one stays. */
export function inTurn(...replies: readonly [Reply, ...Reply[]]): () => Reply {
  let next = 0;
  return () => replies[Math.min(next++, replies.length - 1)] ?? replies[0];
}

/** As Graph, Azure Resource Manager and the mail service refuse, with a name that no error of ours may repeat. */
export function refusal(status: number, code: string, headers: Record<string, string> = {}): Reply {
  return { status, headers, body: { error: { code, message: 'Not for alex@contoso.example.' } } };
}

const NOON = Date.parse('2026-11-21T12:00:00Z');

/** A clock that moves by waiting only, from noon on, with each wait in milliseconds; its jitter is the whole backoff. */
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
