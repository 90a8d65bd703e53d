import { z } from 'zod';
import { utcTime } from '../decode/utcTime';
import type { Post } from '../domain/notices/notice';
import type { Graph } from './graph';

const MESSAGES = '/v1.0/admin/serviceAnnouncement/messages';

const time = z.string().transform((text, context) => {
  const at = utcTime(text);
  if (at === null) context.addIssue('not a time');
  return at ?? z.NEVER;
});

const message = z
  .object({
    id: z.string().min(1),
    title: z.string().min(1),
    startDateTime: time,
    lastModifiedDateTime: time,
    actionRequiredByDateTime: time.nullish(),
    services: z.array(z.string()).nullish(),
    body: z.object({ content: z.string().nullish() }).nullish(),
  })
  .transform(
    (row): Post => ({
      id: row.id,
      title: row.title,
      startsAt: row.startDateTime,
      modifiedAt: row.lastModifiedDateTime,
      actBy: row.actionRequiredByDateTime ?? null,
      services: row.services ?? [],
      body: plain(row.body?.content ?? ''),
    }),
  );

/**
 * The posts of the message center, a page at a time; one that cannot be read is left out.
 * https://learn.microsoft.com/graph/api/serviceannouncement-list-messages (read 2026-11-21)
 *
 * @param until milliseconds since 1970-01-01 UTC; no end by default
 * @throws GraphError `forbidden` without ServiceMessage.Read.All
 */
export async function* postPages(graph: Graph, until?: number): AsyncGenerator<readonly Post[]> {
  for await (const page of graph.pages(MESSAGES, until))
    yield page.flatMap((row) => message.safeParse(row).data ?? []);
}

/** The longest text that is read, in UTF-16 units. Posts have some thousands. */
const LONGEST = 100_000;

/** Enough to look for words and links in. A tag ends before the next one, so that a text of beginnings takes no time. */
function plain(html: string): string {
  const text = html
    .slice(0, LONGEST)
    .replace(/<a\b[^<>]*>/gi, (tag) => ` ${/\bhref="([^"]*)"/i.exec(tag)?.[1] ?? ''} `)
    .replace(/<[^<>]*>/g, ' ');
  return text
    .replace(/&(nbsp|#160|#xa0);/gi, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
}
