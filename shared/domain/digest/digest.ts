import type { AccountView } from '../account/account';
import type { Cloud } from '../cloud';
import type { CoverageNews } from '../coverage/coverageNews';
import type { Problem } from '../problem';
import type { MicrosoftNews } from './microsoftNews';
import type { Unreached } from './recipients';

/** What one digest says: only what changed since the last one that was sent. */
export type DigestContent = {
  /** The local day it is for, `YYYY-MM-DD`. */
  readonly localDay: string;
  readonly timeZone: string;
  readonly cloud: Cloud;
  /** How far the sign-in log has been read, ISO 8601 UTC; `null` before the first poll. */
  readonly readUntil: string | null;
  /** True when nothing has changed and the watch is whole: the sign of life. */
  readonly quiet: boolean;
  /** True for the first digest ever: there is nothing to compare with. */
  readonly first: boolean;
  /** Accounts whose state changed, worst first. */
  readonly news: readonly AccountView[];
  readonly returned: readonly AccountView[];
  readonly resolved: readonly AccountView[];
  /** All that are excepted now; they are not open. */
  readonly excepted: readonly AccountView[];
  /** How many of these no digest has told of as excepted yet. */
  readonly newlyExcepted: number;
  /** How many accounts were told of before and are still open. */
  readonly ongoing: number;
  /** Accounts that sign-in stopped lately, not told before: the people for whom enforcement hurts today. */
  readonly stopped: readonly AccountView[];
  /** What is new about the coverage by the tenant's own policies; `null` where nothing is. */
  readonly coverage: CoverageNews | null;
  readonly microsoft: MicrosoftNews;
  readonly problems: readonly Problem[];
  /** Global Administrators whom this mail does not reach. */
  readonly unreached: readonly Unreached[];
  readonly reportUrl: string | null;
  /** Names of the enforced apps by key. */
  readonly appNames: Readonly<Record<string, string>>;
};
