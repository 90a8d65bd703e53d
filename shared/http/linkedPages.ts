import type { Fail } from './httpError';

export type Page = {
  readonly rows: readonly unknown[];
  /** The link to the next page, as it is written; `null` on the last one. */
  readonly next: string | null;
};

type Reading = {
  readonly read: (url: string) => Promise<Page>;
  readonly mostPages: number;
  readonly fail: Fail;
};

/**
 * The rows of each page, from the first URL on.
 *
 * @throws HttpError `endlessPaging`
 */
export async function* linkedPages(
  first: string,
  { read, mostPages, fail }: Reading,
): AsyncGenerator<readonly unknown[]> {
  const asked = new Set<string>();
  let url: string | null = first;
  while (url !== null) {
    if (asked.has(url) || asked.size === mostPages) throw fail('endlessPaging', url);
    asked.add(url);
    const { rows, next }: Page = await read(url);
    yield rows;
    url = next;
  }
}
