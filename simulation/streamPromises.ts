import { decodeSignIn } from '../shared/decode/signIn';
import { recordsIn } from '../shared/decode/stream/recordsIn';
import type { EventHub } from './eventHub';
import { APPS } from './oracle';
import type { Entity } from './tableListing';

/** What the rows of `Checkpoints` promise each time that one is written, compared with what is stored at that moment. */
export type Promises = {
  readonly moved: (row: Entity) => void;
  readonly wrong: () => readonly string[];
};

type Stored = {
  /** The versions of sign-ins that are stored now. */
  readonly versions: () => readonly Entity[];
  readonly clocksAreRight: boolean;
};

/** When the mark of a partition moves, all that came before it is stored, unless the host lost it; no mark and no checkpoint goes back. */
export function streamPromises(hub: EventHub, { versions, clocksAreRight }: Stored): Promises {
  const owed = hub.partitions.map((events) =>
    events.flatMap((event) => wantedIds(event.body).map((id) => ({ id, event, sequence: event.sequence }))),
  );
  const wrong: string[] = [];
  const reached = new Map<string, number>();
  const movedTo = (what: string, to: number) => {
    if (to < (reached.get(what) ?? 0)) wrong.push(`${what} goes back to ${to}`);
    reached.set(what, to);
  };
  return {
    wrong: () => wrong,
    moved: ({ partitionKey, rowKey, at, partition, sequence }) => {
      if (rowKey === 'recent' && clocksAreRight) movedTo('the checkpoint', Date.parse(String(at)));
      if (partitionKey !== 'eventHub partitions') return;
      const to = Number(sequence);
      movedTo(`the mark of partition ${partition}`, to);
      const ids = new Set(versions().map((row) => row.rowKey.slice(0, row.rowKey.lastIndexOf('_'))));
      const missing = (owed[Number(partition)] ?? []).filter(
        (one) => one.sequence <= to && !ids.has(one.id) && !hub.lost.has(one.event),
      );
      if (missing[0]) wrong.push(`partition ${partition} is stored up to ${to}, without ${missing[0].id}`);
    },
  };
}

function wantedIds(body: unknown): string[] {
  const event = recordsIn(body);
  return (event.kind === 'records' ? event.records : []).flatMap((record) => {
    const decoded = decodeSignIn(record);
    if (decoded.kind !== 'signIn') return [];
    const { id, appId, resourceId, principal } = decoded.signIn;
    const isWatched = APPS.byClient.has(appId ?? '') || APPS.byResource.has(resourceId ?? '');
    return isWatched && principal === 'user' ? [id] : [];
  });
}
