import type { TypedData } from './coreApi';
import type { EventHubFunction } from './hostedFunction';

/**
 * What each run of an Event Hubs function is handed: the whole batch, or one record, by its cardinality.
 *
 * @param records bodies of events: text as it is, anything else as JSON; the library parses what is JSON
 * @see `types/eventHub.d.ts` in `@azure/functions` 4.16.5
 */
export function eventHubBatches(
  cardinality: EventHubFunction['cardinality'],
  records: readonly unknown[],
): readonly TypedData[] {
  const texts = records.map((record) => (typeof record === 'string' ? record : JSON.stringify(record)));
  if (cardinality === 'one') return texts.map((string) => ({ string }));
  return texts.length > 0 ? [{ collectionString: { string: texts } }] : [];
}
