import type { Problem } from '../../domain/problem';

export type RefreshAt = {
  /** UTC, `YYYY-MM-DD`. */
  readonly day: string;
  /** When it began: milliseconds since 1970-01-01 UTC. */
  readonly now: number;
  /** When requests must end: milliseconds since 1970-01-01 UTC. */
  readonly until: number;
};

/** The result of one part of a refresh. */
export type PartDone = {
  /** For the log, under names that no other part uses. */
  readonly counts: Readonly<Record<string, number | string>>;
  readonly problems: readonly Problem[];
};
