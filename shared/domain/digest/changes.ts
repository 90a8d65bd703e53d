import type { DigestContent } from './digest';

/** The accounts that changed, each once: one that gets in and is stopped elsewhere is among the stopped. */
export function changesOf({
  stopped,
  news,
  returned,
}: Pick<DigestContent, 'stopped' | 'news' | 'returned'>): Pick<
  DigestContent,
  'stopped' | 'news' | 'returned'
> {
  const ids = new Set(stopped.map(({ userId }) => userId));
  const others = (accounts: DigestContent['news']) => accounts.filter(({ userId }) => !ids.has(userId));
  return { stopped, news: others(news), returned: others(returned) };
}
