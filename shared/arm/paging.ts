import { z } from 'zod';
import { linkedPages } from '../http/linkedPages';
import { armError, decoded } from './armError';

const MOST_PAGES = 1_000;

const pageBody = z.object({
  value: z.array(z.unknown()),
  nextLink: z
    .string()
    .nullish()
    // The last page of some lists has an empty one.
    .transform((link) => link || null)
    .refine((link) => link === null || URL.canParse(link)),
});

/**
 * The `value` of each page, from the first URL on through each `nextLink` as it is written.
 *
 * @throws ArmError also `endlessPaging`
 */
export function pagesFrom(
  first: string,
  ask: (url: string) => Promise<unknown>,
): AsyncGenerator<readonly unknown[]> {
  const read = async (url: string) => {
    const { value, nextLink } = decoded(await ask(url), pageBody, url);
    return { rows: value, next: nextLink };
  };
  return linkedPages(first, { read, mostPages: MOST_PAGES, fail: armError });
}
