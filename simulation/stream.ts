import { isoTime, MINUTE_MS } from '../shared/domain/time';
import { ingestEvents } from '../shared/jobs/ingest/ingestEvents';
import type { Random } from '../tenant/world/random';
import { deliverEvents } from './eventHubHost';
import { productOn, type Scene } from './scene';
import type { Timetable } from './timetable';

/** The host ends a run after this time: `functionTimeout` in host.json. */
const RUN_MS = 10 * MINUTE_MS;
/** Of the lives in which the host loses events, and Graph keeps its log long enough to fill the gaps. */
const LOSSY_SHARE = 0.4;
const LOSSY = 0.1;
const MOST_SKEW_MS = 5 * MINUTE_MS;

/** Delivers the events of the hub of a life to the product, each batch on a machine of its own. */
export function beginStream(
  scene: Scene,
  plan: Timetable,
  { random, trace }: { readonly random: Random; readonly trace: (line: string) => void },
): void {
  const { hub, time, life } = scene;
  if (hub === null) return;
  const { chance, wrongClock } = life.faults;
  deliverEvents({
    ...{ hub, time, random, runMs: RUN_MS },
    lossy: random.chance(LOSSY_SHARE) && life.tenant.keptDays === 30 ? LOSSY : 0,
    ...plan,
    polls: plan.ticks.flatMap(({ at, job }) => (job === 'poll' ? [at] : [])).sort((a, b) => a - b),
    run: async (batch) => {
      const isFaulty = time.now() < plan.calmFrom;
      const isWrong = isFaulty && random.chance(wrongClock);
      const { services, clock } = productOn(scene, {
        trouble: isFaulty ? chance : 0,
        skewMs: isWrong ? random.whole(-MOST_SKEW_MS, MOST_SKEW_MS) : 0,
        endsMs: time.now() + RUN_MS,
      });
      const log = (what: string) =>
        trace(`${isoTime(time.now())} ingest of ${batch.place?.last.sequence} ${what}`);
      try {
        log(`ends: ${JSON.stringify(await ingestEvents(services.ingest, batch, new Date(clock())))}`);
        return 'ended';
      } catch (error) {
        log(`fails: ${error}`);
        return 'failed';
      }
    },
  });
}
