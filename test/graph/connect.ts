import { connectGraph, type GraphOptions } from '../../shared/graph/connectGraph';
import type { WritableGraph } from '../../shared/graph/graph';
import type { LoopbackServer } from '../loopbackServer';
import { type Replying, served, waitingClock } from '../served';

export type Connected = {
  readonly graph: WritableGraph;
  readonly server: LoopbackServer;
  /** Milliseconds of each wait, in order. */
  readonly waits: readonly number[];
};

/** A Graph over a server on this machine, by a clock that moves by waiting only. */
export async function connected(reply: Replying, options: Partial<GraphOptions> = {}): Promise<Connected> {
  const server = await served(reply);
  const { waits, clock } = waitingClock();
  const graph = connectGraph({
    endpoint: server.endpoint,
    token: async () => 'secret',
    ...clock,
    ...options,
  });
  return { graph, server, waits };
}
