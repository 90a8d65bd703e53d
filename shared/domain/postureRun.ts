import type { Problem } from './problem';

/** What the daily refresh does, in this order: What If comes after the readiness it goes by, and takes what time is left. */
export const POSTURE_PARTS = [
  'coverage',
  'registrations',
  'directory',
  'enforcement',
  'whatIf',
  'retention',
  'audit',
  'counts',
] as const;
export type PosturePart = (typeof POSTURE_PARTS)[number];

/** How the daily refresh went. Before a digest, some of its parts are done once more. */
export type PostureRun = {
  /** When all parts were last tried, ISO 8601 UTC; `null` before the first time. */
  readonly at: string | null;
  readonly parts: Readonly<Partial<Record<PosturePart, PartRun>>>;
};

export type PartRun = {
  /** When it last went well, ISO 8601 UTC; `null` when it never did. */
  readonly at: string | null;
  /** What it met when it did. */
  readonly problems: readonly Problem[];
  /** Why it failed since; `null` when it did not. */
  readonly failure: string | null;
};
