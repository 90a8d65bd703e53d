import type { EventBatch } from '../shared/decode/stream/eventBatch';
import { HOUR_MS, isoTime, MINUTE_MS } from '../shared/domain/time';
import type { Random } from '../tenant/world/random';
import type { EventHub, HubEvent } from './eventHub';
import type { Pause } from './timetable';
import type { VirtualTime } from './virtualTime';

export type StreamHostOptions = {
  readonly hub: EventHub;
  readonly time: VirtualTime;
  readonly random: Random;
  /** From then on, events come soon and once. */
  readonly calmFrom: number;
  readonly endsAt: number;
  /** The app is off. */
  readonly pauses: readonly Pause[];
  /** When the timer runs, in order. */
  readonly polls: readonly number[];
  /** The chance that a batch is passed over, as after a run that the host has ended. */
  readonly lossy: number;
  /** Runs the function on a batch; never settles if its machine dies. */
  readonly run: (batch: EventBatch) => Promise<'ended' | 'failed'>;
  /** The longest that a run takes. */
  readonly runMs: number;
};

const SECOND_MS = 1_000;
const MOST_EVENTS = 4;
/** Less than makes the timer believe that nothing more comes. */
const LONGEST_OUTAGE_MS = 2 * HOUR_MS;

/**
 * Delivers the events of a hub as the Functions host does: each partition in order, batch by batch. It moves its checkpoint after a run
 * that ended, repeats a run that failed, and after a machine has died or a partition has got another owner, it begins again at the
 * checkpoint, or at an older one.
 *
 * @see https://github.com/Azure/azure-sdk-for-net sdk/eventhub/Microsoft.Azure.WebJobs.Extensions.EventHubs/src/Listeners/EventHubListener.PartitionProcessor.cs (read 2026-11-30)
 */
export function deliverEvents(options: StreamHostOptions): void {
  for (const [index, events] of options.hub.partitions.entries()) deliverPartition(options, index, events);
}

function deliverPartition(options: StreamHostOptions, index: number, events: readonly HubEvent[]): void {
  const { hub, time, random, calmFrom, endsAt, pauses, lossy, run, runMs } = options;
  /** The place of the first event that is not processed. */
  let checkpoint = 0;
  /** The place of the last event that a run has had. */
  let furthest = 0;
  const isCalm = () => time.now() >= calmFrom;
  const after = (ms: number, happen: () => void) => time.at(time.now() + ms, happen);

  const batchFrom = (start: number): readonly HubEvent[] =>
    events
      .slice(start, start + random.whole(1, MOST_EVENTS))
      .filter(({ enqueuedMs }) => enqueuedMs <= time.now());

  const turn = () => {
    if (time.now() >= endsAt) return;
    const pause = pauses.find(({ fromMs, toMs }) => fromMs <= time.now() && time.now() < toMs);
    if (pause) {
      time.at(pause.toMs + random.whole(0, 5) * MINUTE_MS, turn);
      return;
    }
    if (!isCalm() && random.chance(0.02)) checkpoint = Math.max(0, checkpoint - random.whole(1, 30));
    const start = checkpoint;
    const batch = batchFrom(start);
    if (batch.length === 0) {
      after(waitMs(options), turn);
      return;
    }
    if (!isCalm() && start > furthest && random.chance(lossy)) {
      for (const event of batch) hub.lost.add(event);
      checkpoint = start + batch.length;
      after(waitMs(options), turn);
      return;
    }
    if (!isCalm() && random.chance(0.05)) otherOwner(start);
    deliver(batch, start + batch.length);
  };

  const deliver = (batch: readonly HubEvent[], next: number) => {
    furthest = Math.max(furthest, next - 1);
    let isOver = false;
    const goOn = (ms: number, happen: () => void) => {
      if (isOver) return;
      isOver = true;
      after(ms, happen);
    };
    after(runMs, () => goOn(random.whole(0, 10) * MINUTE_MS, turn));
    void run(batchOf(index, batch)).then((ended) => {
      if (isOver) return;
      if (ended === 'failed') return goOn(random.whole(5, 300) * SECOND_MS, () => deliver(batch, next));
      checkpoint = next;
      goOn(0, turn);
    });
  };

  /** One that has lost the partition, or got it, and processes the same events, or older ones. */
  const otherOwner = (start: number) => {
    const from = Math.max(0, start - random.whole(0, 20));
    after(random.whole(0, 300) * SECOND_MS, () => {
      const batch = batchFrom(from);
      if (batch.length > 0) void run(batchOf(index, batch));
    });
  };

  time.at(time.now() + random.whole(0, 10) * MINUTE_MS, turn);
}

/** Until the host looks for events again. */
function waitMs({ time, random, calmFrom, polls }: StreamHostOptions): number {
  if (time.now() >= calmFrom) return random.whole(1, 5) * MINUTE_MS;
  if (random.chance(0.05)) return LONGEST_OUTAGE_MS * random.fraction();
  // Often while the timer is at work.
  const tick = polls.find((at) => at > time.now());
  if (tick !== undefined && tick - time.now() < HOUR_MS && random.chance(0.3)) {
    return tick - time.now() + random.whole(0, 120) * SECOND_MS;
  }
  return random.whole(1, 15) * MINUTE_MS;
}

export function batchOf(index: number, events: readonly HubEvent[]): EventBatch {
  const places = events.map(({ sequence, enqueuedMs }) => ({ sequence, enqueuedAt: isoTime(enqueuedMs) }));
  const [first, last] = [places[0], places.at(-1)];
  return {
    bodies: events.map(({ body }) => body),
    place: first && last ? { partition: String(index), first, last } : null,
  };
}
