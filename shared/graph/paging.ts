import { z } from 'zod';
import { GraphError } from './graphError';
import { decoded } from './lookUp';

const MOST_PAGES = 10_000;

const pageBody = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z
    .string()
    .refine((link) => URL.canParse(link))
    .nullish(),
});

type Page = z.infer<typeof pageBody>;

/**
 * The `value` of each page, from the first URL on through each `@odata.nextLink` as it is written.
 *
 * @throws GraphError also `endlessPaging`, and `expiredPage` when Graph refuses its own link
 */
export async function* pagesFrom(
  first: string,
  ask: (url: string) => Promise<unknown>,
): AsyncGenerator<readonly unknown[]> {
  const asked = new Set<string>();
  let url: string | null = first;
  while (url !== null) {
    if (asked.has(url) || asked.size === MOST_PAGES) throw new GraphError('endlessPaging', url);
    asked.add(url);
    const page: Page = decoded(await (url === first ? ask(url) : follow(url, ask)), pageBody, url);
    yield page.value;
    url = page['@odata.nextLink'] ?? null;
  }
}

/** Graph made the link, so when it calls it bad, the link is too old. */
async function follow(link: string, ask: (url: string) => Promise<unknown>): Promise<unknown> {
  try {
    return await ask(link);
  } catch (error) {
    if (!(error instanceof GraphError) || error.code !== 'badRequest') throw error;
    throw new GraphError('expiredPage', link, {
      ...(error.status !== null && { status: error.status }),
      graphCode: error.graphCode,
      cause: error,
    });
  }
}
