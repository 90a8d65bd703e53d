import type { Problem } from '../../domain/problem';

/** What is kept of the posture, each by the UTC day. */
export type PostureKind =
  | 'run'
  | 'runBeforeDigest'
  | 'registration'
  | 'directory'
  | 'coverage'
  | 'whatIf'
  | 'counts'
  | 'enforcement'
  | 'writes'
  | 'notices';

export type SavePosture = (kind: PostureKind, day: string, value: unknown) => Promise<void>;

export type RefreshAt = {
  /** UTC, `YYYY-MM-DD`. */
  readonly day: string;
  /** When it began: milliseconds since 1970-01-01 UTC. */
  readonly now: number;
  /** When asking is to be done: milliseconds since 1970-01-01 UTC. */
  readonly until: number;
};

/** What one part of a refresh did. */
export type PartDone = {
  /** For the log, under names that no other part uses. */
  readonly counts: Readonly<Record<string, number | string>>;
  readonly problems: readonly Problem[];
};
