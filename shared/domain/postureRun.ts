import type { Failure } from './fault';
import { POSTURE_PARTS, type PosturePart } from './posturePart';
import type { Problem } from './problem';

/** How the daily refresh went; or how some of its parts went, which are done once more before a digest. */
export type PostureRun = {
  /** When all parts were last tried, ISO 8601 UTC; `null` where only some were. */
  readonly at: string | null;
  readonly parts: Readonly<Partial<Record<PosturePart, PartRun>>>;
};

export type PartRun = {
  /** When it last went well, ISO 8601 UTC; `null` when it never did. */
  readonly at: string | null;
  /** What it met when it did. */
  readonly problems: readonly Problem[];
  /** Why it failed since; `null` when it did not. */
  readonly failure: Failure | null;
};

/** The daily refresh with what was done once more since; kept apart, so that neither undoes what the other noted. */
export function latestOfParts(daily: PostureRun | null, again: PostureRun | null): PostureRun | null {
  if (daily === null || again === null) return daily ?? again;
  const parts: Partial<Record<PosturePart, PartRun>> = { ...daily.parts };
  for (const name of POSTURE_PARTS) {
    const [old, newer] = [daily.parts[name], again.parts[name]];
    if (newer && (newer.at ?? '') >= (old?.at ?? '')) parts[name] = newer;
  }
  return { at: daily.at, parts };
}
