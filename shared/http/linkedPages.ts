import type { Fail } from './httpError';
import { MOST_ROWS } from './limits';

export type Page = {
  readonly rows: readonly unknown[];
  /** The link to the next page, as it is written; `null` on the last one. */
  readonly next: string | null;
};

/** Each link is kept, to see it come again. Those of Graph repeat the query, and have a few kilobytes. */
const LONGEST_LINK = 64 * 2 ** 10;

type Reading = {
  readonly read: (url: string) => Promise<Page>;
  readonly mostPages: number;
  readonly fail: Fail;
};

/**
 * The rows of each page, from the first URL on.
 *
 * @throws HttpError `endlessPaging`, and `tooLarge` for a page of more rows than any
 */
export async function* linkedPages(
  first: string,
  { read, mostPages, fail }: Reading,
): AsyncGenerator<readonly unknown[]> {
  const asked = new Set<string>();
  let url: string | null = first;
  while (url !== null) {
    if (asked.has(url) || asked.size === mostPages) throw fail('endlessPaging', url);
    if (url.length > LONGEST_LINK) throw fail('badAnswer', url);
    asked.add(url);
    const { rows, next }: Page = await read(url);
    if (rows.length > MOST_ROWS) throw fail('tooLarge', url);
    yield rows;
    url = next;
  }
}
