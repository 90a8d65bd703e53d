import type { Enforcement } from './enforcement/enforcement';
import type { UnprovenWrites } from './enforcement/unprovenWrites';
import type { Notices } from './notices/notice';

/** How far Microsoft enforces MFA here, whom that stops, and what Microsoft writes of it. Of each: `null` where it was never read. */
export type MicrosoftReport = {
  readonly enforcement: Enforcement | null;
  readonly writes: UnprovenWrites | null;
  readonly notices: Notices | null;
};
