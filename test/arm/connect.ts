import type { Arm } from '../../shared/arm/arm';
import { type ArmOptions, connectArm } from '../../shared/arm/connectArm';
import type { LoopbackServer } from '../loopbackServer';
import { type Replying, served, waitingClock } from '../served';

/** An Azure Resource Manager over a server on this machine, by a clock that moves by waiting only. */
export async function connected(
  reply: Replying,
  options: Partial<ArmOptions> = {},
): Promise<{ readonly arm: Arm; readonly server: LoopbackServer; readonly waits: readonly number[] }> {
  const server = await served(reply);
  const { waits, clock } = waitingClock();
  const arm = connectArm({ endpoint: server.endpoint, token: async () => 'secret', ...clock, ...options });
  return { arm, server, waits };
}
