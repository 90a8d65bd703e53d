import { z } from 'zod';
import { decoded } from './answer';
import { ArmError } from './armError';

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

type Page = z.infer<typeof pageBody>;

/**
 * The `value` of each page, from the first URL on through each `nextLink` as it is written.
 *
 * @throws ArmError also `endlessPaging`
 */
export async function* pagesFrom(
  first: string,
  ask: (url: string) => Promise<unknown>,
): AsyncGenerator<readonly unknown[]> {
  const asked = new Set<string>();
  let url: string | null = first;
  while (url !== null) {
    if (asked.has(url) || asked.size === MOST_PAGES) throw new ArmError('endlessPaging', url);
    asked.add(url);
    const page: Page = decoded(await ask(url), pageBody, url);
    yield page.value;
    url = page.nextLink;
  }
}
