import { checkpointPromises } from './checkpointPromises';
import type { Truth } from './oracle';
import type { Scene } from './scene';
import { type Promises, streamPromises } from './streamPromises';

/** The promises that a source makes in its checkpoints. */
export function promisesOf({ hub, tables, world, life }: Scene, truth: Truth): Promises {
  const clocksAreRight = life.faults.wrongClock === 0;
  if (hub !== null) return streamPromises(hub, { versions: () => tables.rows('unsettled'), clocksAreRight });
  const checkpoints = checkpointPromises({
    log: world.log,
    findings: new Set(truth.findings.map(({ id }) => id)),
    stored: () => new Set(tables.rows('findings').map(({ id }) => String(id))),
    clocksAreRight,
    isByIngestion: life.source === 'logAnalytics',
  });
  return { moved: (row) => checkpoints.moved(row.rowKey, row), wrong: checkpoints.wrong };
}
