import type { DigestContent } from './digest';

type Changes = Pick<DigestContent, 'stopped' | 'news' | 'returned' | 'resolved'>;

/** The accounts that changed, each once: one that gets in and is stopped elsewhere, or no longer gets in, is among the stopped. */
export function changesOf({ stopped, news, returned, resolved }: Changes): Changes {
  const ids = new Set(stopped.map(({ userId }) => userId));
  const others = (accounts: DigestContent['news']) => accounts.filter(({ userId }) => !ids.has(userId));
  return { stopped, news: others(news), returned: others(returned), resolved: others(resolved) };
}
