import { z } from 'zod';
import { linkedPages } from '../http/linkedPages';
import { GraphError, graphError } from './graphError';
import { decoded } from './lookUp';

/** Reports and logs go on for millions of rows. Graph puts all policies on one page or two, posts by the hundred, and lists of users have up to 999 on one. */
const MOST_PAGES: readonly (readonly [path: RegExp, pages: number])[] = [
  [/^\/[^/]+\/(auditLogs|reports)\//i, 10_000],
  [/^\/[^/]+\/identity\/conditionalAccess\//i, 20],
  [/^\/[^/]+\/admin\/serviceAnnouncement\//i, 100],
];
const MOST_PAGES_OF_OTHERS = 1_000;

const pageBody = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z
    .string()
    .refine((link) => URL.canParse(link))
    .nullish(),
});

/**
 * The `value` of each page, from the first URL on through each `@odata.nextLink` as it is written.
 *
 * @throws GraphError also `endlessPaging`, and `expiredPage` if Graph refuses its own link
 */
export function pagesFrom(
  first: string,
  ask: (url: string) => Promise<unknown>,
): AsyncGenerator<readonly unknown[]> {
  const read = async (url: string) => {
    const page = decoded(await (url === first ? ask(url) : follow(url, ask)), pageBody, url);
    return { rows: page.value, next: page['@odata.nextLink'] ?? null };
  };
  const { pathname } = new URL(first);
  const [, mostPages] = MOST_PAGES.find(([path]) => path.test(pathname)) ?? [null, MOST_PAGES_OF_OTHERS];
  return linkedPages(first, { read, mostPages, fail: graphError });
}

/** Graph made the link, so a refusal means that the link is too old. */
async function follow(link: string, ask: (url: string) => Promise<unknown>): Promise<unknown> {
  try {
    return await ask(link);
  } catch (error) {
    if (!(error instanceof GraphError) || error.code !== 'badRequest') throw error;
    const { status, serviceCode } = error.fault;
    throw new GraphError('expiredPage', link, { status, serviceCode, cause: error });
  }
}
