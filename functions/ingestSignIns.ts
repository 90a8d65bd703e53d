import { app } from '@azure/functions';
import { ingestEvents } from '../shared/jobs/ingest/ingestEvents';
import { eventHubTrigger, services } from '../shared/services';

const trigger = eventHubTrigger();
// Without the settings of a hub, the host could not start its listener.
if (trigger !== null) {
  app.eventHub('ingestSignIns', {
    ...trigger,
    cardinality: 'many',
    // The host moves on after a failed run unless it has to repeat it, and it repeats it until the tables answer again.
    // https://learn.microsoft.com/azure/azure-functions/functions-bindings-error-pages (read 2026-11-30)
    retry: {
      strategy: 'exponentialBackoff',
      maxRetryCount: -1,
      minimumInterval: { seconds: 5 },
      maximumInterval: { minutes: 5 },
    },
    handler: async (messages, context) => {
      const [{ ingest }, { eventBatch }] = await Promise.all([
        services(),
        import('../shared/decode/stream/eventBatch'),
      ]);
      const batch = eventBatch(messages, context.triggerMetadata);
      context.info(
        JSON.stringify({ event: 'ingestSignIns', ...(await ingestEvents(ingest, batch, new Date())) }),
      );
    },
  });
}
