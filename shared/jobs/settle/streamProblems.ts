import type { Problem } from '../../domain/problem';
import type { StoredMark, StreamGap } from '../../domain/stream/partition';
import { DAY_MS } from '../../domain/time';

export type StreamSeen = {
  readonly marks: readonly StoredMark[];
  readonly gaps: readonly StreamGap[];
  /** Milliseconds since 1970-01-01 UTC. */
  readonly watchedSince: number;
};

/** What is wrong with the stream itself. */
export function streamProblems({ marks, gaps, watchedSince }: StreamSeen, now: number): readonly Problem[] {
  const last =
    marks
      .map(({ enqueuedAt }) => enqueuedAt)
      .sort()
      .at(-1) ?? null;
  const isSilent = now - (last === null ? watchedSince : Date.parse(last)) >= DAY_MS;
  return [
    ...(isSilent ? [{ code: 'streamSilent', since: last } as const] : []),
    ...gaps.map(({ from, to, events }) => ({ code: 'streamGap', from, to, events }) as const),
  ];
}
