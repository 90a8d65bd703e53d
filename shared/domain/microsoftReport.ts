import type { Enforcement } from './enforcement/enforcement';
import type { UnprovenWrites } from './enforcement/unprovenWrites';
import type { Notices } from './notices/notice';

/**
 * Microsoft's enforcement of MFA here, the accounts that it stops, and Microsoft's posts about it. Each is `null` if
 * never read.
 */
export type MicrosoftReport = {
  readonly enforcement: Enforcement | null;
  readonly writes: UnprovenWrites | null;
  readonly notices: Notices | null;
};
