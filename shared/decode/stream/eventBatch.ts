import { z } from 'zod';
import type { EventPlace } from '../../domain/stream/partition';
import { utcTime } from '../utcTime';

/** The events of one run, as the Functions host delivers them: consecutive ones of one partition. */
export type EventBatch = {
  readonly bodies: readonly unknown[];
  readonly place: BatchPlace | null;
};

/** Where in the stream a batch is; `null` if the host does not say. */
export type BatchPlace = {
  readonly partition: string;
  readonly first: EventPlace;
  readonly last: EventPlace;
};

/** 64 bits: gRPC libraries give a number, a text, or two halves. */
const long = z.union([
  z.number(),
  z.string().transform(Number),
  z.object({ low: z.number(), high: z.number() }).transform(({ low, high }) => high * 2 ** 32 + (low >>> 0)),
]);

/** As `@azure/functions` spells it. Times have no offset, and are UTC. */
const metadata = z.object({
  partitionContext: z.object({ partitionId: z.string().min(1) }),
  sequenceNumberArray: z.array(long.pipe(z.int())).min(1),
  enqueuedTimeUtcArray: z.array(z.string()).min(1),
});

/**
 * Reads the input of an Event Hubs trigger with cardinality `many`.
 *
 * @param messages the bodies; one alone if a batch holds one event
 * @param triggerMetadata `context.triggerMetadata`
 * @see https://github.com/Azure/azure-sdk-for-net sdk/eventhub/Microsoft.Azure.WebJobs.Extensions.EventHubs/src/Triggers/EventHubTriggerBindingStrategy.cs (read 2026-11-30)
 */
export function eventBatch(messages: unknown, triggerMetadata: unknown): EventBatch {
  return { bodies: Array.isArray(messages) ? messages : [messages], place: placeIn(triggerMetadata) };
}

function placeIn(triggerMetadata: unknown): BatchPlace | null {
  const parsed = metadata.safeParse(triggerMetadata);
  if (!parsed.success) return null;
  const { partitionContext, sequenceNumberArray: numbers, enqueuedTimeUtcArray: times } = parsed.data;
  const [first, last] = [placeAt(numbers[0], times[0]), placeAt(numbers.at(-1), times.at(-1))];
  return first && last && { partition: partitionContext.partitionId, first, last };
}

function placeAt(sequence: number | undefined, time: string | undefined): EventPlace | null {
  const enqueuedAt = time === undefined ? null : utcTime(time);
  return sequence === undefined || enqueuedAt === null ? null : { sequence, enqueuedAt };
}
