import type { Matches } from '../odata/filter';
import type { Bounds } from '../odata/filterFacts';
import { isShown, type LogRow } from '../world/log';

export type PageRequest = {
  readonly matches: Matches<LogRow>;
  readonly bounds: Bounds;
  readonly oldestFirst: boolean;
  readonly size: number;
  /** Position in the log of the last row on the page before; `null` for the first page. */
  readonly after: number | null;
  /** The page shows the log as of this moment, in milliseconds. */
  readonly atMs: number;
};

export type LogPage = {
  readonly rows: readonly LogRow[];
  /** Position of the last row if more rows match, else `null`. */
  readonly continueAfter: number | null;
};

/** One page of the log. The log is sorted oldest first, so only the span within the bounds is read. */
export function readPage(log: readonly LogRow[], request: PageRequest): LogPage {
  const { matches, bounds, oldestFirst, size, after, atMs } = request;
  const first = positionOf(log, (row) => row.createdMs >= bounds.fromMs);
  const end = positionOf(log, (row) => row.createdMs > bounds.toMs);
  const step = oldestFirst ? 1 : -1;
  const rows: LogRow[] = [];
  let last = -1;
  for (let position = after === null ? (oldestFirst ? first : end - 1) : after + step; ; position += step) {
    const row = position >= first && position < end ? log[position] : undefined;
    if (row === undefined) return { rows, continueAfter: null };
    if (!isShown(row, atMs) || !matches(row)) continue;
    if (rows.length === size) return { rows, continueAfter: last };
    rows.push(row);
    last = position;
  }
}

/** The first position with a row past the mark; the length of the log if there is none. */
function positionOf(log: readonly LogRow[], isPast: (row: LogRow) => boolean): number {
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
