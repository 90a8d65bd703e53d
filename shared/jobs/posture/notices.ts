import { type Notice, type Notices, newestFirst, type Post } from '../../domain/notices/notice';
import { isAboutMandate } from '../../domain/notices/relevance';
import type { Problem } from '../../domain/problem';
import { isoTime } from '../../domain/time';
import type { RefreshAt } from './part';

export type NoticeDeps = {
  readonly postPages: (until: number) => AsyncIterable<readonly Post[]>;
  /** The problem that an admin can fix; `null` for any other error. */
  readonly problemOf: (error: unknown) => Problem | null;
  readonly savePosture: (kind: 'notices', day: string, value: Notices) => Promise<void>;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly clock: () => number;
};

/** Stores the posts of Microsoft's message center about mandatory MFA and the end of ways to do it. The permission is optional: a lack of it is no problem. */
export async function refreshNotices(deps: NoticeDeps, { day, until }: RefreshAt): Promise<string> {
  const notices: Notice[] = [];
  try {
    for await (const page of deps.postPages(until)) {
      for (const { body: _, services: __, ...notice } of page.filter(isAboutMandate)) notices.push(notice);
    }
  } catch (error) {
    if (deps.problemOf(error)?.code === 'missingPermission') return 'hidden';
    throw error;
  }
  await deps.savePosture('notices', day, { at: isoTime(deps.clock()), notices: newestFirst(notices) });
  return 'saved';
}
