import type { Reject } from '../../domain/signIn/reject';
import { isObject } from '../fields';

/** The records of one event, or why it has none. */
export type EventRecords =
  | { readonly kind: 'records'; readonly records: readonly unknown[] }
  | { readonly kind: 'rejected'; readonly reject: Reject };

/**
 * The records in the body of an event. Azure Monitor writes `{ "records": [ … ] }`; a list of records, and one record alone, are
 * accepted too.
 *
 * The Functions worker hands over what it could parse as JSON, else the text, or bytes.
 *
 * @returns never throws
 * @see https://learn.microsoft.com/azure/azure-monitor/platform/stream-monitoring-data-event-hubs (read 2026-11-30)
 */
export function recordsIn(body: unknown): EventRecords {
  const text = textOf(body);
  const parsed = text === null ? body : parse(text);
  if (Array.isArray(parsed)) return { kind: 'records', records: parsed.flatMap(withoutEnvelope) };
  if (isObject(parsed)) return { kind: 'records', records: withoutEnvelope(parsed) };
  const reason = parsed === undefined ? 'not JSON' : 'not an object or a list';
  return {
    kind: 'rejected',
    reject: { field: 'event', reason, raw: text ?? JSON.stringify(body) ?? 'null' },
  };
}

function textOf(body: unknown): string | null {
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function withoutEnvelope(value: unknown): readonly unknown[] {
  if (!isObject(value) || value.records === undefined) return [value];
  return Array.isArray(value.records) ? value.records : [value.records];
}
