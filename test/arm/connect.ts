import { afterEach } from '@jest/globals';
import type { Arm } from '../../shared/arm/arm';
import { type ArmOptions, connectArm } from '../../shared/arm/connectArm';
import { type LoopbackServer, loopbackServer } from '../loopbackServer';

const NOON = Date.parse('2026-11-21T12:00:00Z');
const open: LoopbackServer[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

export async function served(reply: Parameters<typeof loopbackServer>[0]): Promise<LoopbackServer> {
  const server = await loopbackServer(reply);
  open.push(server);
  return server;
}

/** An Azure Resource Manager over a server on this machine; its clock moves by waiting only, and its jitter is the whole backoff. */
export async function connected(
  reply: Parameters<typeof loopbackServer>[0],
  options: Partial<ArmOptions> = {},
): Promise<{ readonly arm: Arm; readonly server: LoopbackServer; readonly waits: readonly number[] }> {
  const server = await served(reply);
  const waits: number[] = [];
  let now = NOON;
  const arm = connectArm({
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
  return { arm, server, waits };
}

export function refusal(status: number, code: string, headers: Record<string, string> = {}) {
  return {
    status,
    headers,
    body: { error: { code, message: 'The client alex@contoso.example has no role.' } },
  };
}
