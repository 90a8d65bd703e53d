import { z } from 'zod';
import type { TypedData } from './coreApi';

/** Consecutive events of one partition, as the hub would deliver them. */
export type EventDelivery = {
  readonly partition: string;
  readonly events: readonly {
    readonly sequence: number;
    /** When the hub got it: ISO 8601 UTC. */
    readonly enqueuedAt: string;
    readonly body: string;
  }[];
};

/** A delivery as another program posts it. */
export const eventDelivery: z.ZodType<EventDelivery, unknown> = z.object({
  partition: z.string().min(1),
  events: z.array(z.object({ sequence: z.int(), enqueuedAt: z.iso.datetime(), body: z.string() })).min(1),
});

/**
 * What the host passes to the worker for an Event Hubs trigger with cardinality `many`: the bodies as a list of texts, and beside them
 * lists of where each event is in its partition.
 *
 * @see https://github.com/Azure/azure-sdk-for-net sdk/eventhub/Microsoft.Azure.WebJobs.Extensions.EventHubs/src/Triggers/EventHubTriggerBindingStrategy.cs (read 2026-11-30)
 */
export function eventHubInput({ partition, events }: EventDelivery): {
  readonly data: TypedData;
  readonly triggerMetadata: Readonly<Record<string, TypedData>>;
} {
  return {
    data: { collectionString: { string: events.map(({ body }) => body) } },
    triggerMetadata: {
      PartitionContext: { json: JSON.stringify({ PartitionId: partition }) },
      SequenceNumberArray: { collectionSint64: { sint64: events.map(({ sequence }) => sequence) } },
      // .NET writes a DateTime of no kind without an offset.
      EnqueuedTimeUtcArray: {
        json: JSON.stringify(events.map(({ enqueuedAt }) => enqueuedAt.replace(/Z$/, ''))),
      },
    },
  };
}
