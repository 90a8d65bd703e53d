import { checkpointAt, timeOf } from '../../domain/polling/checkpoint';
import type { CheckpointDeps } from '../poll/checkpointDeps';

/**
 * When this deployment was first seen to run, in milliseconds since 1970-01-01 UTC. The first call notes it, also that of health:
 * otherwise a deployment whose timers never run would stay young for ever.
 */
export async function startedAt(
  { readCheckpoint, moveCheckpoint }: CheckpointDeps,
  now: number,
): Promise<number> {
  const noted = timeOf(await readCheckpoint('start'));
  if (noted !== null) return noted;
  await moveCheckpoint('start', checkpointAt(now), null);
  return now;
}
