import type { Services } from '../shared/compose';
import { HOUR_MS } from '../shared/domain/time';
import { ingestEvents } from '../shared/jobs/ingest/ingestEvents';
import { settleSignIns } from '../shared/jobs/settle/settleSignIns';
import type { World } from '../tenant/world/world';
import { endedAt, eventHubOf } from './eventHub';
import { batchOf } from './eventHubHost';

/** `maxEventBatchSize` in host.json. */
const MOST_EVENTS = 64;
const MOST_RUNS = 1_000;

/**
 * Delivers a log that is over through an event hub, without faults, and settles it; answers how many batches there were.
 *
 * @param now the time at which the clock of the services stands
 */
export async function throughEvents(
  { ingest, settle }: Pick<Services, 'ingest' | 'settle'>,
  world: World,
  now: number,
): Promise<number> {
  let batches = 0;
  for (const [index, all] of eventHubOf(world, 1, now).partitions.entries()) {
    const events = endedAt(all, now);
    for (let start = 0; start < events.length; start += MOST_EVENTS) {
      await ingestEvents(ingest, batchOf(index, events.slice(start, start + MOST_EVENTS)), new Date(now));
      batches++;
    }
  }
  // As if it had listened for hours.
  await settle.noteHearing({ at: now, watchedMs: 9 * HOUR_MS, partitions: {} }, null);
  for (let runs = 0; runs < MOST_RUNS; runs++) {
    if ((await settleSignIns(settle, new Date(now))).complete) return batches;
  }
  throw new Error(`The log was not settled after ${MOST_RUNS} runs.`);
}
