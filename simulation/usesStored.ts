import type { LastUse } from '../shared/domain/account/lastUse';
import type { Occasions } from '../shared/domain/account/occasions';
import { isoTime, MINUTE_MS } from '../shared/domain/time';
import { jsonIn } from '../shared/tables/columns';
import type { StoredRow } from '../shared/tables/rows';
import type { Scene } from './scene';
import type { Entity } from './tableListing';

/** The newest urgent use of an account, and since when the tables hold it. */
export type StoredUse = {
  readonly userId: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly sinceMs: number;
};

export type UsesStored = {
  /** A row of `Accounts` was written. */
  readonly wrote: (row: Entity) => void;
  /** The newest use of each account. */
  readonly all: () => readonly StoredUse[];
};

/** Notes when the tables first held the newest urgent use of each account. */
export function usesStored({ time, watched }: Pick<Scene, 'time' | 'watched'>): UsesStored {
  const newest = new Map<string, StoredUse>();
  return {
    all: () => [...newest.values()],
    wrote: (written) => {
      const row: StoredRow = { ...written, etag: '' };
      const userId = String(row.userId);
      const at = watched.breakGlass.has(userId)
        ? ((jsonIn(row, 'lastUse') as LastUse | undefined)?.at ?? null)
        : watched.privileged.has(userId)
          ? newestAlone(jsonIn(row, 'occasions') as Occasions)
          : null;
      if (at === null) newest.delete(userId);
      else if (newest.get(userId)?.at !== at) newest.set(userId, { userId, at, sinceMs: time.now() });
    },
  };
}

function newestAlone(occasions: Occasions): string | null {
  const minutes = Object.values(occasions).flatMap(({ passwordAlone = [] }) => passwordAlone);
  return minutes.length === 0 ? null : isoTime(Math.max(...minutes) * MINUTE_MS);
}
