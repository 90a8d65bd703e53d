import type { Matches } from '../odata/filter';
import type { Bounds } from '../odata/filterFacts';
import { isShown, type LogRow } from '../world/log';

export type PageRequest = {
  readonly matches: Matches<LogRow>;
  readonly bounds: Bounds;
  readonly oldestFirst: boolean;
  readonly size: number;
  /** Place in the log of the last row of the page before; `null` for the first page. */
  readonly after: number | null;
  /** The log is read as it stands at this moment, in milliseconds. */
  readonly atMs: number;
};

export type LogPage = {
  readonly rows: readonly LogRow[];
  /** Place of the last row, when more rows match; else `null`. */
  readonly goOnAfter: number | null;
};

/** One page of the log, which is sorted oldest first: only the stretch within the bounds is looked at. */
export function readPage(log: readonly LogRow[], request: PageRequest): LogPage {
  const { matches, bounds, oldestFirst, size, after, atMs } = request;
  const first = placeOf(log, (row) => row.createdMs >= bounds.fromMs);
  const end = placeOf(log, (row) => row.createdMs > bounds.toMs);
  const step = oldestFirst ? 1 : -1;
  const rows: LogRow[] = [];
  let last = -1;
  for (let place = after === null ? (oldestFirst ? first : end - 1) : after + step; ; place += step) {
    const row = place >= first && place < end ? log[place] : undefined;
    if (row === undefined) return { rows, goOnAfter: null };
    if (!isShown(row, atMs) || !matches(row)) continue;
    if (rows.length === size) return { rows, goOnAfter: last };
    rows.push(row);
    last = place;
  }
}

/** The first place whose row is past the mark; the log's length where none is. */
function placeOf(log: readonly LogRow[], isPast: (row: LogRow) => boolean): number {
  let low = 0;
  let high = log.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = log[middle];
    if (row !== undefined && isPast(row)) high = middle;
    else low = middle + 1;
  }
  return low;
}
