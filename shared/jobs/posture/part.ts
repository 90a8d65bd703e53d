import type { Problem } from '../../domain/problem';

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
