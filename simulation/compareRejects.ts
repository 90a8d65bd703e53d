import { MINUTE_MS } from '../shared/domain/time';
import { wholeRecord } from '../tenant/world/record';
import type { EventHub } from './eventHub';
import { isBroken } from './hostileLog';
import { APPS, isAskedFor } from './oracle';
import type { Scene } from './scene';

/** An event is delivered within it. */
const MOST_WAIT_MS = 10 * MINUTE_MS;

/** Every record of no form is kept, and nothing else. */
export function wrongRejects({ world, tables, hub }: Scene): string[] {
  const broken = world.log.filter((row) => isBroken(row) && isAskedFor(wholeRecord(row), APPS));
  const poison = hub?.poison ?? [];
  const possible = new Set([...broken.map(({ own }) => own.id), ...poison]);
  const excused = new Set(hub === null ? [] : neverOwed(hub));
  const right = [...possible].filter((id) => !excused.has(id));
  const kept = new Set(tables.rows('rejects').map(({ raw }) => rejectedId(String(raw))));
  return [
    ...right.filter((id) => !kept.has(id)).map((id) => `reject ${id} is not kept`),
    ...[...kept].filter((id) => !possible.has(id)).map((id) => `reject ${id} is none`),
  ];
}

/** A run may have kept an event before it died, and the next one never gets it. One that came at the end may still wait. */
function neverOwed({ partitions, endsAt, lost }: EventHub): readonly unknown[] {
  const late = partitions.flat().filter(({ enqueuedMs }) => enqueuedMs > endsAt - MOST_WAIT_MS);
  return [...lost, ...late].map(({ body }) => body);
}

/** The id of a record, as Graph or Log Analytics spells it, in an envelope or without; the text of an event that is no JSON. */
function rejectedId(raw: string): string {
  try {
    const { id, Id, properties } = JSON.parse(raw);
    return String(id ?? Id ?? properties.id);
  } catch {
    return raw;
  }
}
