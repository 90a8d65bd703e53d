/** A row of Table Storage. */
export type Entity = {
  readonly partitionKey: string;
  readonly rowKey: string;
  readonly [column: string]: unknown;
};
export type Stored = Entity & { readonly etag: string };

/** Page by page, so that a row written meanwhile may or may not be seen, as with the service. */
export function listing(
  page: (after: string | null, size: number) => Promise<Stored[]>,
  anySize: () => number,
  select?: readonly string[],
) {
  async function* pages(most: number): AsyncGenerator<Stored[]> {
    for (let after: string | null = null; ; ) {
      const size = Math.min(most, anySize());
      const rows: Stored[] = await page(after, size);
      const last = rows.at(-1);
      after = last && rows.length === size ? keyOf(last) : null;
      const shown = select ? rows.map((row) => selected(row, select)) : rows;
      yield Object.assign(shown, { continuationToken: after ?? undefined });
      if (after === null) return;
    }
  }
  async function* rows(): AsyncGenerator<Stored> {
    for await (const page of pages(Number.POSITIVE_INFINITY)) yield* page;
  }
  return Object.assign(rows(), { byPage: ({ maxPageSize = 1_000 } = {}) => pages(maxPageSize) });
}

function selected(row: Stored, columns: readonly string[]): Stored {
  const { partitionKey, rowKey, etag } = row;
  return {
    ...Object.fromEntries(columns.map((column) => [column, row[column]])),
    partitionKey,
    rowKey,
    etag,
  };
}

/** The first position of rows in the order of their keys that comes after a key. */
export function positionAfter(rows: readonly Stored[], key: string | null): number {
  if (key === null) return 0;
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = rows[middle];
    if (row !== undefined && keyOf(row) > key) high = middle;
    else low = middle + 1;
  }
  return low;
}

const SEPARATOR = '\u0000';

function keyOf({ partitionKey, rowKey }: Entity): string {
  return partitionKey + SEPARATOR + rowKey;
}

/** The order of a list. */
export function byKeys(a: Entity, b: Entity): number {
  return keyOf(a) < keyOf(b) ? -1 : 1;
}
